import type { Selectable } from 'kysely'
import type { ChannelsStops } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { senderKey } from './senders.ts'

export type StopRecord = Selectable<ChannelsStops>

const running = (work: Work) => work.db.selectFrom('channels_stops').where('ended_at', 'is', null)

/** What holds mail back now: few. */
export const findRunningStops = (work: Work): Promise<StopRecord[]> => running(work).selectAll().orderBy('begun_at', 'desc').execute()

const shownEnded = 20

export const findEndedStops = (work: Work): Promise<StopRecord[]> =>
  work.db
    .selectFrom('channels_stops')
    .selectAll()
    .where('ended_at', 'is not', null)
    .orderBy('begun_at', 'desc')
    .orderBy('id', 'desc')
    .limit(shownEnded)
    .execute()

/** Whether automatic mail from this mailbox to this address is held back. */
export async function automaticIsStopped(work: Work, { mailbox, address }: { mailbox: Id | null; address: string }): Promise<boolean> {
  const stop = await running(work)
    .select('id')
    .where('holds', '=', 'automatic')
    .where((match) => match.or([match('mailbox_id', 'is', null), ...(mailbox ? [match('mailbox_id', '=', mailbox)] : [])]))
    .where((match) => match.or([match('address', 'is', null), match('address', '=', senderKey(address))]))
    .limit(1)
    .executeTakeFirst()
  return stop !== undefined
}

/** Whether nothing may leave from this mailbox. Who asks keeps the stop from ending meanwhile, so that what is held is seen by who ends it. */
export async function outgoingIsStopped(work: Work, mailbox: Id | null): Promise<boolean> {
  const stop = await running(work)
    .select('id')
    .where('holds', '=', 'outgoing')
    .where((match) => match.or([match('mailbox_id', 'is', null), ...(mailbox ? [match('mailbox_id', '=', mailbox)] : [])]))
    .limit(1)
    .forShare()
    .executeTakeFirst()
  return stop !== undefined
}
