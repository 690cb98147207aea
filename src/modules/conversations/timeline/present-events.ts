import { type ComplaintRecord, visibleComplaints } from '#modules/complaints/index.ts'
import { findAgents, findCustomers, findTeams } from '#modules/people/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { TimelineItem } from '../contract.ts'
import { findAuthors } from './authors.ts'

type Event = Extract<TimelineItem, { kind: 'event' }>['event']
type Data = Record<string, unknown>

/** Facts of a complaint as events, by their numbers. */
export async function presentEvents(
  work: Work,
  complaint: ComplaintRecord,
  seqs: readonly number[],
): Promise<{ id: string; event: Event }[]> {
  if (seqs.length === 0) return []
  const stream = `complaint/${complaint.id}`
  const facts = await work.db
    .selectFrom('facts_facts')
    .select(['seq', 'fact', 'actor', 'at', 'data'])
    .where('stream', '=', stream)
    .where('seq', 'in', [...seqs])
    .execute()
  const events = await presentFacts(
    work,
    complaint,
    facts.map((fact) => ({ ...fact, data: fact.data as Data })),
  )
  return events.map((event, at) => ({ id: `event-${String(facts[at]?.seq).padStart(10, '0')}`, event }))
}

/** Facts as a reader sees them, in their order: ids that name a person, a team or a complaint get a name beside them, `<field>_name`. */
export async function presentFacts(
  work: Work,
  complaint: ComplaintRecord,
  facts: readonly { fact: string; actor: string; at: Temporal.Instant; data: Data }[],
): Promise<Event[]> {
  const data = facts.map((fact) => fact.data)
  const actors = facts.map(({ actor }) => actor)
  const [authorOf, names] = await Promise.all([findAuthors(work, actors, complaint.customer_id), findNames(work, data)])
  return facts.map((fact) => ({
    fact: fact.fact,
    actor: authorOf(fact.actor),
    data: withNames(fact.data, names),
    at: fact.at.toString(),
  }))
}

const fields = {
  agents: ['owner', 'people', 'receiver', 'agent'],
  teams: ['team'],
  customers: ['customer'],
  complaints: ['to', 'from', 'into'],
} as const

async function findNames(work: Work, data: Data[]): Promise<Map<Id, string>> {
  const found = await Promise.all([
    findAgents(work, idsIn(data, fields.agents)),
    findTeams(work, idsIn(data, fields.teams)),
    findCustomers(work, idsIn(data, fields.customers)),
    findNumbers(work, idsIn(data, fields.complaints)),
  ])
  return new Map(found.flat().map(({ id, name }) => [id, name]))
}

const idsIn = (data: Data[], names: readonly string[]): Id[] => {
  const said = data.flatMap((one) => names.flatMap((name) => one[name]))
  return [...new Set(said.filter((value): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)))]
}

/** A complaint goes by its number, for those who may see it. */
async function findNumbers(work: Work, ids: Id[]): Promise<{ id: Id; name: string }[]> {
  if (ids.length === 0) return []
  return work.db
    .selectFrom('complaints_complaints')
    .select(['complaints_complaints.id', 'complaints_complaints.number as name'])
    .where('complaints_complaints.id', 'in', ids)
    .where(visibleComplaints(work.actor))
    .execute()
}

/** Seals say nothing to a reader: they stay behind. */
function withNames({ complaint: _complaint, words: _words, ...data }: Data, names: Map<Id, string>): Data {
  const beside = Object.entries(data).flatMap(([field, value]): [string, string][] => {
    if (!namedFields.has(field)) return []
    const said = [value].flat().map((one) => names.get(String(one)) ?? '')
    return [[`${field}_name`, said.filter(Boolean).join(', ')]]
  })
  const named = { ...data, ...Object.fromEntries(beside) }
  const context = contextOf(named)
  return context ? { ...named, context } : named
}

/** Which wording of the fact fits: i18next takes the sentence `<fact>_<context>`. */
function contextOf(data: Data): string | null {
  if ('owner_name' in data && !data['owner_name']) return data['team_name'] ? 'team' : 'nobody'
  if ('restriction' in data && data['restriction'] === null) return 'lifted'
  if (['to_name', 'from_name', 'into_name'].some((name) => name in data && !data[name])) return 'elsewhere'
  return data['why'] === 'answered' ? 'answered' : null
}

const namedFields = new Set<string>(Object.values(fields).flat())
