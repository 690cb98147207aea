import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { findAgents } from './colleagues/find-agents.ts'

/** Somebody who acted, as people read it. The name is empty where nobody knows it: a link, a token, the desk itself. */
export interface NamedActor {
  kind: string
  id: Id | null
  name: string
}

/** Reads who is meant where rows name who acted (`person/…`, `token/…`, `desk`): colleagues by one query, then each name by itself. */
export async function nameActors(work: Work, written: readonly (string | null)[]): Promise<(written: string) => NamedActor> {
  const people = written.flatMap((by) => (by?.startsWith('person/') ? [by.slice('person/'.length)] : []))
  const names = new Map((await findAgents(work, [...new Set(people)])).map(({ id, name }) => [id, name]))
  return (by) => {
    const [kind = '', id = null] = by.split('/')
    return { kind, id, name: (id && names.get(id)) || '' }
  }
}
