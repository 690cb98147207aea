import { type Selectable, sql } from 'kysely'
import type { ChannelsSenders } from '#platform/database.types.ts'
import type { Work } from '#platform/work.ts'

export type SenderRecord = Selectable<ChannelsSenders>

/** The form in which we know a sender's address. */
export const senderKey = (address: string): string => address.replaceAll('\0', '').trim().toLowerCase().slice(0, 320).toWellFormed()

export function findSenderRecord(work: Work, address: string): Promise<SenderRecord | undefined> {
  return work.db.selectFrom('channels_senders').selectAll().where('address', '=', senderKey(address)).executeTakeFirst()
}

/** The same, locked; made when absent. */
export async function senderForUpdate(work: Work, address: string): Promise<SenderRecord> {
  const key = senderKey(address)
  await work.db
    .insertInto('channels_senders')
    .values({ address: key })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return work.db.selectFrom('channels_senders').selectAll().where('address', '=', key).forUpdate().executeTakeFirstOrThrow()
}

/** The address has proved itself: it quoted an id of ours, which only who receives its mail can know. */
export async function noteProved(work: Work, address: string): Promise<void> {
  await work.db
    .insertInto('channels_senders')
    .values({ address: senderKey(address), proved_at: work.now })
    .onConflict((conflict) =>
      conflict.column('address').doUpdateSet({ proved_at: work.now }).where('channels_senders.proved_at', 'is', null),
    )
    .execute()
}

export interface SenderToday {
  proved_at: Temporal.Instant | null
  verdict: string | null
  /** Automatic mails that it got in the last day, and those that it was refused. */
  written: number
  refused: number
  /** What it wrote since, as hashes. */
  said: string[]
}

/** What we know of an address and how much automatic mail it got in the last 24 hours; locked, and made when absent. */
export async function senderToday(work: Work, address: string): Promise<SenderToday> {
  const since = work.now.subtract({ hours: 24 }).toString()
  const lately = (moments: 'automatic_at' | 'refused_at') =>
    sql`array(select at from unnest(channels_senders.${sql.ref(moments)}) at where at > ${since}::timestamptz)`
  const { rows } = await sql<SenderToday>`insert into channels_senders (address) values (${senderKey(address)})
    on conflict (address) do update set automatic_at = ${lately('automatic_at')}, refused_at = ${lately('refused_at')},
      said = case when exists (select from unnest(channels_senders.automatic_at) at where at > ${since}::timestamptz)
        then channels_senders.said else '{}' end
    returning proved_at, verdict, said, cardinality(automatic_at) as written, cardinality(refused_at) as refused`.execute(work.db)
  const [sender] = rows
  if (!sender) throw new Error('The sender just written is not there')
  return sender
}

const mostSaid = 20

/** It gets an automatic mail now, for what it said. The row is locked already. */
export async function noteAutomatic(work: Work, { address, said }: { address: string; said: string | null }): Promise<void> {
  await sql`update channels_senders set automatic_at = automatic_at || ${work.now.toString()}::timestamptz,
    said = case when ${said}::text is null then said else (${said}::text || said)[1:${sql.lit(mostSaid)}] end
    where address = ${senderKey(address)}`.execute(work.db)
}

/** It would have got one more than it may. */
export async function noteRefused(work: Work, address: string): Promise<void> {
  await sql`update channels_senders set refused_at = refused_at || ${work.now.toString()}::timestamptz
    where address = ${senderKey(address)}`.execute(work.db)
}

/** A person has looked at what it was refused: it is counted anew. */
export async function forgetRefusals(work: Work, address: string): Promise<void> {
  await work.db.updateTable('channels_senders').set({ refused_at: sql`'{}'::timestamptz[]` }).where('address', '=', address).execute()
}
