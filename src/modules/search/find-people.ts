import { type RawBuilder, sql } from 'kysely'
import { findCustomers } from '#modules/people/index.ts'
import { fold, words } from '#platform/fold.ts'
import type { Work } from '#platform/work.ts'

export type FoundCustomer = Awaited<ReturnType<typeof findCustomers>>[number]

const mostWords = 6
// More of one kind is no search any more, unless more is asked for.
const fewest = 200

/** Customers whose name holds every word, written or heard so, or who have an address, a telephone or an account number with this part. */
export async function findPeople(work: Work, question: string, limit: number): Promise<FoundCustomer[]> {
  const ids = await findCustomerIds(work, question, limit)
  const found = await findCustomers(work, ids)
  return ids.flatMap((id) => found.filter((customer) => customer.id === id))
}

/** The same by their ids only, newest first. */
export async function findCustomerIds(work: Work, question: string, limit: number): Promise<string[]> {
  const most = Math.max(limit, fewest)
  const ways = [...byName(question, most), ...byContact(question, most)]
  if (ways.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select c.id from (${sql.join(ways, sql` union `)}) found(id) join people_customers c on c.id = found.id
    order by c.created_at desc, c.id desc limit ${limit}`.execute(work.db)
  return rows.map(({ id }) => id)
}

function byName(question: string, most: number): RawBuilder<unknown>[] {
  const asked = words(fold(question))
  // A word of two letters helps beside a longer one; alone it would read every name.
  if (asked.length > mostWords || !asked.some((word) => word.length > 2)) return []
  const written = asked.map((word) => sql`fold(name) like ${`%${word}%`}`)
  const heard = asked.map((word) => sql`search_greek_sound(fold(name)) like '%' || search_greek_sound(${word}) || '%'`)
  const all = (conditions: RawBuilder<unknown>[]) =>
    sql`(select id from people_customers where ${sql.join(conditions, sql` and `)} limit ${sql.lit(most)})`
  return /^[a-zα-ω ]+$/.test(asked.join(' ')) ? [all(written), all(heard)] : [all(written)]
}

function byContact(question: string, most: number): RawBuilder<unknown>[] {
  const asked = question.trim()
  const part = (kind: string, piece: string) =>
    sql`(select customer_id from people_contacts where kind = ${kind} and normal like ${`%${literally(piece)}%`} limit ${sql.lit(most)})`
  const digits = asked.replace(/^\s*(00|\+)/, '').replace(/\D/g, '')
  const account = asked.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
  return [
    ...(asked.length > 2 && !/\s/.test(asked) ? [part('email', asked.toLowerCase())] : []),
    ...(/^[\d\s()+./-]+$/.test(asked) && digits.length > 3 ? [part('phone', digits)] : []),
    ...(/\d/.test(account) && account.length > 2 && account.length <= 60 ? [part('account_number', account)] : []),
  ]
}

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
