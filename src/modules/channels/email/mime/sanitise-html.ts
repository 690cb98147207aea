import sanitize from 'sanitize-html'
import { boundedHtml } from './bounded-html.ts'

export type SafeHtml = { html: string; remotePictures: boolean }

const length = /^-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%|in|cm|mm)?$/
const lengths =
  /^(-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%|in|cm|mm)?|auto)(\s+(-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%|in|cm|mm)?|auto)){0,3}$/
const colour = /^(#[0-9a-f]{3,8}|rgba?\([\d\s.,%]{3,40}\)|hsla?\([\d\s.,%deg]{3,40}\)|[a-z]{3,30})$/i
const border = /^[\w\s#.(),%-]{1,80}$/
const word = /^[a-z-]{1,30}$/i

/** What the look of a mail may be made of: nothing that moves, covers, loads or hides outside its frame. */
const styles: Record<string, RegExp[]> = {
  color: [colour],
  'background-color': [colour],
  background: [colour],
  'font-size': [/^(\d{1,2}(\.\d{1,3})?(px|pt|em|rem|%)?|[1-3]\d{2}%|(x{1,2}-)?(small|large)|medium|smaller|larger)$/],
  'font-family': [/^[\p{L}\p{N}\s"',-]{1,200}$/u],
  'font-weight': [/^(\d{3}|bold|bolder|lighter|normal)$/],
  'font-style': [word],
  'text-decoration': [/^[a-z\s-]{1,40}$/i],
  'text-align': [word],
  'text-indent': [length],
  'text-transform': [word],
  'vertical-align': [word, length],
  'line-height': [length, /^normal$/],
  'letter-spacing': [length],
  'white-space': [word],
  'list-style-type': [word],
  'border-collapse': [word],
  direction: [/^(ltr|rtl)$/],
  display: [/^(block|inline|inline-block|table|table-row|table-cell|none)$/],
  ...Object.fromEntries(
    ['margin', 'padding'].flatMap((side) => ['', '-top', '-right', '-bottom', '-left'].map((edge) => [side + edge, [lengths]])),
  ),
  ...Object.fromEntries(
    ['', '-top', '-right', '-bottom', '-left', '-color', '-width', '-style', '-radius'].map((edge) => [`border${edge}`, [border]]),
  ),
  ...Object.fromEntries(['width', 'height', 'max-width', 'min-width', 'max-height'].map((size) => [size, [length, /^auto$/]])),
}

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
  allowedStyles: { '*': styles },
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
  }
  const clean = sanitize(boundedHtml(html).replaceAll('\0', ''), { ...allowed, transformTags })
  return { html: clean, remotePictures }
}

function linkOf(attributes: sanitize.Attributes): sanitize.Attributes {
  if (attributes['href'] === undefined) return attributes
  return { ...attributes, rel: 'noopener noreferrer nofollow', target: '_blank' }
}

function pictureOf({ src = '', 'data-remote-src': _forged, ...others }: sanitize.Attributes): sanitize.Attributes {
  const address = src.replace(/[\p{Cc}\s]+/gu, (white) => (/^data:/i.test(src) ? white : ''))
  if (/^cid:/i.test(address) || dataPicture.test(address)) return { ...others, src: address }
  const remote = address.startsWith('//') ? `https:${address}` : address
  return /^https?:\/\//i.test(remote) ? { ...others, 'data-remote-src': remote } : others
}
