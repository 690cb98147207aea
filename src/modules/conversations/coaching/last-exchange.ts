import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/**
 * The addresses on the last message that the customer's side sent in, and on the last one that we sent to them. Where nobody stands for the
 * customer, any message counts.
 */
export async function lastWithCustomer(work: Work, complaint: Id, parties: readonly string[]): Promise<Set<string>> {
  const messages = [await lastIn(work, complaint, parties), await lastOut(work, complaint, parties)].filter((one) => one !== undefined)
  if (messages.length === 0) return new Set()
  const recipients = await work.db
    .selectFrom('conversations_recipients')
    .select('address')
    .where('complaint_id', '=', complaint)
    .where('role', '<>', 'bcc')
    .where(
      'message_id',
      'in',
      messages.map(({ id }) => id),
    )
    .execute()
  const addresses = [...recipients.map(({ address }) => address), ...messages.flatMap(({ from_address }) => from_address ?? [])]
  return new Set(addresses.map((address) => address.toLowerCase()))
}

const byPeople = (work: Work, complaint: Id) =>
  work.db
    .selectFrom('conversations_messages as m')
    .select(['m.id', 'm.from_address'])
    .where('m.complaint_id', '=', complaint)
    .where('m.kind', '=', 'message')
    .where('m.moved_to', 'is', null)
    .where((match) => match.not(match.or([match('m.bounce', '=', true), match('m.auto_reply', '=', true), match('m.loop', '=', true)])))
    .where((match) => match.or([match('m.state', 'is', null), match('m.state', '!=', 'withdrawn')]))
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(1)

function lastIn(work: Work, complaint: Id, parties: readonly string[]) {
  return byPeople(work, complaint)
    .where('m.direction', '=', 'in')
    .$if(parties.length > 0, (query) =>
      query.where((match) =>
        match.or([match('m.author', 'like', 'customer/%'), match(match.fn<string>('lower', ['m.from_address']), 'in', [...parties])]),
      ),
    )
    .executeTakeFirst()
}

function lastOut(work: Work, complaint: Id, parties: readonly string[]) {
  return byPeople(work, complaint)
    .where('m.direction', '=', 'out')
    .$if(parties.length > 0, (query) =>
      query.where((match) =>
        match.exists(
          match
            .selectFrom('conversations_recipients as r')
            .select('r.position')
            .where('r.complaint_id', '=', complaint)
            .whereRef('r.message_id', '=', 'm.id')
            .where((one) => one(one.fn<string>('lower', ['r.address']), 'in', [...parties])),
        ),
      ),
    )
    .executeTakeFirst()
}
