import { complaintForUpdate, deliverIfNothingOpen } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { job, type Steps } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { countOut } from './budgets/budget-use.ts'
import { book } from './ledger/book.ts'
import { factOf, findRemedy, type RemedyRecord } from './present-remedies.ts'
import { leadsOn, type RemedyState } from './rules/states.ts'
import { settleRemedy } from './settle-remedy.ts'

/** Sees to it that a request nobody answered, or an approval nobody used, ends on its day: silence approves nothing. */
export const expireWhenDue = (work: Work, { complaint_id, id, expires_at }: RemedyRecord): Promise<void> =>
  expires_at === null
    ? Promise.resolve()
    : work.enqueue(expireRemedy, { complaint: complaint_id, remedy: id }, { at: expires_at, key: `remedy/${id}` })

/** Its day has come: what still waits, or was never carried out, is over. */
export const expireRemedy = job<{ complaint: Id; remedy: Id }>('expire-remedy', ({ step }: Steps, at) =>
  step(async (work) => {
    const complaint = await complaintForUpdate(work, at.complaint)
    const remedy = await findRemedy(work, at)
    // the column's check holds the same codes
    if (!remedy || remedy.expires_at === null || !leadsOn('expire', remedy.state as RemedyState)) return
    if (Temporal.Instant.compare(remedy.expires_at, work.now) > 0) return expireWhenDue(work, remedy)
    const granted = remedy.state === 'approved'
    if (granted) await countOut(work, remedy)
    const booking = granted ? await book(work, remedy, { act: 'expired' }) : null
    await settleRemedy(work, remedy, { act: 'expired' })
    await work.announce({ fact: 'remedy.expired', ...factOf(remedy), booking, agent: agentIn(remedy.proposed_by), asked: !granted })
    if (complaint.state === 'fulfilling') await deliverIfNothingOpen(work, complaint.id)
  }),
)

/** The colleague whom a row names; null of a program or the desk. */
const agentIn = (written: string): string | null => (written.startsWith('person/') ? written.slice('person/'.length) : null)
