import { type ComplaintRecord, complaintForUpdate, noteActivity, restrictAtThreat, visibleComplaints } from '#modules/complaints/index.ts'
import { findPerson } from '#modules/people/index.ts'
import { actorName, holds } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { boundariesGrants, mayLog } from './access.ts'
import type { attendIncident as attendEndpoint, Incident, logIncident as logEndpoint } from './contract.ts'
import { mayAttend, presentableIncidents, presentIncidents } from './present-boundaries.ts'
import './refusals.ts'

type Asked = BodyOf<typeof logEndpoint>

/** Logs conduct. A threat or a sign of self-harm calls somebody by name, at once; a threat also closes the complaint to all who are not named. */
export async function logIncident(work: Work, complaintId: Id, asked: Asked): Promise<Incident> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayLog(work.actor)) throw refuse('boundaries.not_yours')
  const alerted = await alertedOf(work, complaint, asked)
  const id = newId()
  const seal = sealed(asked.quote.trim())
  await work.db
    .insertInto('boundaries_incidents')
    .values({ ...columnsOf(work, asked), complaint_id: complaint.id, id, alerted_id: alerted, quote_salt: seal.salt })
    .execute()
  if (asked.step === 'threat') await restrictAtThreat(work, complaint, alerted ? [alerted] : [])
  await noteActivity(work, complaint.id)
  const { step } = asked
  await work.announce({ fact: 'incident.logged', complaint: complaint.id, incident: id, step, receiver: alerted, words: seal.hash })
  return presentOne(work, { complaint: complaint.id, incident: id })
}

function columnsOf(work: Work, { step, quote, channel, at, next_at }: Asked) {
  const happened = at === undefined ? work.now : Temporal.Instant.from(at)
  if (Temporal.Instant.compare(happened, work.now) > 0) throw refuse('boundaries.in_future')
  const ended = step === 'contact_ended'
  if (ended && next_at === undefined) throw refuse('boundaries.next_missing')
  const next = ended && next_at !== undefined ? Temporal.Instant.from(next_at) : null
  if (next && Temporal.Instant.compare(next, work.now) <= 0) throw refuse('boundaries.next_past')
  return {
    step,
    quote: quote.trim(),
    channel,
    happened_at: happened,
    next_at: next,
    logged_by: actorName(work.actor),
    logged_at: work.now,
  }
}

/** Who is called at steps T and W: a supervisor or manager who is here, sees the complaint, and is not the caller. */
async function alertedOf(work: Work, complaint: ComplaintRecord, { step, alert }: Asked): Promise<Id | null> {
  if (step !== 'threat' && step !== 'self_harm') return null
  if (alert === undefined) throw refuse('boundaries.alert_missing')
  if (work.actor.kind === 'person' && work.actor.id === alert) throw refuse('boundaries.alert_oneself')
  const person = await findPerson(work, alert)
  if (!person || !holds(boundariesGrants, person, 'incidents.attend')) throw refuse('boundaries.alert_cannot')
  const seen = await work.db
    .selectFrom('complaints_complaints')
    .select('id')
    .where('id', '=', complaint.id)
    .where(visibleComplaints(person))
    .executeTakeFirst()
  if (!seen) throw refuse('boundaries.alert_cannot')
  return person.id
}

interface At {
  complaint: Id
  incident: Id
}

/** Who was called says what was done. Once. */
export async function attendIncident(work: Work, at: At, { note }: BodyOf<typeof attendEndpoint>): Promise<Incident> {
  const complaint = await complaintForUpdate(work, at.complaint)
  const incident = await work.db
    .selectFrom('boundaries_incidents')
    .selectAll()
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', at.incident)
    .executeTakeFirst()
  if (!incident) throw refuse('boundaries.incident_not_found')
  if (incident.attended_at !== null) throw refuse('boundaries.attended')
  if (!mayAttend(work.actor, incident)) throw refuse('boundaries.not_yours')
  const seal = sealed(note)
  await work.db
    .updateTable('boundaries_incidents')
    .set({ attended_at: work.now, attended_by: incident.alerted_id, attended_note: note, attended_salt: seal.salt })
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', incident.id)
    .execute()
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'incident.attended', complaint: complaint.id, incident: incident.id, words: seal.hash })
  return presentOne(work, at)
}

async function presentOne(work: Work, { complaint, incident }: At): Promise<Incident> {
  const row = await presentableIncidents(work)
    .where('i.complaint_id', '=', complaint)
    .where('i.id', '=', incident)
    .executeTakeFirstOrThrow()
  const [one] = await presentIncidents(work, [row])
  if (!one) throw new Error('An incident that was just written was not presented')
  return one
}
