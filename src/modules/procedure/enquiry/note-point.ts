import { type ComplaintRecord, changeableComplaint, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Enquiry, notePoint as noteEndpoint } from '../contract/enquiry.ts'
import '../refusals.ts'
import { fillRecord } from './fill-record.ts'
import { checklistOf } from './find-checklist.ts'
import { findPoints } from './find-points.ts'
import { presentEnquiry } from './present-enquiry.ts'
import type { RecordField } from './rules/checklist.ts'
import { type PointKind, valueIn } from './rules/point-values.ts'

type Asked = BodyOf<typeof noteEndpoint>

/** Notes a fact of the checklist, or one that was noted before under a list of then. What was noted before stays on record. */
export async function notePoint(work: Work, { complaint: id, point }: { complaint: Id; point: string }, asked: Asked): Promise<Enquiry> {
  const complaint = await changeableComplaint(work, id)
  const { kind, field } = await placeOf(work, complaint, point)
  const noted = judge(kind, asked)
  const { status, value } = noted
  const after = field !== null && status === 'known' && value !== null ? await fillRecord(work, complaint, { field, value }) : complaint
  await write(work, complaint.id, { point, ...noted })
  await noteActivity(work, complaint.id)
  return presentEnquiry(work, after)
}

/** How the point is written, and which field of the record says it. */
async function placeOf(work: Work, complaint: ComplaintRecord, point: string): Promise<{ kind: PointKind; field: RecordField | null }> {
  const listed = (await checklistOf(work, complaint)).find(({ code }) => code === point)
  if (listed) return listed
  const noted = (await findPoints(work, complaint.id)).some((one) => one.point === point)
  if (!noted) throw refuse('procedure.fact_not_found')
  return { kind: 'text', field: null }
}

interface Noted {
  status: Asked['status']
  value: string | null
  source: string | null
  reason: string | null
}

const needsReason: readonly string[] = ['not_applicable', 'unavailable']

function judge(kind: PointKind, { status, value, source, reason }: Asked): Noted {
  const why = reason?.trim() || null
  if (needsReason.includes(status) && why === null) throw refuse('procedure.fact_reason_missing')
  if (status !== 'known') return { status, value: null, source: null, reason: why }
  if (!value?.trim()) throw refuse('procedure.fact_value_missing')
  if (!source) throw refuse('procedure.fact_source_missing')
  const written = valueIn(kind, value)
  if (written === null) throw refuse('procedure.fact_value_wrong', { kind })
  return { status, value: written, source, reason: why }
}

async function write(work: Work, complaint: Id, { point, status, value, source, reason }: Noted & { point: string }) {
  const [said, why] = [value, reason].map((words) => (words === null ? null : sealed(words)))
  await work.db
    .insertInto('procedure_points')
    .values({
      complaint_id: complaint,
      id: newId(),
      point,
      status,
      value,
      value_salt: said?.salt ?? null,
      source,
      reason,
      reason_salt: why?.salt ?? null,
      noted_by: actorName(work.actor),
      noted_at: work.now,
    })
    .execute()
  await work.announce({ fact: 'point.noted', complaint, point, status, source, value: said?.hash ?? null, reason: why?.hash ?? null })
}
