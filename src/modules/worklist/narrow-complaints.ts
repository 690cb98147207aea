import { type RawBuilder, sql } from 'kysely'
import type { BearsMark } from '#modules/complaints/index.ts'
import { runningStates } from '#modules/complaints/rules/lifecycle.ts'
import { organisationOf } from '#modules/people/index.ts'
import type { Work } from '#platform/work.ts'
import { type Among, among } from './find-among.ts'
import { having } from './find-having.ts'
import { refuseTrouble } from './refusals.ts'
import { type ResolvedTerm, resolveQuery } from './resolve-query.ts'
import { type Bounds, boundsOf, readMoment } from './rules/moments.ts'
import { readQuery } from './rules/read-query.ts'
import type { Condition, Possession } from './rules/vocabulary.ts'

export type Where = RawBuilder<boolean>

/** What only modules above this one can find, handed in by the house. */
export interface Finding {
  bearsMark: BearsMark
  /** That a text, a number or the customer of a complaint holds these words. */
  inTexts: (work: Work, words: string) => Promise<Where>
  /** That one of its order numbers has this part. */
  byOrder: (work: Work, part: string) => Promise<Where>
  /** The customers with this name, address, telephone or account number. */
  customers: (work: Work, name: string) => Promise<string[]>
}

/** What was typed into a list, as a condition on `complaints_complaints`; refused with the sentence of the first piece that was not understood. */
export async function narrowComplaints(work: Work, typed: string, finding: Finding): Promise<Where> {
  const query = readQuery(typed)
  const { terms, troubles } = await resolveQuery(work, query)
  const [trouble] = [...query.troubles, ...troubles]
  if (trouble) throw refuseTrouble(trouble)
  const texts = query.text === '' ? [] : [finding.inTexts(work, query.text)]
  const without = query.without.map(async (words) => sql<boolean>`${await finding.inTexts(work, words)} is not true`)
  return all(await Promise.all([...terms.map((term) => conditionOf(work, term, finding)), ...texts, ...without]))
}

/** Only the operators of a query: a search looks for its words itself. */
export async function narrowByOperators(work: Work, terms: readonly ResolvedTerm[], finding: Finding): Promise<Where> {
  return all(await Promise.all(terms.map((term) => conditionOf(work, term, finding))))
}

const all = (conditions: Where[]): Where =>
  conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`

async function conditionOf(work: Work, term: ResolvedTerm, finding: Finding): Promise<Where> {
  const condition = await positive(work, term, finding)
  return term.not ? sql<boolean>`(${condition}) is not true` : condition
}

const columns = { state: 'state', channel: 'channel', urgency: 'urgency', kind: 'kind', language: 'language' } as const
const named = { assignee: 'owner_id', team: 'team_id' } as const
const moments = { created: 'received_at', changed: 'last_activity_at', closed: 'closed_at' } as const

async function positive(work: Work, term: ResolvedTerm, finding: Finding): Promise<Where> {
  const { operator, values } = term
  const said = values.filter((value) => value !== null)
  if (operator in columns) return sql<boolean>`${column(columns[operator as keyof typeof columns])} in (${sql.join(said)})`
  if (operator in named) return oneOf(named[operator as keyof typeof named], values)
  if (operator in moments) return within(work, term, moments[operator as keyof typeof moments])
  const special = specials[operator]
  if (special === undefined) throw new Error(`The operator ${operator} has no condition`)
  return special({ work, term, said, finding })
}

const column = (name: string) => sql.ref(`complaints_complaints.${name}`)

function oneOf(name: string, values: readonly (string | null)[]): Where {
  const ids = values.filter((value) => value !== null)
  const parts = [
    ...(ids.length > 0 ? [sql<boolean>`${column(name)} in (${sql.join(ids.map((id) => sql`${id}::uuid`))})`] : []),
    ...(values.includes(null) ? [sql<boolean>`${column(name)} is null`] : []),
  ]
  // Nobody's own teams: whoever works in none sees the teams of all.
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` or `)})`
}

async function within(work: Work, { values, how }: ResolvedTerm, name: string): Promise<Where> {
  if (values[0] === null) return sql<boolean>`${column(name)} is null`
  return between(column(name), await boundsHere(work, values[0] ?? '', { how, ahead: false }))
}

function between(moment: RawBuilder<unknown>, { from, before }: Bounds): Where {
  return all([
    ...(from ? [sql<boolean>`${moment} >= ${from.toString()}::timestamptz`] : []),
    ...(before ? [sql<boolean>`${moment} < ${before.toString()}::timestamptz`] : []),
  ])
}

