import { type RawBuilder, sql } from 'kysely'
import { fewOf, isAmong } from '#modules/worklist/index.ts'
import { fold, words } from '#platform/fold.ts'
import type { Work } from '#platform/work.ts'
import { findCustomerIds } from './find-people.ts'
import { codePatterns, codesIn, questionOf } from './rules/asked.ts'

/** That a complaint holds these words, for lists: in one of its texts, in its numbers, or as the name of its customer. */
export async function inTexts(work: Work, typed: string): Promise<RawBuilder<boolean>> {
  const question = questionOf(typed)
  const asked = sql`search_question(${`${question} `}, null)`
  const texts = sql`select d.complaint_id from search_documents d where d.document @@ ${asked} and numnode(${asked}) > 0`
  const [inDocuments, byNumber, customers] = await Promise.all([
    fewOf(work, texts),
    findByCodes(work, codesIn(question).flatMap(codePatterns)),
    customersNamed(work, question),
  ])
  const held = inDocuments === null ? holding(asked) : isAmong([...new Set([...inDocuments, ...byNumber])])
  const ways = [
    held,
    ...(inDocuments === null && byNumber.length > 0 ? [isAmong(byNumber)] : []),
    ...(customers.length > 0 ? [sql<boolean>`complaints_complaints.customer_id = any(${customers}::uuid[])`] : []),
  ]
  return sql<boolean>`(${sql.join(ways, sql` or `)})`
}

const holding = (asked: RawBuilder<unknown>) =>
  sql<boolean>`(select true from search_documents d where d.complaint_id = complaints_complaints.id and d.document @@ ${asked} limit 1) is true`

// More numbers than these are no question.
const mostNumbers = 500

async function findByCodes(work: Work, patterns: readonly string[]): Promise<string[]> {
  if (patterns.length === 0) return []
  const like = sql.join(
    [...new Set(patterns)].map((pattern) => sql`d.codes like ${pattern}`),
    sql` or `,
  )
  return (await fewOf(work, sql`select d.complaint_id from search_documents d where ${like} limit ${sql.lit(mostNumbers)}`)) ?? []
}

/** That one of the order numbers of a complaint has this part, its dashes left out. */
export async function byOrder(work: Work, part: string): Promise<RawBuilder<boolean>> {
  return isAmong(await findByCodes(work, [`%=%${words(fold(part)).join('')}%`]))
}

/** The customers whom a name, an address, a telephone or an account number means; the newest thousand of more. */
export const customersNamed = (work: Work, name: string): Promise<string[]> => findCustomerIds(work, questionOf(name), mostCustomers)

const mostCustomers = 1000
