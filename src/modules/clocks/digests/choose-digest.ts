import { houseMailOf } from '#platform/house-mail.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import '../refusals.ts'

interface Digest {
  wanted: boolean
  /** Whether the desk can send it at all. */
  mails: boolean
}

/** Whether the caller gets the daily mail of what is due. */
export async function readDigest(work: Work): Promise<Digest> {
  const { actor } = work
  if (actor.kind !== 'person') return { wanted: false, mails: canMail(work) }
  const row = await work.db.selectFrom('clocks_digests').select('wanted').where('agent_id', '=', actor.id).executeTakeFirst()
  return { wanted: row?.wanted ?? wantedByRole(actor.role), mails: canMail(work) }
}

/** The caller says so. */
export async function chooseDigest(work: Work, { wanted }: { wanted: boolean }): Promise<Digest> {
  const { actor } = work
  // A program reads no mail.
  if (actor.kind !== 'person') throw refuse('clocks.not_yours')
  await work.db
    .insertInto('clocks_digests')
    .values({ agent_id: actor.id, wanted })
    .onConflict((conflict) => conflict.column('agent_id').doUpdateSet({ wanted }))
    .execute()
  return { wanted, mails: canMail(work) }
}

/** Who leads sees what is late without asking for it. */
export const wantedByRole = (role: string): boolean => role === 'supervisor'

const canMail = (work: Work): boolean => houseMailOf(toolsOf(work).configuration).canSend
