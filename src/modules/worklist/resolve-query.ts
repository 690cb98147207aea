import { isStaff } from '#platform/actor.ts'
import type { Work } from '#platform/work.ts'
import { called, categoriesCalled, type Names, namesHere } from './find-names.ts'
import type { Query, Term } from './rules/read-query.ts'
import type { Misunderstood, Reason } from './rules/troubles.ts'
import { writeTerm } from './rules/write-query.ts'

/** An operator whose names are ids; null is "none". */
export interface ResolvedTerm extends Omit<Term, 'values'> {
  values: (string | null)[]
}

export interface Resolved {
  terms: ResolvedTerm[]
  troubles: Misunderstood[]
}

/** Finds whom and what the operators of a query name, for this caller: `me`, colleagues, teams, categories. */
export async function resolveQuery(work: Work, { terms }: Query): Promise<Resolved> {
  const names = terms.some(({ operator }) => operator in resolvers) ? await namesHere(work) : null
  const resolved = terms.map((term) => resolveTerm(work, term, names))
  return {
    terms: resolved.flatMap((one) => ('reason' in one ? [] : [one])),
    troubles: resolved.flatMap((one) => ('reason' in one ? [one] : [])),
  }
}

type Resolver = (work: Work, typed: string, names: Names) => string[] | { reason: Reason }

const resolvers: Partial<Record<Term['operator'], Resolver>> = {
  assignee: (work, typed, { agents }) => {
    if (typed === 'me') return [work.actor.id ?? '']
    const found = called(agents, typed).map(({ id }) => id)
    return found.length > 0 ? found : { reason: 'unknown_person' }
  },
  team: (work, typed, { teams }) => {
    if (typed === 'me') return ownTeams(work)
    const found = called(teams, typed)
    const running = found.filter(({ ended }) => !ended).map(({ id }) => id)
    if (running.length > 0) return running
    return { reason: found.length > 0 ? 'team_ended' : 'unknown_team' }
  },
  category: (_work, typed, { categories }) => {
    const found = categoriesCalled(categories, typed)
    return found.length > 0 ? found : { reason: 'unknown_category' }
  },
}

function resolveTerm(work: Work, term: Term, names: Names | null): ResolvedTerm | Misunderstood {
  const resolve = resolvers[term.operator]
  const values: (string | null)[] = []
  for (const value of term.values) {
    if (value === 'none' && term.operator !== 'tag' && term.operator !== 'order') values.push(null)
    else if (resolve === undefined || names === null) values.push(value)
    else {
      const found = resolve(work, value, names)
      if ('reason' in found) return { reason: found.reason, operator: term.operator, value, part: writeTerm(term) }
      values.push(...found)
    }
  }
  return { ...term, values }
}

/** The teams whose work is the caller's. */
function ownTeams({ actor }: Work): string[] {
  if (!isStaff(actor)) return []
  return actor.kind === 'person' ? [...new Set([...actor.teams, ...actor.leads])] : [...(actor.teams ?? [])]
}
