import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

export type Reason = 'complained' | 'copied' | 'added' | 'represents'

interface Joining {
  complaint: Id
  people: readonly { name: string | null; address: string; reason: Reason }[]
}

/** Notes who takes part in a complaint, and why. Who is known already stays for the reason they came. */
export async function addParticipants(work: Work, { complaint, people }: Joining): Promise<void> {
  // The first reason given for an address is the one that counts.
  const rows = people.toReversed().map(({ name, address, reason }) => ({
    complaint_id: complaint,
    address: normal(address),
    name: nameOf(name),
    reason,
    since: work.now,
  }))
  const fresh = new Map(rows.map((row) => [row.address, row]))
  fresh.delete('')
  if (fresh.size === 0) return
  await work.db
    .insertInto('conversations_participants')
    .values([...fresh.values()])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether this address takes part in this complaint. */
export async function knownParticipant(work: Work, complaint: Id, address: string): Promise<boolean> {
  const found = await work.db
    .selectFrom('conversations_participants')
    .select('address')
    .where('complaint_id', '=', complaint)
    .where('address', '=', normal(address))
    .executeTakeFirst()
  return found !== undefined
}

const nameOf = (name: string | null): string | null => name?.replaceAll('\0', '').slice(0, 300).toWellFormed() || null
const normal = (address: string): string => address.replaceAll('\0', '').trim().toLowerCase().slice(0, 320)
