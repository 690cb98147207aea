import { complaintForUpdate, noteActivity } from '#modules/complaints/index.ts'
import { lastFromUs } from '#modules/conversations/index.ts'
import { findPerson } from '#modules/people/index.ts'
import type { Person } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayLog } from './access.ts'
import type * as contract from './contract.ts'
import { changeLimit, type LimitAt, limitFor } from './find-limit.ts'
import { presentableLimits, presentLimit, todayOf } from './present-boundaries.ts'
import './refusals.ts'

/** Proposes a limit on how the customer contacts us. Only after something was logged, one at a time, for at most three months. */
export async function proposeLimit(work: Work, complaintId: Id, asked: BodyOf<typeof contract.proposeLimit>): Promise<contract.Limit> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayLog(work.actor)) throw refuse('boundaries.not_yours')
  const proposer = personOf(work)
  await somethingLogged(work, complaint.id)
  await noneRunning(work, complaint.id)
  const id = newId()
  const columns = { ...(await mannerOf(work, asked)), reasons: asked.reasons, review_on: reviewDay(work, asked.review_on) }
  await work.db
    .insertInto('boundaries_limits')
    .values({ ...columns, complaint_id: complaint.id, id, proposed_by: proposer.id, proposed_at: work.now })
    .execute()
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'limit.proposed', complaint: complaint.id, limit: id, manner: asked.manner, review_on: asked.review_on })
  const row = await presentableLimits(work).where('l.complaint_id', '=', complaint.id).where('l.id', '=', id).executeTakeFirstOrThrow()
  return presentLimit(work, row)
}

/** Four eyes need two people: a program proposes nothing. */
function personOf({ actor }: Work): Person {
  if (actor.kind !== 'person') throw refuse('boundaries.person_needed')
  return actor
}

async function somethingLogged(work: Work, complaint: Id): Promise<void> {
  const found = await work.db
    .selectFrom('boundaries_incidents')
    .select('id')
    .where('complaint_id', '=', complaint)
    .where('step', '!=', 'self_harm')
    .limit(1)
    .executeTakeFirst()
  if (!found) throw refuse('boundaries.no_incident')
}

/** A limit whose review date has come makes room: going on needs a new proposal, and again two people. */
async function noneRunning(work: Work, complaint: Id): Promise<void> {
  const running = await work.db
    .selectFrom('boundaries_limits')
    .select(['id', 'decision', 'review_on'])
    .where('complaint_id', '=', complaint)
    .where('ended_at', 'is', null)
    .where((match) => match.or([match('decision', 'is', null), match('decision', '=', 'approved')]))
    .executeTakeFirst()
  if (!running) return
  if (running.decision === null || String(running.review_on) > todayOf(work)) throw refuse('boundaries.one_limit')
  await work.db
    .updateTable('boundaries_limits')
    .set({ ended_at: work.now, ended_reason: 'review' })
    .where('complaint_id', '=', complaint)
    .where('id', '=', running.id)
    .execute()
}

async function mannerOf(work: Work, { manner, channel, contact }: BodyOf<typeof contract.proposeLimit>) {
  if (manner === 'channel') return { manner, channel: channel === undefined || channel === 'api' ? 'letter' : channel, contact_id: null }
  const person = contact === undefined ? null : await findPerson(work, contact)
  if (!person || !mayLog(person)) throw refuse('boundaries.contact_gone')
  return { manner, channel: null, contact_id: person.id }
}

function reviewDay(work: Work, asked: string): Temporal.PlainDate {
  const day = Temporal.PlainDate.from(asked)
  const today = Temporal.PlainDate.from(todayOf(work))
  if (Temporal.PlainDate.compare(day, today) <= 0) throw refuse('boundaries.review_past')
  const latest = today.add({ months: 3 })
  if (Temporal.PlainDate.compare(day, latest) > 0) throw refuse('boundaries.review_too_late', { latest: latest.toString() })
  return day
}

