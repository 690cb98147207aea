import type { Selectable } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { RemediesAccounts } from '#platform/database.types.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import type { Account, writeAccount as writeEndpoint } from './contract.ts'
import { sealedAccount } from './seal-account.ts'

export type AccountRecord = Selectable<RemediesAccounts>

/** The account that the house pays from now; nothing while nobody named one. */
export const currentAccount = (work: Work): Promise<AccountRecord | undefined> =>
  work.db.selectFrom('remedies_accounts').selectAll().orderBy('written_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()

export async function readAccount(work: Work): Promise<{ account: Account | null }> {
  const account = await currentAccount(work)
  return { account: account ? present(account) : null }
}

/** Names another. The one before stays, for the files that were made with it. */
export async function writeAccount(work: Work, asked: BodyOf<typeof writeEndpoint>): Promise<{ account: Account | null }> {
  const { holder, sealed, ending, bic } = sealedAccount(work, asked)
  const row = { id: newId(), holder, sealed, ending, bic, written_by: actorName(work.actor), written_at: work.now }
  await work.db.insertInto('remedies_accounts').values(row).execute()
  await work.announce({ fact: 'payment_account.written', house: 'remedies', account: row.id })
  return { account: present(row) }
}

const present = ({ holder, ending, bic, written_at }: Pick<AccountRecord, 'holder' | 'ending' | 'bic' | 'written_at'>): Account => ({
  holder,
  ending,
  bic,
  written_at: written_at.toString(),
})
