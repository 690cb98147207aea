import { complaintFor, type FindMarks, visibleComplaints } from '#modules/complaints/index.ts'
import { countContacts, lastFromCustomer, lastFromUs, lastReadings, type StateOfMind } from '#modules/conversations/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { actorName, holds, isStaff } from '#platform/actor.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { handoversGrants } from './access.ts'
import type { Known, listHandovers as listEndpoint, listOwnHandovers as ownEndpoint, Why } from './contract.ts'
import { present, presentable } from './present-handovers.ts'

/** The hand-overs of a complaint, newest first, with what helps to write the next brief. */
export async function listHandovers(work: Work, complaintId: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const rows = await presentable(work)
    .where('h.complaint_id', '=', complaint.id)
    .orderBy('h.requested_at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(50)
    .execute()
  const open = rows.some(({ state }) => state === 'requested')
  return {
    data: await present(work, rows),
    known: await knownOf(work, complaint.id),
    may: { request: !open && complaint.state !== 'merged' && holds(handoversGrants, work.actor, 'handovers.request') },
  }
}

const shownOfWords = 600

async function knownOf(work: Work, complaint: Id): Promise<Known> {
  const [[last], answer, contacts, readings] = await Promise.all([
    lastFromCustomer(work, complaint, 1),
    lastFromUs(work, complaint),
    countContacts(work, complaint),
    lastReadings(work, complaint, 2),
  ])
  return {
    contacts,
    last_words: last ? { text: shortened(last.text), at: last.at.toString() } : null,
    last_answer: answer ? { text: shortened(answer.text), at: answer.at.toString() } : null,
    reading: readings[0] ?? null,
    suggests: suggestedWhy(readings),
  }
}

/** The reason that the readings speak for; a person chooses. */
function suggestedWhy([last, before]: StateOfMind[]): Why | null {
  if (last?.conduct === 'threat_to_staff') return 'threat'
  return last && before && last.emotion >= strong && before.emotion >= strong ? 'strong_emotion' : null
}

const strong = 8

function shortened(text: string): string {
  const whole = maskNumbers(text).replaceAll(/\s+/g, ' ').trim()
  return whole.length <= shownOfWords ? whole : `${whole.slice(0, shownOfWords)}…`
}

/** What waits for the caller, and what became of the caller's own requests. */
export async function listOwnHandovers(work: Work): Promise<AnswerOf<typeof ownEndpoint>> {
  const seen = presentable(work).where(visibleComplaints(work.actor)).limit(100)
  const receiver = work.actor.kind === 'person' ? work.actor.id : null
  const waiting = await seen.where('h.state', '=', 'requested').where('h.receiver_id', '=', receiver).orderBy('h.reach_by').execute()
  // A declined one is of interest until the complaint is handed over anew, or has ended.
  const asked = await seen
    .where('h.requested_by', '=', actorName(work.actor))
    .where('h.state', 'in', ['requested', 'declined'])
    .where('complaints_complaints.closed_at', 'is', null)
    .where((match) =>
      match.not(
        match.exists(
          match
            .selectFrom('handovers_handovers as later')
            .select('later.id')
            .whereRef('later.complaint_id', '=', 'h.complaint_id')
            .whereRef('later.requested_at', '>', 'h.requested_at'),
        ),
      ),
    )
    .orderBy('h.requested_at', 'desc')
    .execute()
  return { data: await present(work, waiting), asked: await present(work, asked) }
}

/** Marks the rows of a list whose complaint waits for a colleague to take it over. */
export const findHandoverMarks: FindMarks = async (work, complaints) => {
  if (complaints.length === 0) return new Map()
  const rows = await work.db
    .selectFrom('handovers_handovers')
    .select('complaint_id')
    .where('complaint_id', 'in', [...complaints])
    .where('state', '=', 'requested')
    .execute()
  return new Map(rows.map(({ complaint_id }) => [complaint_id, ['handover']]))
}
