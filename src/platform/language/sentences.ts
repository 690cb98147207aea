/** [start, end) in UTF-16 units of the text as it was written, without the space around it. */
export interface Sentence {
  start: number
  end: number
}

/**
 * The sentences of a text in their order; linear in its length. Abbreviations (Mr., κ., Sr.), figures (10.50), initials and addresses stay
 * whole; a blank line, a list item or a line that was not wrapped by a mail program ends one; «;» ends one after Greek letters only.
 */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = []
  let start = 0
  for (const match of text.matchAll(stops)) {
    const end = match.index + match[0].length
    if (match.index < start || !endsHere(text, start, match)) continue
    keep(found, text, { start, end })
    start = end
  }
  keep(found, text, { start, end: text.length })
  return found
}

// A run of what may end a sentence, with the quotes and brackets that close on it; or the end of a line.
const stops = /[.!?;\u037e…]+["'”’»)\]]*|\r?\n(?:[ \t]*\r?\n)*/g
const wrappedAt = 50

const abbreviations = new Set(
  (
    'mr mrs ms mx dr prof st nr vs inc ltd approx dept ext tel fig vol ' +
    'κ κα κος κου δηλ αρ αριθ τηλ σελ οδ λεωφ πρβλ βλ χιλ ' +
    'sr sra srta sres sras d dª dña dn ud uds vd vds avda avd núm nº pág págs art arts aprox p admón cía dpto prov'
  ).split(' '),
)

function endsHere(text: string, start: number, { 0: mark, index }: RegExpExecArray): boolean {
  if (mark.includes('\n')) return endsLine(text, index, index + mark.length)
  const after = text.charAt(index + mark.length)
  if (after !== '' && !/\s/.test(after)) return false
  if (mark.startsWith(';')) return /[\u0370-\u03ff\u1f00-\u1fff]["'»)]?$/.test(text.slice(Math.max(start, index - 2), index))
  if (mark.startsWith('…') || mark.startsWith('...')) return !/^\s*\p{Ll}/u.test(text.slice(index + mark.length, index + mark.length + 20))
  return mark.startsWith('.') && !/[!?]/.test(mark) ? !isAbbreviation(text, start, { index, end: index + mark.length }) : true
}

function isAbbreviation(text: string, start: number, { index, end }: { index: number; end: number }): boolean {
  const word = /[\p{L}\p{N}ªº.]+$/u.exec(text.slice(Math.max(start, index - 24), index))?.[0] ?? ''
  if (/^\d{1,2}$/.test(word)) return text.slice(start, index).trim() === word // «1.» begins a list item; «at 5.» ends a sentence
  if (abbreviations.has(word.toLowerCase())) return !startsParagraph(text, end)
  if (/^\p{Lu}$/u.test(word)) return word !== 'I' && /^\s\p{Lu}/u.test(text.slice(end, end + 3))
  // «p.m.», «π.χ.», «EE.UU.»: an end only where a capital follows.
  return /^\p{L}{1,3}(?:\.\p{L}{1,3})+$/u.test(word) && !/^\s+\p{Lu}/u.test(text.slice(end, end + 6))
}

const startsParagraph = (text: string, end: number): boolean => /^[ \t]*\r?\n/.test(text.slice(end, end + 8))

function endsLine(text: string, index: number, next: number): boolean {
  if (/\n[ \t]*\r?\n/.test(text.slice(index, next)) || next >= text.length) return true
  const line = index - (text.lastIndexOf('\n', index - 1) + 1)
  // A mail program wraps long lines; what goes on with a small letter or a figure is the same sentence.
  return (
    line < wrappedAt ||
    !/^[ \t]*[\p{Ll}\p{N}(€£$]/u.test(text.slice(next, next + 12)) ||
    /^[ \t]*\d{1,2}[.)]\s/.test(text.slice(next, next + 12))
  )
}

function keep(found: Sentence[], text: string, { start, end }: Sentence) {
  let from = start
  let to = end
  while (from < to && isSpace(text.charCodeAt(from))) from += 1
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1
  if (from < to) found.push({ start: from, end: to })
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000
