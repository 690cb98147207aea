import { mailLimits } from './mail-limits.ts'

/** Elements that end by themselves, so that a thousand of them in a row are not a thousand levels. */
const flat = new Set(
  'p li dt dd td th tr thead tbody tfoot option optgroup br hr img input meta link base area col embed source track wbr param'.split(' '),
)

/** Takes out the tags that nest or number beyond all reason, and keeps the words: parsers need the square of the depth in time. */
export function boundedHtml(html: string): string {
  let [tags, depth, dropped] = [0, 0, 0]
  return html.slice(0, mailLimits.markupLength).replace(/<\/?[a-zA-Z][^<>]*>/g, (tag) => {
    const [, slash = '', name = ''] = /^<(\/?)([a-zA-Z][^\s/>]{0,60})/.exec(tag) ?? []
    tags += 1
    if (tags > mailLimits.markupTags) return ' '
    if (flat.has(name.toLowerCase())) return tag
    if (slash === '') {
      depth += 1
      if (depth <= mailLimits.markupDepth) return tag
      dropped += 1
      return ' '
    }
    depth = Math.max(0, depth - 1)
    if (dropped === 0) return tag
    dropped -= 1
    return ' '
  })
}
