import { type Piece, type Query, readQuery, type Term } from './read-query.ts'

/** A query as it is kept: codes, one blank between two pieces; what was not understood stays as it was typed. */
export const writeQuery = (query: Query, typed: string): string =>
  query.pieces
    .map((piece) => writePiece(piece, typed))
    .filter(Boolean)
    .join(' ')

/** What was typed, in codes. */
export const inCodes = (typed: string): string => writeQuery(readQuery(typed), typed)

export function writePiece(piece: Piece, typed: string): string {
  if (piece.kind === 'trouble') return typed.slice(piece.start, piece.end)
  if (piece.kind === 'term') return writeTerm(piece.term)
  return `${piece.not ? '-' : ''}${piece.words}`
}

export function writeTerm({ operator, not, how, values }: Term): string {
  if (operator === 'is' && values.length === 1 && values[0] === 'urgent') return not ? '-urgent' : 'urgent'
  return `${not ? '-' : ''}${operator}${how}${values.map(quotedValue).join(',')}`
}

/** A value with what would end it in quotes. */
export const quotedValue = (value: string): string => (/[\s",]/.test(value) ? `"${value.replaceAll('"', '')}"` : value)

/** The query without one of its pieces. */
export const withoutPiece = (query: Query, typed: string, at: number): string =>
  writeQuery({ ...query, pieces: query.pieces.toSpliced(at, 1) }, typed)

/** The query with an operator more; a value of an operator that stands there already takes its place. */
export function withTerm(typed: string, term: Term): string {
  const query = readQuery(typed)
  const kept = query.pieces.filter(
    (piece) => piece.kind !== 'term' || piece.term.operator !== term.operator || piece.term.not !== term.not || term.how !== ':',
  )
  const before = writeQuery({ ...query, pieces: kept }, typed)
  return [before, ...(term.values.length > 0 ? [writeTerm(term)] : [])].filter(Boolean).join(' ')
}
