import { complaintFor, complaintForUpdate } from '#modules/complaints/index.ts'
import { holds } from '#platform/actor.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { channelsGrants } from '../access.ts'
import { removeMark } from '../complaint-marks.ts'
import type { readAcknowledgement as readEndpoint } from '../contract/acknowledgements.ts'
import { firstMessage, recipientOf, writeAcknowledgement } from './acknowledge.ts'
import { mayPersonHaveWritten, type Withheld } from './may-write-automatic.ts'
import '../refusals.ts'

type Answer = AnswerOf<typeof readEndpoint>

/** Why a complaint was not acknowledged, where it still is not. */
export async function findAcknowledgement(work: Work, id: Id): Promise<Answer> {
  const complaint = await complaintFor(work, id)
  const mark = await markOf(work, complaint.id)
  const withheld = mark && { reason: mark.reason as Withheld, since: mark.since.toString() } // the code that was withheld with
  return { withheld, may: { send: withheld !== null && holds(channelsGrants, work.actor, 'mail.acknowledge') } }
}

/** Sends the acknowledgement that was withheld: a person has looked and asks for it. Once; a stop, and who is no person, they cannot overrule. */
export async function sendAcknowledgement(work: Work, id: Id): Promise<{ to: string }> {
  const complaint = await complaintForUpdate(work, id)
  const mark = await markOf(work, complaint.id)
  if (!mark) throw refuse('channels.nothing_withheld')
  const first = await firstMessage(work, complaint.id)
  if (first && [first.bounce, first.auto_reply, first.loop].includes(true)) throw refuse('channels.machine_wrote')
  const to = await recipientOf(work, complaint, first)
  if (!to) throw refuse('channels.no_address')
  const mailbox = first?.mailbox_id ?? null
  const forbidden = await mayPersonHaveWritten(work, { complaint, address: to.address, mailbox })
  if (forbidden) throw refuse(refusalOf[forbidden], { address: to.address })

  await removeMark(work, { complaint: complaint.id, mark: 'unacknowledged' })
  await writeAcknowledgement(work, complaint, { to, mailbox })
  await work.announce({ fact: 'acknowledgement.released', complaint: complaint.id, reason: mark.reason ?? '' })
  return { to: to.address }
}

const refusalOf = {
  ours: 'channels.address_is_ours',
  machine: 'channels.nobody_reads',
  stopped: 'channels.automatic_stopped',
} as const

async function markOf(work: Work, complaint: Id): Promise<{ reason: string | null; since: Temporal.Instant } | null> {
  const found = await work.db
    .selectFrom('channels_marks')
    .select(['reason', 'since'])
    .where('complaint_id', '=', complaint)
    .where('mark', '=', 'unacknowledged')
    .executeTakeFirst()
  return found ?? null
}
