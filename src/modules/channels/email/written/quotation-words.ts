import { fold } from '#platform/fold.ts'
import table from './quotation-words.json' with { type: 'json' }

/** What a line above an earlier mail names. */
export type Field = 'from' | 'sent' | 'to' | 'cc' | 'subject'

const fields = ['cc', 'to', 'sent', 'subject', 'from'] as const satisfies Field[]
type Column = keyof typeof table.en

/**
 * What desks write above what they quote. We write none: who answers beneath it would be cut off, and nobody likes to be told where to write. A
 * customer's mail may have come through another desk.
 */
export const aboveLines = [
  'Reply above this line',
  'Please reply above this line',
  'Please type your reply above this line',
  'Type your reply above this line',
  'Write your reply above this line',
  'Add your reply above this line',
  'Απαντήστε πάνω από αυτή τη γραμμή',
  'Παρακαλώ απαντήστε πάνω από αυτή τη γραμμή',
  'Γράψτε την απάντησή σας πάνω από αυτή τη γραμμή',
  'Responda por encima de esta línea',
  'Por favor, responda por encima de esta línea',
  'Escriba su respuesta por encima de esta línea',
  'Veuillez répondre au-dessus de cette ligne',
  'Répondez au-dessus de cette ligne',
  'Bitte antworten Sie oberhalb dieser Zeile',
  'Bitte antworten Sie über dieser Linie',
  'Rispondi sopra questa linea',
  'Responda acima desta linha',
  'Antwoord boven deze regel',
]

const above = new Set(aboveLines.map(lettersOf))
const aboveEnds = new Set(aboveLines.map(lastWordOf))
const labels = new Map(fields.flatMap((field) => wordsOf(field).map((word) => [word, field] as const)))
const longestLabel = 32
const boundaries = { original: wordsOf('original'), forwarded: wordsOf('forwarded'), ends: wordsOf('ends') }
const verbEnds = new Set(rawWordsOf('wrote').map((words) => lastWordOf(words)))

/** Both of these read folded text. */
export const startWords = new RegExp(`^(?:${alternatives('starts')})`, 'u')
export const wroteWords = new RegExp(alternatives('wrote'), 'u')

/** The field that a label means in any language: "Από", "From", "差出人". */
export function fieldOfLabel(label: string): Field | undefined {
  if (label.length > longestLabel) return undefined
  // Folding costs more than all the rest, and ASCII needs none of it.
  return labels.get(/^[\x20-\x7e]*$/.test(label) ? label.toLowerCase() : fold(label).trim())
}

/** Whether the last word of a line may be the verb of "… wrote". */
export const endsInVerb = (line: string): boolean => verbEnds.has(lastWordOf(line.slice(-40)))

export type Boundary = 'original' | 'forwarded' | 'ends' | 'above'

/** Whether a line parts what is new from what is old: "-----Original Message-----", "Begin forwarded message:", a desk's own line. */
export function boundaryOf(line: string): Boundary | null {
  if (line.length > 200) return null
  if (aboveEnds.has(lastWordOf(line)) && above.has(lettersOf(line))) return 'above'
  const dashed = /^[\s>*]{0,8}(?:[-_=\u2010-\u2015+]{2,}|[*]{3,}|>{2,})/.test(line)
  if (!dashed && (line.length < 8 || !/[:：][\s*_]{0,8}$/.test(line.slice(-10)))) return null
  return named(fold(line.replace(/^[-_=*\u2010-\u2015<>+\s]+/, '').replace(/[-_=*\u2010-\u2015<>+\s:：]+$/, '')), dashed)
}

/** The same words on a line of their own without dashes: enough where the head of a mail follows. */
export function bareBoundaryOf(line: string): Boundary | null {
  if (line.length > 60) return null
  const words = fold(line.replaceAll('*', '').trim())
  return (['forwarded', 'original'] as const).find((one) => boundaries[one].includes(words)) ?? null
}

function named(words: string, dashed: boolean): Boundary | null {
  if (dashed) {
    const kind = (['ends', 'forwarded', 'original'] as const).find((one) => boundaries[one].some((phrase) => beginsWith(words, phrase)))
    return kind ?? null
  }
  return boundaries.forwarded.includes(words) ? 'forwarded' : null
}

/** "Forwarded by Eva on 5 March" begins with "Forwarded by"; "Forwarded bytes" does not. */
const beginsWith = (words: string, phrase: string): boolean =>
  words.startsWith(phrase) && words.length < phrase.length + 90 && !/^\p{L}/u.test(words.slice(phrase.length))

function rawWordsOf(column: Column): string[] {
  return Object.values(table).flatMap((language) => language[column] as string[])
}

function wordsOf(column: Column): string[] {
  return [...new Set(rawWordsOf(column).map(fold))].sort((one, other) => other.length - one.length)
}

function alternatives(column: Column): string {
  return wordsOf(column)
    .map((words) => bounded(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+'), words))
    .join('|')
}

/** Where words are not set apart by spaces, a letter beside them says nothing. */
function bounded(pattern: string, words: string): string {
  if (/[\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff]/.test(words)) return pattern
  return `(?<!\\p{L})${pattern}(?!\\p{L})`
}

/** The letters at the end of a line, as they stand there: this is asked of every line, and folding costs. */
function lastWordOf(line: string): string {
  let end = line.length
  while (end > 0 && end > line.length - 12 && !isLetter(line.charCodeAt(end - 1))) end -= 1
  let start = end
  while (start > 0 && start > end - 24 && isLetter(line.charCodeAt(start - 1))) start -= 1
  return line.slice(start, end).toLowerCase()
}

/** Any sign of any alphabet; what is a letter no program's verb holds does no harm. */
function isLetter(code: number): boolean {
  return ((code | 32) >= 97 && (code | 32) <= 122) || (code >= 0xc0 && code < 0x2000) || (code >= 0x3040 && code < 0xff00)
}

function lettersOf(line: string): string {
  return fold(line)
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}
