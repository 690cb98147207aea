import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { book } from './ledger/book.ts'
import { factOf, findRemedy } from './present-remedies.ts'
import { leadsOn, type RemedyState } from './rules/states.ts'
import { settleRemedy } from './settle-remedy.ts'

/** The customer has seen the code: they have it. */
export const codeSeen = (work: Work, { complaint, remedy }: Fact<'coupon.revealed'>): Promise<void> =>
  leadOn(work, { complaint, remedy }, ['confirm'])

/** The shop took the code, or the bank has paid: that closes the entry. */
export const codeTakenOrPaid = (work: Work, { complaint, remedy }: Fact<'coupon.redeemed' | 'payment.executed'>): Promise<void> =>
  leadOn(work, { complaint, remedy }, ['confirm', 'settle'])

const states = { confirm: 'confirmed', settle: 'settled' } as const

/** Moves a remedy on in the books as far as it has not come yet. Who announced the fact has locked the complaint. */
async function leadOn(work: Work, at: { complaint: Id; remedy: Id | null }, acts: readonly ('confirm' | 'settle')[]): Promise<void> {
  if (at.remedy === null) return
  for (const one of acts) {
    const remedy = await findRemedy(work, { complaint: at.complaint, remedy: at.remedy })
    // the column's check holds the same codes
    if (!remedy || !leadsOn(one, remedy.state as RemedyState)) continue
    const act = states[one]
    const booking = await book(work, remedy, { act })
    await settleRemedy(work, remedy, { act })
    await work.announce({ fact: `remedy.${act}`, ...factOf(remedy), booking })
  }
}
