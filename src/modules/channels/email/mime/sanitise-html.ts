import sanitize from 'sanitize-html'
import { boundedHtml } from './bounded-html.ts'
import { safeStyle } from './safe-styles.ts'

export type SafeHtml = { html: string; remotePictures: boolean }

const tags =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'

const looks = ['style', 'dir', 'lang', 'title', 'align', 'class']
const cells = ['width', 'height', 'align', 'valign', 'bgcolor', 'colspan', 'rowspan', 'nowrap', 'border', 'cellpadding', 'cellspacing']

/** Pictures inside the text itself: small ones, of kinds that cannot hold a script. */
const dataPicture = /^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]{1,400000}$/i

/** Everything about what may stay that does not depend on the mail. */
const allowed: sanitize.IOptions = {
  allowedTags: tags.split(' '),
  allowedAttributes: {
    '*': looks,
    a: ['href', 'name', 'rel', 'target'],
    img: ['src', 'data-remote-src', 'alt', 'width', 'height'],
    font: ['color', 'face', 'size'],
    ol: ['start', 'type'],
    blockquote: ['type'],
    ...Object.fromEntries(['table', 'tbody', 'tr', 'td', 'th', 'col', 'colgroup'].map((tag) => [tag, cells])),
  },
  allowedClasses: { '*': ['gmail_quote', 'gmail_signature', 'moz-cite-prefix', 'moz-signature', 'yahoo_quoted'] },
  // Our own reading of styles: the library's takes a parser of whole style sheets for each attribute.
  parseStyleAttributes: false,
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'cid'],
  allowedSchemesByTag: { img: ['cid', 'data'], a: ['http', 'https', 'mailto', 'tel'] },
  allowProtocolRelative: false,
  nonTextTags: 'script style textarea option noscript title template iframe object applet math svg xmp'.split(' '),
}

/** Makes the HTML of a mail safe to show. Pictures from elsewhere stay off: their address waits in `data-remote-src`. */
export function sanitiseHtml(html: string): SafeHtml {
  let remotePictures = false
  const transformTags: sanitize.IOptions['transformTags'] = {
    a: (tagName, attributes) => ({ tagName, attribs: linkOf(attributes) }),
    img: (tagName, attributes) => {
      const picture = pictureOf(attributes)
      remotePictures ||= 'data-remote-src' in picture
      return { tagName, attribs: picture }
    },
    '*': (tagName, attributes) => ({ tagName, attribs: styled(attributes) }),
  }
  const clean = sanitize(boundedHtml(html).replaceAll('\0', ''), { ...allowed, transformTags })
  return { html: clean, remotePictures }
}

function styled(attributes: sanitize.Attributes): sanitize.Attributes {
  if (attributes['style'] === undefined) return attributes
  const { style, ...others } = attributes
  const safe = safeStyle(style)
  return safe === '' ? others : { ...others, style: safe }
}

function linkOf(attributes: sanitize.Attributes): sanitize.Attributes {
  const { href, ...others } = attributes
  if (href === undefined) return attributes
  const address = href.replace(/^[\p{Cc}\s]+|[\p{Cc}\s]+$/gu, '').replace(/^www\.(?=[^\s/]+\.\p{L}{2})/iu, 'https://www.')
  // A link without a scheme would lead into this house.
  if (!/^(https?:|mailto:|tel:)/i.test(address)) return others
  return { ...attributes, href: address, rel: 'noopener noreferrer nofollow', target: '_blank' }
}

function pictureOf({ src = '', 'data-remote-src': _forged, ...others }: sanitize.Attributes): sanitize.Attributes {
  const address = src.replace(/[\p{Cc}\s]+/gu, (white) => (/^data:/i.test(src) ? white : ''))
  if (/^cid:/i.test(address)) return { ...others, src: unescapedId(address) }
  if (dataPicture.test(address)) return { ...others, src: address }
  const remote = address.startsWith('//') ? `https:${address}` : address
  return /^https?:\/\//i.test(remote) ? { ...others, 'data-remote-src': remote } : others
}

/** A Content-ID is written in an address as addresses are; the part itself is called as it is. */
function unescapedId(address: string): string {
  try {
    return decodeURIComponent(address).replace(/[\p{Cc}"<>]/gu, '')
  } catch {
    return address // a per cent sign that escapes nothing
  }
}
