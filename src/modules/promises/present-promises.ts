import type { Selectable } from 'kysely'
import { workingTimeFor } from '#modules/calendars/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { agentNamed, customerNamed, nameActors, shownCustomer } from '#modules/people/index.ts'
import type { PromisesPromises } from '#platform/database.types.ts'
import type { Work } from '#platform/work.ts'
import { isOpen, mayWith } from './access.ts'
import type { Evidence, RegisteredPromise, ReleasedBy, SaidBy } from './contract.ts'
import { worksAt } from './rules/judge-due.ts'

export type PromiseRecord = Selectable<PromisesPromises>

/** Promises with the names that a screen shows, in one query. */
export const presentable = (work: Work) =>
  work.db
    .selectFrom('promises_promises as p')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'p.complaint_id')
    .selectAll('p')
    .select(['complaints_complaints.number', 'complaints_complaints.order_numbers'])
    .select([agentNamed('p.owner_id').as('owner'), customerNamed('complaints_complaints.customer_id').as('customer')])

type Row = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

/** One promise of a complaint, presented. */
export async function presentOne(work: Work, { complaint_id, id }: Pick<PromiseRecord, 'complaint_id' | 'id'>): Promise<RegisteredPromise> {
  const row = await presentable(work).where('p.complaint_id', '=', complaint_id).where('p.id', '=', id).executeTakeFirstOrThrow()
  const [one] = await present(work, [row])
  if (!one) throw new Error('A promise that was just written was not presented')
  return one
}

export async function present(work: Work, rows: Row[]): Promise<RegisteredPromise[]> {
  if (rows.length === 0) return []
  const makers = rows.map(({ made_by }) => made_by)
  const [named, reagreed, working] = await Promise.all([nameActors(work, makers), reagreementsOf(work, rows), workingTimeFor(work)])
  return rows.map((row) => ({
    ...presentRow(row),
    pressing: isOpen(row.state) && Temporal.PlainDate.compare(dayOf(row.due_at, working.zone), dayOf(work.now, working.zone)) <= 0,
    outside_hours: !worksAt(row.due_at, working),
    made_by: named(row.made_by),
    reagreed: reagreed.get(row.id) ?? [],
    may: mayWith(work.actor, row, work.now),
  }))
}

const dayOf = (instant: Temporal.Instant, zone: string): Temporal.PlainDate => instant.toZonedDateTimeISO(zone).toPlainDate()

function presentRow(row: Row) {
  return {
    id: row.id,
    complaint: { id: row.complaint_id, number: row.number, customer: shownCustomer(row.customer) },
    to: row.made_to,
    text: maskNumbers(row.words, row.order_numbers),
    due: row.due_at.toString(),
    owner: row.owner,
    // The columns' check constraints hold the same codes.
    state: row.state as RegisteredPromise['state'],
    message: row.message_id,
    made_at: row.made_at.toString(),
    kept: row.kept_at ? { at: row.kept_at.toString(), evidence: evidenceOf(row) } : null,
    broken_at: row.broken_at?.toString() ?? null,
    released: releaseOf(row),
    version: row.version,
  }
}

function evidenceOf({ evidence, evidence_id, evidence_text }: Row): Evidence {
  if (evidence === 'text' || evidence_id === null) return { kind: 'text', text: maskNumbers(evidence_text ?? '') }
  return { kind: evidence as 'message', id: evidence_id } // held by the check constraint
}

function releaseOf({ released_at, release_said_at, release_channel, release_words }: Row): RegisteredPromise['released'] {
  if (!released_at || !release_said_at) return null
  return {
    at: released_at.toString(),
    said_at: release_said_at.toString(),
    how: release_channel as ReleasedBy,
    words: release_words && maskNumbers(release_words),
  }
}

async function reagreementsOf(work: Work, rows: Row[]): Promise<Map<string, RegisteredPromise['reagreed']>> {
  const found = await work.db
    .selectFrom('promises_reagreements')
    .selectAll()
    .where('complaint_id', 'in', [...new Set(rows.map(({ complaint_id }) => complaint_id))])
    .orderBy('agreed_at')
    .orderBy('id')
    .execute()
  const grouped = Map.groupBy(found, ({ promise_id }) => promise_id)
  return new Map(
    Array.from(grouped, ([promise, all]) => [
      promise,
      all.map(({ due_before, due_at, channel, words, agreed_at }) => ({
        due_before: due_before.toString(),
        due: due_at.toString(),
        how: channel as SaidBy, // held by the check constraint
        words: maskNumbers(words),
        at: agreed_at.toString(),
      })),
    ]),
  )
}