async function boundsHere(work: Work, value: string, { how, ahead }: { how: ResolvedTerm['how']; ahead: boolean }): Promise<Bounds> {
  const read = readMoment(value)
  if (read === null) throw refuseTrouble({ reason: 'not_a_moment', operator: ahead ? 'due' : 'created', value, part: value })
  const { zone } = await organisationOf(work)
  return boundsOf(read.moment, how, { now: work.now, zone, ahead })
}

interface Asked {
  work: Work
  term: ResolvedTerm
  said: string[]
  finding: Finding
}

const specials: Partial<Record<ResolvedTerm['operator'], (asked: Asked) => Promise<Where>>> = {
  is: async ({ work, said }) => any(await Promise.all(said.map((code) => beingSo(work, code as Condition)))),
  has: async ({ work, said }) => any(await Promise.all(said.map((code) => having(work, code as Possession)))),
  due: async ({ work, term }) => dueWithin(work, term),
  category: ({ work, term, said }) => ofCategory(work, said, term.values.includes(null)),
  tag: ({ work, said }) => among(work, tagged([...new Set(said.flatMap((tag) => [tag, tag.toLowerCase()]))])),
  customer: ({ work, term, said, finding }) => ofCustomer(work, { said, none: term.values.includes(null) }, finding),
  order: async ({ work, said, finding }) => any(await Promise.all(said.map((part) => finding.byOrder(work, part)))),
  mark: ({ said, finding }) => Promise.resolve(any(said.map((mark) => finding.bearsMark(mark) ?? sql<boolean>`false`))),
}

const any = (conditions: Where[]): Where => sql<boolean>`(${sql.join(conditions, sql` or `)})`

const over = ['closed', 'merged', 'withdrawn', 'not_complaint']

async function beingSo(work: Work, condition: Condition): Promise<Where> {
  const plain: Partial<Record<Condition, Where>> = {
    running: sql<boolean>`${column('state')} in (${sql.join([...runningStates])})`,
    over: sql<boolean>`${column('state')} in (${sql.join(over)})`,
    urgent: sql<boolean>`${column('urgency')} in ('critical', 'high')`,
    unassigned: sql<boolean>`${column('owner_id')} is null`,
    restricted: sql<boolean>`${column('restriction')} is not null`,
    anonymous: sql<boolean>`${column('anonymous')}`,
  }
  if (condition === 'late') return among(work, limitWithin(sql<boolean>`k.due_at < ${work.now.toString()}::timestamptz`))
  return plain[condition] ?? among(work, reopened)
}

const reopened: Among = {
  all: sql`select complaint_id from complaints_closures where reopened_at is not null`,
  ofRow: sql<boolean>`(select true from complaints_closures k where k.complaint_id = complaints_complaints.id and k.reopened_at is not null limit 1)`,
}

/** By the nearest limit for the decision, as the list shows it. */
const limitWithin = (condition: Where): Among => ({
  all: sql`select complaint_id from clocks_clocks k where k.nearest and ${condition}`,
  ofRow: sql<boolean>`(select true from clocks_clocks k where k.complaint_id = complaints_complaints.id and k.nearest and ${condition} limit 1)`,
})

async function dueWithin(work: Work, { values, how }: ResolvedTerm): Promise<Where> {
  if (values[0] === null) return sql<boolean>`${limitWithin(sql<boolean>`true`).ofRow} is null`
  return among(work, limitWithin(between(sql.ref('k.due_at'), await boundsHere(work, values[0] ?? '', { how, ahead: true }))))
}

async function ofCategory(work: Work, codes: string[], none: boolean): Promise<Where> {
  const without = sql<boolean>`(select true from complaints_issues i where i.complaint_id = complaints_complaints.id
    and i.category_code is not null limit 1) is null`
  if (codes.length === 0) return without
  const listed = sql.join([...new Set(codes)])
  const within = await among(work, {
    all: sql`select complaint_id from complaints_issues where category_code in (${listed})`,
    ofRow: sql<boolean>`(select true from complaints_issues i where i.complaint_id = complaints_complaints.id and i.category_code in (${listed}) limit 1)`,
  })
  return none ? any([within, without]) : within
}

const tagged = (tags: string[]): Among => ({
  all: sql`select complaint_id from complaints_tags where tag in (${sql.join(tags)})`,
  ofRow: sql<boolean>`(select true from complaints_tags t where t.complaint_id = complaints_complaints.id and t.tag in (${sql.join(tags)}) limit 1)`,
})

const isId = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)

async function ofCustomer(work: Work, { said, none }: { said: string[]; none: boolean }, finding: Finding): Promise<Where> {
  const found = await Promise.all(said.map((name) => (isId(name) ? Promise.resolve([name]) : finding.customers(work, name))))
  const values: (string | null)[] = [...found.flat(), ...(none ? [null] : [])]
  return values.length === 0 ? sql<boolean>`false` : oneOf('customer_id', values)
}
