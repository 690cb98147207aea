import { type Comparison, readMoment } from './moments.ts'
import type { Misunderstood } from './troubles.ts'
import { flagNamed, momentOperators, namedOperators, type Operator, operatorNamed, someoneNamed, valueNamed } from './vocabulary.ts'

/** One operator of a query: `-tag:late,broken` is {operator: tag, not, values: [late, broken]}. Values are codes, or names as they were typed. */
export interface Term {
  operator: Operator
  not: boolean
  how: Comparison
  values: string[]
}

/** What was typed, piece by piece in its order. `words` are to be found in texts, quotes included. */
export type Piece = { start: number; end: number } & (
  | { kind: 'term'; term: Term }
  | { kind: 'words'; words: string; not: boolean }
  | { kind: 'trouble'; trouble: Misunderstood }
)

export interface Query {
  pieces: Piece[]
  terms: Term[]
  /** What is to be found in texts; empty where only operators were typed. */
  text: string
  /** What may not stand in a text. */
  without: string[]
  troubles: Misunderstood[]
}

/** More is not read. */
export const longestQuery = 1000
const mostOperators = 40
const mostValues = 20

const quoted = '"[^"]*"?'
const value = `(?:${quoted}|[^\\s",]+)`
// An operator with its values, a phrase, or a bare word; a minus before it says "not".
const pieces = new RegExp(
  `(?<not>-(?=[\\p{L}"]))?(?:(?<key>\\p{L}[\\p{L}\\p{M}_]*)(?<how><=|>=|[:<>=])(?<values>${value}(?:,${value})*)?|(?<phrase>${quoted})|(?<word>\\S+))`,
  'gu',
)

// Addresses, and what mail programs put before a subject.
const noOperators = /^(https?|mailto|tel|ftp|re|fw|fwd|aw|sv|rv|απ|πρθ|σχετ|rd)$/iu

/** Reads what was typed into the field of a list or a search; the same in the browser and on the server. Never throws. */
export function readQuery(typed: string): Query {
  const all: Piece[] = []
  for (const match of typed.slice(0, longestQuery).matchAll(pieces)) all.push(pieceOf(match))
  if (typed.length > longestQuery || all.filter(({ kind }) => kind !== 'words').length > mostOperators) {
    const trouble: Misunderstood = { reason: 'too_long', part: '', operator: '', value: '' }
    all.push({ kind: 'trouble', trouble, start: typed.length, end: typed.length })
  }
  return {
    pieces: all,
    terms: all.flatMap((piece) => (piece.kind === 'term' ? [piece.term] : [])),
    text: all
      .flatMap((piece) => (piece.kind === 'words' && !piece.not ? [piece.words] : []))
      .join(' ')
      .trim(),
    without: all.flatMap((piece) => (piece.kind === 'words' && piece.not ? [piece.words] : [])),
    troubles: all.flatMap((piece) => (piece.kind === 'trouble' ? [piece.trouble] : [])),
  }
}

function pieceOf(match: RegExpExecArray): Piece {
  const { key, how } = match.groups ?? {}
  const place = { start: match.index, end: match.index + match[0].length }
  return { ...(key === undefined || how === undefined ? bareWord(match) : withOperator(match, { key, how })), ...place }
}

type Read<Of = Piece> = Of extends Piece ? Omit<Of, 'start' | 'end'> : never

function bareWord({ groups }: RegExpExecArray): Read {
  const { not, phrase, word } = groups ?? {}
  const flag = word === undefined ? undefined : flagNamed(word)
  if (flag) return { kind: 'term', term: { operator: 'is', not: not === '-', how: ':', values: [flag] } }
  return { kind: 'words', words: phrase ?? word ?? '', not: not === '-' }
}

function withOperator({ 0: part, groups }: RegExpExecArray, { key, how }: { key: string; how: string }): Read {
  const { not, values } = groups ?? {}
  const operator = operatorNamed(key)
  if (operator === undefined) return unknown(part, { key, how, values })
  // The pattern lets nothing else through.
  const comparison = how === '=' ? ':' : (how as Comparison)
  const read = readTerm({ operator, not: not === '-', how: comparison, typed: splitValues(values ?? '') })
  return 'reason' in read ? { kind: 'trouble', trouble: { ...read, part } } : { kind: 'term', term: read }
}

interface Unknown {
  key: string
  how: string
  values: string | undefined
}

/** A colon after a word of no list is an operator mistyped, unless it reads like an address, a time or a subject. */
function unknown(
  part: string,
  { key, how, values }: Unknown,
): { kind: 'trouble'; trouble: Misunderstood } | { kind: 'words'; words: string; not: boolean } {
  const isText = how !== ':' || values === undefined || values.startsWith('//') || key.length < 3 || noOperators.test(key)
  if (isText) return { kind: 'words', words: part, not: false }
  return { kind: 'trouble', trouble: { reason: 'unknown_operator', part, operator: key, value: unquoted(values) } }
}

const unquoted = (text: string): string => text.replaceAll('"', '').trim()

const splitValues = (values: string): string[] =>
  [...values.matchAll(new RegExp(value, 'gu'))].map(([one]) => unquoted(one)).filter(Boolean)

interface TypedTerm extends Omit<Term, 'values'> {
  typed: string[]
}

function readTerm({ typed, ...term }: TypedTerm): Term | Omit<Misunderstood, 'part'> {
  const { operator, how } = term
  const trouble = (reason: Misunderstood['reason'], about = typed.join(',')) => ({ reason, operator, value: about })
  if (typed.length === 0) return trouble('no_value', '')
  if (typed.length > mostValues) return trouble('too_long')
  if (momentOperators.includes(operator)) return readMomentTerm(term, typed)
  if (how !== ':') return trouble('not_compared')
  const short = operator === 'order' && typed.find((one) => bare(one).length < shortestOrder)
  if (short) return trouble('too_short', short)
  if (namedOperators.includes(operator)) return { ...term, values: typed.map((one) => nameIn(operator, one)) }
  const values = typed.map((one) => valueNamed(operator, one))
  const wrong = values.indexOf(undefined)
  if (wrong >= 0) return trouble('unknown_value', typed[wrong])
  return { ...term, values: [...new Set(values.filter((code) => code !== undefined))] }
}

const shortestOrder = 3
const bare = (typed: string): string => typed.replace(/[^\p{L}\p{N}]/gu, '')

function readMomentTerm(term: Omit<Term, 'values'>, typed: string[]): Term | Omit<Misunderstood, 'part'> {
  const [one = ''] = typed
  if (term.how === ':' && someoneNamed(one) === 'none' && term.operator !== 'created' && term.operator !== 'changed')
    return { ...term, values: ['none'] }
  const read = typed.length === 1 ? readMoment(one) : null
  if (read === null) return { reason: 'not_a_moment', operator: term.operator, value: typed.join(',') }
  return { ...term, values: [read.code] }
}

const withSomeone: readonly Operator[] = ['assignee', 'team', 'category', 'customer']

function nameIn(operator: Operator, typed: string): string {
  return withSomeone.includes(operator) ? (someoneNamed(typed) ?? typed) : typed
}
