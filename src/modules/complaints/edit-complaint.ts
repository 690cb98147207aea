import { customerFor, organisationOf } from '#modules/people/index.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, writeComplaint } from './change-complaint.ts'
import type { editComplaint as editComplaintEndpoint } from './contract.ts'
import type { ComplaintRecord } from './find-complaint.ts'
import { momentOf } from './rules/moment.ts'

type Asked = BodyOf<typeof editComplaintEndpoint>

/** Changes what we write about a complaint. Refuses an older version; the customer's first words stay. */
export async function editComplaint(work: Work, id: string, { version, ...asked }: Asked & { version: number }): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id)
  sameVersion(complaint.version, version)
  if (asked.customer_id) await customerFor(work, asked.customer_id)
  const { zone } = await organisationOf(work)
  const changed = await writeComplaint(work, complaint.id, columnsOf(asked, zone))
  await work.announce({ fact: 'complaint.edited', complaint: complaint.id, fields: Object.keys(asked) })
  if (asked.urgency && asked.urgency !== complaint.urgency)
    await work.announce({ fact: 'complaint.ranked', complaint: complaint.id, urgency: asked.urgency })
  return changed
}

function columnsOf({ occurred_at, amount, ...asked }: Omit<Asked, 'version'>, zone: string) {
  const rest = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  return {
    ...rest,
    ...(occurred_at !== undefined && { occurred_at: occurred_at === null ? null : momentOf(occurred_at, zone) }),
    ...(amount !== undefined && { amount_minor: amount?.minor ?? null, amount_currency: amount?.currency ?? null }),
  }
}
