import { notOurs } from '#modules/tone/rules/our-words.ts'
import { sentencesOf } from '#platform/language.ts'

/** [start, end) of a text as it was written. */
export interface Stretch {
  start: number
  end: number
}

/** The sentences of a text that we say ourselves: without quoted history, signatures, and whatever stands in quotation marks. */
export function ourSentences(text: string): { sentence: Stretch; quoted: Stretch[] }[] {
  const foreign = notOurs(text)
  const tail = foreign.at(-1)?.end === text.length ? (foreign.at(-1)?.start ?? text.length) : text.length
  const quoted = [...foreign, ...quotations(text)].toSorted((one, other) => one.start - other.start)
  let next = 0
  return joined(text, sentencesOf(text)).flatMap((sentence) => {
    if (sentence.start >= tail) return []
    while (next < quoted.length && (quoted[next]?.end ?? 0) <= sentence.start) next += 1
    const inside = quoted.slice(next, next + 50).filter(({ start, end }) => start < sentence.end && end > sentence.start)
    return inside.some(({ start, end }) => start <= sentence.start && end >= sentence.end) ? [] : [{ sentence, quoted: inside }]
  })
}

/** «on Dec. 3rd»: the stop of a month ends no sentence. */
function joined(text: string, sentences: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = []
  for (const sentence of sentences) {
    const last = whole.at(-1)
    if (last && endsInMonth.test(text.slice(Math.max(last.start, last.end - 8), last.end)) && /\d/.test(text.charAt(sentence.start)))
      last.end = sentence.end
    else whole.push({ ...sentence })
  }
  return whole
}

const endsInMonth =
  /(?<!\p{L})(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ιαν|φεβ|μαρ|απρ|ιουν|ιουλ|αυγ|σεπτ?|οκτ|νοε|δεκ|ene|abr|ago|dic)\.$/iu

// Whatever is quoted was said elsewhere; a single mark that closes on no word is an apostrophe.
const quotation =
  /«[^«»]{2,600}»|“[^“”]{2,600}”|"[^"\n]{2,600}"|„[^„”“]{2,600}[”“]|(?<![\p{L}\p{N}])['‘][\p{L}][^'‘’\n]{2,300}['’](?![\p{L}\p{N}])/gu

const quotations = (text: string): Stretch[] =>
  Array.from(text.matchAll(quotation), ({ 0: all, index }) => ({ start: index, end: index + all.length })).filter(({ start, end }) =>
    /\s/.test(text.slice(start, end)),
  )
