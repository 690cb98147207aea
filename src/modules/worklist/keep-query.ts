import type { Work } from '#platform/work.ts'
import { called, type Names, namesHere } from './find-names.ts'
import { type Piece, readQuery, type Term } from './rules/read-query.ts'
import { writeQuery } from './rules/write-query.ts'

/** A query as it is kept in a row: codes, and the ids of whom it names, so that a new name breaks nothing. */
export async function keptQuery(work: Work, typed: string): Promise<string> {
  return withNames(typed, idOf, await namesHere(work))
}

/** A kept query as people read it: colleagues and teams by the names that they have now. */
export async function readableQuery(work: Work, kept: string): Promise<string> {
  return withNames(kept, nameOf, await namesHere(work))
}

type Naming = (operator: Term['operator'], value: string, names: Names) => string

function withNames(typed: string, naming: Naming, names: Names): string {
  const query = readQuery(typed)
  const pieces = query.pieces.map((piece): Piece => {
    if (piece.kind !== 'term') return piece
    const { operator, values } = piece.term
    return { ...piece, term: { ...piece.term, values: values.map((value) => naming(operator, value, names)) } }
  })
  return writeQuery({ ...query, pieces }, typed)
}

const idOf: Naming = (operator, value, { agents, teams }) => {
  if (value === 'me' || value === 'none') return value
  const found =
    operator === 'assignee' ? called(agents, value) : operator === 'team' ? called(teams, value).filter(({ ended }) => !ended) : []
  // Of several with that in their names, the name is what was meant.
  return found.length === 1 && found[0] ? found[0].id : value
}

const nameOf: Naming = (operator, value, { agents, teams }) => {
  if (operator === 'team') return teams.find(({ id }) => id === value)?.name ?? value
  if (operator !== 'assignee') return value
  const agent = agents.find(({ id }) => id === value)
  if (agent === undefined) return value
  return agents.filter(({ name }) => name === agent.name).length > 1 ? agent.email : agent.name
}
