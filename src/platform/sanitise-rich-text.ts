import sanitize from 'sanitize-html'

/** What the composer can write, and nothing else: no styles, no scripts, only links that a reader can understand. */
const allowed: sanitize.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'b', 'em', 'i', 'u', 's', 'a', 'ul', 'ol', 'li', 'blockquote', 'h1', 'h2', 'h3', 'code', 'pre', 'hr'],
  allowedAttributes: { a: ['href', 'rel', 'target'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  nestingLimit: 60,
  transformTags: {
    a: (tagName, attributes) => ({
      tagName,
      attribs: { ...(attributes['href'] && { href: attributes['href'] }), rel: 'noopener noreferrer', target: '_blank' },
    }),
  },
}

interface Besides {
  /** The address under which a picture is kept, by the one that it has; null for a picture that is not ours: it is taken out. */
  pictureOf?: (src: string) => string | null
}

/** Rich text made safe: what is not in the composer's reach is taken out. Pictures only where they are asked for. */
export function sanitiseRichText(html: string, besides: Besides = {}): string {
  return sanitize(html.replaceAll('\0', ''), optionsOf(besides)).trim()
}

function optionsOf({ pictureOf }: Besides): sanitize.IOptions {
  if (!pictureOf) return allowed
  return {
    ...allowed,
    allowedTags: [...(allowed.allowedTags || []), 'img'],
    allowedAttributes: { ...allowed.allowedAttributes, img: ['src', 'alt'] },
    allowedSchemesByTag: { img: ['cid'] },
    transformTags: {
      ...allowed.transformTags,
      img: (tagName, { src = '', alt = '' }) => ({ tagName, attribs: { src: pictureOf(src) ?? '', alt: alt.slice(0, 300) } }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs['src'],
  }
}
