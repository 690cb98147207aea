import { findAgents, findCustomers } from '#modules/people/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

export interface Author {
  kind: string
  id: Id | null
  name: string
}

/** Who wrote what came from outside. */
export const outsider = (customer: Id | null): string => (customer ? `customer/${customer}` : 'stranger')

/** Says who stands behind many authors, in three queries. A link is the complaint's customer. */
export async function findAuthors(work: Work, written: readonly string[], customer: Id | null): Promise<(written: string) => Author> {
  const authors = [...new Set(written)].map(split)
  const idsOf = (kind: string) => authors.filter((author) => author.kind === kind).flatMap(({ id }) => id ?? [])
  const links = authors.some(({ kind }) => kind === 'link') && customer ? [customer] : []
  const customers = await findCustomers(work, [...new Set([...idsOf('customer'), ...links])])
  const names = new Map(
    [...(await findAgents(work, idsOf('person'))), ...(await findTokens(work, idsOf('token'))), ...customers].map(({ id, name }) => [
      id,
      name,
    ]),
  )
  return (said) => {
    const author = split(said)
    const known = author.kind === 'link' ? { kind: 'customer', id: customer } : author
    return { ...known, name: (known.id && names.get(known.id)) || '' }
  }
}

async function findTokens(work: Work, ids: Id[]): Promise<{ id: Id; name: string }[]> {
  if (ids.length === 0) return []
  return work.db.selectFrom('people_tokens').select(['id', 'name']).where('id', 'in', ids).execute()
}

function split(written: string): { kind: string; id: Id | null } {
  const [kind = '', id] = written.split('/')
  return { kind, id: id || null }
}
