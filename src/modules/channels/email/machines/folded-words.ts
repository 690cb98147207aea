import { fold } from '#platform/fold.ts'

/** A pattern for folded text, folded as that is: `Αδυναμία` meets `ΑΔΥΝΑΜΙΑ`. It is much quicker than one that ignores case. */
export function foldedPattern(source: string): RegExp {
  const pieces = source.split(/(\\[A-Z](?:\{\w+\})?|\\p\{\w+\})/u)
  return new RegExp(pieces.map((piece, at) => (at % 2 === 1 ? piece : fold(piece))).join(''), 'u')
}

/** The beginning of a text as such patterns read it, on one line. */
export const foldedWords = (text: string, length: number): string => fold(text.slice(0, length)).replace(/\s+/g, ' ')
