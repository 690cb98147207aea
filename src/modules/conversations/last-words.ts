import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

export interface Spoken {
  id: Id
  text: string
  channel: string
  at: Temporal.Instant
}

/** What the customer's side wrote or said last, newest first; notes of machines and what was moved away do not count. */
export function lastFromCustomer(work: Work, complaint: Id, most: number): Promise<Spoken[]> {
  return people(work, complaint).where('direction', '=', 'in').limit(most).execute()
}

/** What a person of ours wrote or said last; null when nobody has yet. `since` and `by` narrow it; `written` leaves out what was told in a call or a visit. */
export async function lastFromUs(
  work: Work,
  complaint: Id,
  { since, by, written = false }: { since?: Temporal.Instant; by?: string; written?: boolean } = {},
): Promise<Spoken | null> {
  const found = await people(work, complaint)
    .where('direction', '=', 'out')
    .$if(since !== undefined, (query) => query.where('written_at', '>=', since ?? work.now))
    .$if(written, (query) =>
      query.where('kind', '=', 'message').where((match) => match.or([match('by_hand', 'is', null), match('by_hand', '=', 'printed')])),
    )
    .$if(by !== undefined, (query) => query.where('author', '=', by ?? ''))
    .executeTakeFirst()
  return found ?? null
}

/** How often the customer's side has contacted us about this complaint. */
export async function countContacts(work: Work, complaint: Id): Promise<number> {
  const { count } = await people(work, complaint)
    .where('direction', '=', 'in')
    .clearSelect()
    .clearOrderBy()
    .select((match) => match.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

const people = (work: Work, complaint: Id) =>
  work.db
    .selectFrom('conversations_messages')
    .select(['id', 'visible_text as text', 'channel', 'at'])
    .where('complaint_id', '=', complaint)
    .where('kind', 'in', ['message', 'contact'])
    .where('moved_to', 'is', null)
    .where((match) => match.and(['bounce', 'auto_reply', 'loop', 'generated'].map((machine) => match(machine as 'bounce', '=', false))))
    .where((match) => match.or([match('state', 'is', null), match('state', '!=', 'withdrawn')]))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
