import { sentencesOf } from '#platform/language.ts'

interface Place {
  start: number
  end: number
}

/** What an advised wording takes the place of: a word that of a word, a sentence that of the whole sentence. Its gaps become slots to fill. */
export function replacementOf(text: string, hit: Place, advised: string): Place & { words: string } {
  const words = advised.replaceAll('…', '{{text: …}}')
  if (isSentence(advised)) return { ...sentencesAround(text, hit), words }
  return { start: hit.start, end: hit.end, words: beginsLarge(text.slice(hit.start, hit.end)) ? large(words) : words }
}

const isSentence = (words: string): boolean => /^[¿¡«“"]?\p{Lu}/u.test(words) && /[.!?;:…]["»”]?$/u.test(words)
const beginsLarge = (words: string): boolean => /^\p{Lu}/u.test(words)
const large = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function sentencesAround(text: string, { start, end }: Place): Place {
  const touched = sentencesOf(text).filter((sentence) => sentence.start < end && sentence.end > start)
  return { start: Math.min(start, ...touched.map((one) => one.start)), end: Math.max(end, ...touched.map((one) => one.end)) }
}
