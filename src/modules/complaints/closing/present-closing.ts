import { nameActors } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { mayWaive } from '../access.ts'
import type { Complaint, Issue } from '../contract.ts'
import { type ComplaintRecord, stateOf } from '../find-complaint.ts'
import { stillMissing, type Waived, waiverOf } from '../rules/gates.ts'
import { movesIn, observationDays } from '../rules/lifecycle.ts'
import { missingFor } from './close-complaint.ts'
import { findClosure, waivedOf } from './find-closure.ts'

interface Beside {
  issues: Issue[]
  sayMissing: (work: Work, missing: Missing) => string
}

/** What stands between a complaint and its closing by the caller, and what was waived for it. Of what has ended, nothing. */
export async function presentClosing(
  work: Work,
  complaint: ComplaintRecord,
  { issues, sayMissing }: Beside,
): Promise<Complaint['closing']> {
  if (!movesIn('close', stateOf(complaint))) return { missing: [], waived: [], asked_at: null, closes_at: null }
  const closure = await findClosure(work, complaint.id)
  const waived = waivedOf(closure)
  const missing = await missingFor(work, complaint, { issues, closer: actorName(work.actor) })
  const observed = complaint.state === 'follow_up' && complaint.delivered_at
  return {
    missing: stillMissing(missing, waived).map((one) => ({
      gate: one.gate,
      sentence: sayMissing(work, one),
      waived_by: waiverOf(one.gate),
      may_waive: mayWaive(work.actor, one.gate),
    })),
    waived: await named(work, waived),
    asked_at: closure?.asked_at.toString() ?? null,
    closes_at: observed ? observed.add({ hours: 24 * observationDays }).toString() : null,
  }
}

async function named(work: Work, waived: Waived[]): Promise<Complaint['closing']['waived']> {
  const nameOf = await nameActors(
    work,
    waived.map(({ by }) => by),
  )
  return waived.map(({ gate, reason, by, at }) => ({ gate, reason, by: nameOf(by).name, at }))
}
