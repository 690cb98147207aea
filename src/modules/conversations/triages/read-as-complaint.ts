import type { Acts, Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { triagesOf } from './find-triage.ts'

/** Before something counts as no complaint: where the first message was read as one, a second person confirms. What an agent corrected since does not count: it may be the same agent. */
export async function readAsComplaint(work: Work, { complaint }: Acts['complaint.classify']): Promise<Missing[]> {
  const [first] = await triagesOf(work, complaint)
  return first?.reading.kind === 'complaint' ? [{ gate: 'second_person', reason: 'complaints.second_person_confirms' }] : []
}
