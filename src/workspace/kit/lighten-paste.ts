/** As much rich text as is read without a pause that a hand notices, in letters. */
const lightest = 150_000

export type Paste = { as: 'it is' } | { as: 'html'; html: string } | { as: 'text'; paragraphs: string[] } | { as: 'nothing' }

/**
 * What becomes of a paste: small ones stay as they are; a large one loses what a letter never shows (styles, comments, pictures inside the text),
 * and if it is still large, all but its words. Words for which there is no room are refused as a whole: half of them would be worse.
 */
export function lightenPaste({ html, text }: { html: string; text: string }, room: number): Paste {
  if (text.length > room) return { as: 'nothing' }
  if (html.length <= lightest) return text.length > lightest ? asText(text) : { as: 'it is' }
  const light = withoutHidden(html)
  return light.length <= lightest ? { as: 'html', html: light } : asText(text)
}

const asText = (text: string): Paste =>
  text.trim() === '' ? { as: 'nothing' } : { as: 'text', paragraphs: text.replaceAll('\r\n', '\n').split('\n') }

const hidden: readonly [begin: string, end: string][] = [
  ['<!--', '-->'],
  ['<style', '</style>'],
  ['<script', '</script>'],
  ['<xml', '</xml>'],
  ['<svg', '</svg>'],
  ['<img', '>'],
]

/** Cut out from one mark to the next, each in one walk: no pattern can run away on five megabytes. */
function withoutHidden(html: string): string {
  const cut = hidden.reduce((rest, marks) => without(rest, marks), html)
  return cut.replaceAll(/\s(?:style|class|lang|id|dir|align|width|height|bgcolor|valign)="[^"]{0,5000}"/g, '')
}

function without(html: string, [begin, end]: readonly [string, string]): string {
  const low = html.toLowerCase()
  const kept: string[] = []
  let at = 0
  for (let from = low.indexOf(begin); from !== -1; from = low.indexOf(begin, at)) {
    kept.push(html.slice(at, from))
    const to = low.indexOf(end, from)
    at = to === -1 ? html.length : to + end.length
  }
  return kept.join('') + html.slice(at)
}
