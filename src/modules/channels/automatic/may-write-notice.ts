import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Acts, Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { mayWriteAutomatic } from './may-write-automatic.ts'
import '../refusals.ts'

/** The one door of automatic mail, for modules below this one: `why` says what holds it back. What may be written is counted. */
export async function mayWriteNotice(work: Work, { complaint, address }: Acts['notice.write']): Promise<Missing[]> {
  const why = await mayWriteAutomatic(work, { complaint: await complaintForUpdate(work, complaint), address, mailbox: null })
  return why === null ? [] : [{ gate: 'mail', reason: 'channels.notice_withheld', data: { why } }]
}