/** Approves or refuses: a manager, and another person than who proposed. */
export async function decideLimit(
  work: Work,
  at: LimitAt,
  { version, decision, reason }: BodyOf<typeof contract.decideLimit>,
): Promise<contract.Limit> {
  const decider = personOf(work)
  const limit = await limitFor(work, at, version)
  if (limit.decision !== null) throw refuse('boundaries.decided')
  if (limit.proposed_by === decider.id) throw refuse('boundaries.four_eyes')
  await work.announce({ fact: 'limit.decided', complaint: at.complaint, limit: at.limit, decision })
  return changeLimit(work, at, { decision, decided_by: decider.id, decided_at: work.now, decision_reason: reason })
}

/** The customer was told in writing: from this moment the limit counts. */
export async function tellLimit(work: Work, at: LimitAt, { version }: BodyOf<typeof contract.tellLimit>): Promise<contract.Limit> {
  const limit = await limitFor(work, at, version)
  if (!mayLog(work.actor)) throw refuse('boundaries.not_yours')
  if (limit.decision !== 'approved' || limit.decided_at === null) throw refuse('boundaries.not_decided')
  if (limit.ended_at !== null || limit.told_at !== null) throw refuse('boundaries.ended')
  const message = await lastFromUs(work, at.complaint, { since: limit.decided_at, written: true })
  if (!message) throw refuse('boundaries.nothing_written')
  await work.announce({ fact: 'limit.told', complaint: at.complaint, limit: at.limit, message: message.id })
  return changeLimit(work, at, { told_message_id: message.id, told_at: work.now })
}

/** The customer disagrees: what they say, in their own words. */
export async function appealLimit(
  work: Work,
  at: LimitAt,
  { version, words }: BodyOf<typeof contract.appealLimit>,
): Promise<contract.Limit> {
  const limit = await limitFor(work, at, version)
  if (!mayLog(work.actor)) throw refuse('boundaries.not_yours')
  if (limit.ended_at !== null) throw refuse('boundaries.ended')
  if (limit.told_at === null) throw refuse('boundaries.not_told')
  if (limit.appealed_at !== null) throw refuse('boundaries.appealed')
  const seal = sealed(words)
  await work.announce({ fact: 'limit.appealed', complaint: at.complaint, limit: at.limit, words: seal.hash })
  return changeLimit(work, at, { appeal_words: words, appeal_salt: seal.salt, appealed_at: work.now })
}

/** A third person judges the appeal; a limit that is lifted ends at once. */
export async function decideAppeal(
  work: Work,
  at: LimitAt,
  { version, outcome, reason }: BodyOf<typeof contract.decideAppeal>,
): Promise<contract.Limit> {
  const judge = personOf(work)
  const limit = await limitFor(work, at, version)
  if (limit.appealed_at === null) throw refuse('boundaries.not_appealed')
  if (limit.appeal_outcome !== null || limit.ended_at !== null) throw refuse('boundaries.decided')
  if (limit.proposed_by === judge.id || limit.decided_by === judge.id) throw refuse('boundaries.third_person')
  const lifted = outcome === 'lifted' && { ended_at: work.now, ended_by: judge.id, ended_reason: reason }
  await work.announce({ fact: 'limit.appeal_decided', complaint: at.complaint, limit: at.limit, outcome })
  const judged = { appeal_outcome: outcome, appeal_judge: judge.id, appeal_decided_at: work.now, appeal_reason: reason }
  return changeLimit(work, at, { ...judged, ...lifted })
}

/** Ends a limit before its review date: nobody has to wait for that. */
export async function endLimit(work: Work, at: LimitAt, { version, reason }: BodyOf<typeof contract.endLimit>): Promise<contract.Limit> {
  const ender = personOf(work)
  const limit = await limitFor(work, at, version)
  if (limit.decision !== 'approved') throw refuse('boundaries.not_decided')
  if (limit.ended_at !== null) throw refuse('boundaries.ended')
  await work.announce({ fact: 'limit.ended', complaint: at.complaint, limit: at.limit })
  return changeLimit(work, at, { ended_at: work.now, ended_by: ender.id, ended_reason: reason })
}
