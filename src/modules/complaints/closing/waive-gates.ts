import { actorName } from '#platform/actor.ts'
import type { Missing } from '#platform/fact.ts'
import { sealed } from '#platform/facts.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWaive } from '../access.ts'
import { isStep, type Waived, waiverOf } from '../rules/gates.ts'
import { type ClosureRecord, waivedOf } from './find-closure.ts'
import '../refusals.ts'

interface Waiving {
  closure: ClosureRecord
  missing: Missing[]
  asked: { gate: string; reason: string }[]
}

/** Writes down, gate by gate, the reason of who may do without it. Answers all waivers of this closing, the earlier ones too. */
export async function waiveGates(work: Work, { closure, missing, asked }: Waiving): Promise<Waived[]> {
  const before = waivedOf(closure)
  if (asked.length === 0) return before
  const given: Waived[] = []
  for (const { gate, reason } of asked) {
    judge(work, gate, missing)
    const seal = sealed(reason)
    given.push({ gate, reason, salt: seal.salt.toString('hex'), by: actorName(work.actor), at: work.now.toString() })
    await work.announce({ fact: 'gate.waived', complaint: closure.complaint_id, closure: closure.id, gate, reason: seal.hash })
  }
  const waivers = [...before.filter(({ gate }) => !given.some((one) => one.gate === gate)), ...given]
  closure.waivers = JSON.parse(JSON.stringify(waivers)) as ClosureRecord['waivers'] // as the column reads it back
  await work.db
    .updateTable('complaints_closures')
    .set({ waivers: JSON.stringify(waivers) })
    .where('complaint_id', '=', closure.complaint_id)
    .where('id', '=', closure.id)
    .execute()
  return waivers
}

function judge(work: Work, gate: string, missing: Missing[]) {
  if (isStep(gate)) throw refuse('complaints.step_not_waivable', { gate })
  if (waiverOf(gate) === 'nobody') throw refuse('complaints.gate_not_waivable', { gate })
  if (!mayWaive(work.actor, gate)) throw refuse('complaints.not_yours_to_waive', { gate, by: waiverOf(gate) })
  if (!missing.some((one) => one.gate === gate)) throw refuse('complaints.gate_not_missing', { gate })
}
