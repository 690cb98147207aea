import { refusals } from '#platform/refusal.ts'

export const promisesRefusals = refusals({
  'promises.not_found': { status: 404 },
  'promises.not_yours': { status: 403 },
  'promises.settled': { status: 409 },
  'promises.overdue': { status: 409 },
  'promises.due_past': { status: 400 },
  'promises.due_too_far': { status: 400 },
  'promises.same_due': { status: 400 },
  'promises.owner_gone': { status: 400 },
  'promises.owner_reads_only': { status: 400 },
  'promises.owner_cannot_see': { status: 409 },
  'promises.message_not_found': { status: 400 },
  'promises.evidence_not_found': { status: 400 },
  'promises.evidence_not_sent': { status: 400 },
  'promises.evidence_earlier': { status: 400 },
  'promises.said_in_future': { status: 400 },
  'promises.said_before': { status: 400 },
  'promises.unknown_zone': { status: 400 },
  'promises.at_out_of_range': { status: 400 },
  'promises.promise_open': { status: 409 },
})
