import { type ComplaintRecord, changeableComplaint, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { type Enquiry, type setTriggers as setEndpoint, type Trigger, triggers } from '../contract/enquiry.ts'
import { presentEnquiry } from './present-enquiry.ts'

/** Says what made the complaint escalate: these, and no others. The same again is nothing new. */
export async function setTriggers(work: Work, complaintId: Id, asked: BodyOf<typeof setEndpoint>): Promise<Enquiry> {
  const complaint = await changeableComplaint(work, complaintId)
  const now = await triggersOf(work, complaint.id)
  const wanted = triggers.filter((code) => asked.triggers.includes(code))
  const gone = now.filter((code) => !wanted.includes(code))
  const come = wanted.filter((code) => !now.includes(code))
  if (gone.length > 0)
    await work.db.deleteFrom('procedure_triggers').where('complaint_id', '=', complaint.id).where('code', 'in', gone).execute()
  if (come.length > 0) await add(work, complaint, come)
  if (gone.length + come.length > 0) {
    await noteActivity(work, complaint.id)
    await work.announce({ fact: 'trigger.set', complaint: complaint.id, triggers: wanted })
  }
  return presentEnquiry(work, complaint)
}

/** It was opened again: that is a trigger of its own, which the desk notes. */
export async function noteReopened(work: Work, { complaint }: Fact<'complaint.reopened'>): Promise<void> {
  const added = await add(work, { id: complaint }, ['reopened'])
  if (added) await work.announce({ fact: 'trigger.set', complaint, triggers: await triggersOf(work, complaint) })
}

async function add(work: Work, { id }: Pick<ComplaintRecord, 'id'>, codes: readonly Trigger[]): Promise<boolean> {
  const rows = codes.map((code) => ({ complaint_id: id, code, set_by: actorName(work.actor), set_at: work.now }))
  const added = await work.db
    .insertInto('procedure_triggers')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('code')
    .execute()
  return added.length > 0
}

async function triggersOf(work: Work, complaint: Id): Promise<Trigger[]> {
  const rows = await work.db.selectFrom('procedure_triggers').select('code').where('complaint_id', '=', complaint).execute()
  return triggers.filter((trigger) => rows.some(({ code }) => code === trigger))
}
