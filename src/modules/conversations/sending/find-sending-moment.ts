import { isWorkingMoment, nextWorkingMoment, workingTimeFor } from '#modules/calendars/index.ts'
import { complaintFor } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { SendingMoment } from '../contract.ts'
import { readSendMoment } from './read-moment.ts'

/** Whether somebody is at the desk when a reply would leave, and when next; refused like the sending itself where that moment cannot be. */
export async function findSendingMoment(work: Work, complaintId: Id, said: string): Promise<SendingMoment> {
  await complaintFor(work, complaintId)
  const at = readSendMoment(work, said)
  const time = await workingTimeFor(work)
  const working = isWorkingMoment(time, at)
  return { at: at.toString(), working, next: working ? null : nextWorkingMoment(time, at).toString() }
}
