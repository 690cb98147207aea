import type { Selectable } from 'kysely'
import { lastFromUs } from '#modules/conversations/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { agentNamed, customerNamed, nameActors, shownCustomer } from '#modules/people/index.ts'
import type { HandoversHandovers } from '#platform/database.types.ts'
import type { Work } from '#platform/work.ts'
import { mayWith } from './access.ts'
import type { Handover } from './contract.ts'

export type HandoverRecord = Selectable<HandoversHandovers>

/** Hand-overs with the names that a screen shows, in one query, for the caller's eyes. */
export const presentable = (work: Work) =>
  work.db
    .selectFrom('handovers_handovers as h')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'h.complaint_id')
    .selectAll('h')
    .select(['complaints_complaints.number', 'complaints_complaints.order_numbers', 'complaints_complaints.owner_id as now_with'])
    .select([agentNamed('h.receiver_id').as('receiver'), customerNamed('complaints_complaints.customer_id').as('customer')])

type Row = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

/** One hand-over of a complaint, presented. */
export async function presentOne(work: Work, { complaint_id, id }: Pick<HandoverRecord, 'complaint_id' | 'id'>): Promise<Handover> {
  const row = await presentable(work).where('h.complaint_id', '=', complaint_id).where('h.id', '=', id).executeTakeFirstOrThrow()
  const [one] = await present(work, [row])
  if (!one) throw new Error('A hand-over that was just written was not presented')
  return one
}

export async function present(work: Work, rows: Row[]): Promise<Handover[]> {
  const named = await nameActors(
    work,
    rows.map(({ requested_by }) => requested_by),
  )
  const due = await Promise.all(rows.map((row) => apologyDue(work, row)))
  return rows.map((row, at) => ({
    ...presentRow(row),
    requested_by: named(row.requested_by),
    apology_due: due[at] ?? false,
    may: mayWith(work.actor, row, row.now_with),
  }))
}

function presentRow(row: Row) {
  const mask = (words: string) => maskNumbers(words, row.order_numbers)
  return {
    id: row.id,
    complaint: { id: row.complaint_id, number: row.number, customer: shownCustomer(row.customer) },
    // These columns are held to the contract's codes by check constraints.
    state: row.state as Handover['state'],
    why: row.why as Handover['why'],
    asked_by: row.asked_by as Handover['asked_by'],
    reason: row.reason && mask(row.reason),
    requested_at: row.requested_at.toString(),
    receiver: row.receiver ?? { id: row.receiver_id, name: '' },
    reach_by: row.reach_by.toString(),
    brief: {
      facts: mask(row.facts),
      feelings: mask(row.feelings),
      promises: mask(row.promises),
      offered: mask(row.offered),
      wanted: mask(row.wanted),
    },
    settled_at: row.settled_at?.toString() ?? null,
    settled_reason: row.settled_reason && mask(row.settled_reason),
    version: row.version,
  }
}

/** The receiver has it, still has it, and has not written or called since. */
async function apologyDue(work: Work, row: Row): Promise<boolean> {
  if (row.state !== 'accepted' || row.settled_at === null || row.now_with !== row.receiver_id) return false
  return (await lastFromUs(work, row.complaint_id, { since: row.settled_at, by: `person/${row.receiver_id}` })) === null
}
