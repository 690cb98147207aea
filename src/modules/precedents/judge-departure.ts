import { complaintFor } from '#modules/complaints/index.ts'
import { writtenSum } from '#modules/remedies/rules/sum.ts'
import type { Gate } from '#platform/fact.ts'
import { anyLike, bandAmong, findLike } from './find-like.ts'
import { liesIn } from './rules/band.ts'
import type { Sources } from './sources.ts'
import './refusals.ts'

/** An offer that lies outside of what like cases got is made with a reason, in either direction. It is asked of us, and keeps nothing from the customer. */
export const departureExplained =
  (sources: Sources): Gate<'remedy.propose'> =>
  async (work, { complaint: id, issue, basis, worth, explained }) => {
    if (explained || worth === null || !(await anyLike(work, { complaint: id, issue }))) return []
    const complaint = await complaintFor(work, id)
    const all = await findLike(work, sources, { complaint, issue, thought: worth })
    const band = bandAmong(all, basis)
    if (band === null || (band.currency !== null && band.currency !== worth.currency) || liesIn(band, worth.amount)) return []
    const data = {
      from: writtenSum({ amount: band.from, currency: worth.currency }),
      to: writtenSum({ amount: band.to, currency: worth.currency }),
    }
    return [{ gate: 'P1', reason: 'precedents.say_why', data }]
  }
