import { textFor } from '#modules/knowledge/index.ts'
import { findCustomers, organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { outdatePrecedent as outdateEndpoint, Precedent, writePrecedent as writeEndpoint } from './contract.ts'
import { type Presentable, present, presentable } from './present-precedents.ts'
import { namesSomebody } from './rules/names-somebody.ts'
import type { Sources } from './sources.ts'
import './refusals.ts'

type Asked = BodyOf<typeof writeEndpoint> & { version: number }

/** Writes what the next one should know. Only who sees the complaint that it came from, and never whose it was. */
export async function writePrecedent(
  work: Work,
  sources: Sources,
  { precedent: id, version, ...asked }: Asked & { precedent: Id },
): Promise<Precedent> {
  const row = await precedentForUpdate(work, id)
  if (!(await mayWrite(work, sources, row))) throw refuse('precedents.not_found')
  if (row.outdated_at !== null) throw refuse('precedents.outdated_already')
  sameVersion(row.version, version)
  const change = { ...asked, ...(asked.sentence !== undefined && { sentence: asked.sentence?.trim() || null }) }
  await judge(work, row, change)
  await rewrite(work, id, { ...change, worded_by: actorName(work.actor), worded_at: work.now })
  await work.announce({ fact: 'precedent.written', house: 'precedents', precedent: id, fields: Object.keys(change).toSorted() })
  return presentOne(work, sources, id)
}

/** It does not hold any more, and why. Beside a case nobody sees it from then on. */
export async function outdatePrecedent(
  work: Work,
  sources: Sources,
  { precedent: id, reason }: BodyOf<typeof outdateEndpoint> & { precedent: Id },
): Promise<Precedent> {
  const row = await precedentForUpdate(work, id)
  if (row.outdated_at !== null) throw refuse('precedents.outdated_already')
  if (namesSomebody(reason, await namesOf(work, row))) throw refuse('precedents.names_somebody')
  await rewrite(work, id, { outdated_at: work.now, outdated_by: actorName(work.actor), outdated_reason: reason.trim() })
  await work.announce({ fact: 'precedent.outdated', house: 'precedents', precedent: id })
  return presentOne(work, sources, id)
}

async function presentOne(work: Work, sources: Sources, id: Id): Promise<Precedent> {
  const rows = await presentable(work).where('p.id', '=', id).execute()
  const [one] = await present(work, sources, rows)
  if (!one) throw refuse('precedents.not_found')
  return one
}

async function precedentForUpdate(work: Work, id: Id): Promise<Presentable> {
  const row = await presentable(work).where('p.id', '=', id).where('p.suspended_at', 'is', null).forUpdate('p').executeTakeFirst()
  if (!row) throw refuse('precedents.not_found')
  return row
}

const mayWrite = async (work: Work, sources: Sources, row: Presentable): Promise<boolean> => {
  const [one] = await present(work, sources, [{ ...row, outdated_at: null }])
  return one?.may.write === true
}

async function judge(work: Work, row: Presentable, { sentence, rule, valid_to }: BodyOf<typeof writeEndpoint>): Promise<void> {
  if (sentence && namesSomebody(sentence, await namesOf(work, row))) throw refuse('precedents.names_somebody')
  if (rule && (await textFor(work, rule)).kind !== 'rule_card') throw refuse('precedents.rule_not_found')
  if (!valid_to) return
  const { zone } = await organisationOf(work)
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate()
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(valid_to), today) < 0) throw refuse('precedents.valid_past')
}

/** Whatever would say whose case it was. */
async function namesOf(work: Work, { complaint_id }: Presentable): Promise<string[]> {
  const complaint = await work.db
    .selectFrom('complaints_complaints')
    .select(['number', 'customer_id', 'represents', 'order_numbers'])
    .where('id', '=', complaint_id)
    .executeTakeFirstOrThrow()
  const [customer] = await findCustomers(work, complaint.customer_id === null ? [] : [complaint.customer_id])
  const told = [customer?.name, complaint.represents, complaint.number, ...complaint.order_numbers]
  return [...told, ...(customer?.contacts ?? []).map(({ value }) => value)].filter((name) => typeof name === 'string')
}

interface Changed {
  reasons?: string[] | undefined
  sentence?: string | null | undefined
  rule?: string | null | undefined
  valid_to?: string | null | undefined
  worded_by?: string
  worded_at?: Temporal.Instant
  outdated_at?: Temporal.Instant
  outdated_by?: string
  outdated_reason?: string
}

const rewrite = (work: Work, id: Id, { valid_to, ...some }: Changed) =>
  work.db
    .updateTable('precedents_precedents')
    .set((row) => ({
      ...some,
      ...(valid_to !== undefined && { valid_to: valid_to === null ? null : Temporal.PlainDate.from(valid_to) }),
      version: row('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
