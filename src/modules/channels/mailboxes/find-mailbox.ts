import { canSee } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { oncePerWork } from '#platform/once-per-work.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxRecord } from './edit-mailbox.ts'

/** Our running mailboxes, oldest first. They are few. */
export const findRunningMailboxes = oncePerWork<MailboxRecord[]>((work) =>
  work.db.selectFrom('channels_mailboxes').selectAll().where('ended_at', 'is', null).orderBy('created_at').execute(),
)

/** The addresses at which we take mail, as customers may know them. */
export const publicAddresses = async (work: Work): Promise<string[]> => (await findRunningMailboxes(work)).map(({ address }) => address)

/** The running mailbox that the first of these addresses belongs to which is ours. `name+tag@` is `name@`. */
export async function findMailboxByAddress(work: Work, addresses: readonly string[]): Promise<MailboxRecord | null> {
  return mailboxAmong(await findRunningMailboxes(work), addresses)
}

export function mailboxAmong(mailboxes: readonly MailboxRecord[], addresses: readonly string[]): MailboxRecord | null {
  for (const address of addresses.map((one) => one.trim().toLowerCase())) {
    const found = mailboxes.find((mailbox) => isAddressOf(mailbox, address))
    if (found) return found
  }
  return null
}

export function isAddressOf({ address }: MailboxRecord, asked: string): boolean {
  const ours = address.toLowerCase()
  return asked === ours || asked.replace(/\+[^@]*(?=@)/, '') === ours
}

/** The mailboxes whose mail the caller may see: a mailbox of another team is not theirs. What came to no mailbox is everybody's. */
export async function visibleMailboxes(work: Work): Promise<Id[]> {
  const rows = await work.db.selectFrom('channels_mailboxes').select(['id', 'team_id']).execute()
  return rows
    .filter(({ id, team_id }) => canSee(work.actor, { id, team_id, owner_id: null, restriction: null, named: [], mentioned: [] }))
    .map(({ id }) => id)
}
