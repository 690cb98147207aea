import { holidaysOf, workingTimeFor } from '#modules/calendars/index.ts'
import { complaintFor, type FindMarks, visibleComplaints } from '#modules/complaints/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { isOpen, mayMake } from './access.ts'
import type { Desk, listPromises as listEndpoint, listOwnPromises as ownEndpoint } from './contract.ts'
import { findEvidence } from './find-evidence.ts'
import { present, presentable } from './present-promises.ts'

/** What was promised on a complaint: what is still to be kept by its moment, then what is settled, newest first. */
export async function listPromises(work: Work, complaintId: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const rows = await presentable(work).where('p.complaint_id', '=', complaint.id).orderBy('p.due_at').orderBy('p.id').limit(200).execute()
  const open = rows.filter(({ state }) => isOpen(state))
  const settled = rows.filter(({ state }) => !isOpen(state)).toReversed()
  return {
    data: await present(work, [...open, ...settled]),
    shown_by: await findEvidence(work, complaint.id, open),
    desk: await deskOf(work),
    may: { make: mayMake(work.actor) && !['merged', 'withdrawn'].includes(complaint.state) },
  }
}

async function deskOf(work: Work): Promise<Desk> {
  const working = await workingTimeFor(work)
  const { year } = work.now.toZonedDateTimeISO(working.zone)
  const { region } = working
  const holidays = region === null ? [] : (await Promise.all([year, year + 1].map((each) => holidaysOf(work, region, each)))).flat()
  return { zone: working.zone, week: working.week.map((day) => [...day]), holidays: holidays.map(({ date }) => date) }
}

/** The caller's promises until the end of tomorrow, and the broken ones that the customer has not heard about. */
export async function listOwnPromises(work: Work): Promise<AnswerOf<typeof ownEndpoint>> {
  const { actor } = work
  if (!isStaff(actor)) throw refuse('complaints.not_found')
  const { zone } = await workingTimeFor(work)
  const tomorrow = work.now.toZonedDateTimeISO(zone).add({ days: 2 }).startOfDay().toInstant()
  const seen = presentable(work).where(visibleComplaints(actor)).limit(100)
  const due = await seen
    .where('p.state', 'in', ['open', 'reagreed'])
    .where('p.owner_id', '=', actor.kind === 'person' ? actor.id : null)
    .where('p.due_at', '<', tomorrow)
    .orderBy('p.due_at')
    .execute()
  const leads = actor.kind === 'token' || ['supervisor', 'manager'].includes(actor.role)
  const broken = await seen
    .where('p.state', '=', 'broken')
    .where('p.broken_at', '>', work.now.subtract({ hours: 24 * shownDays }))
    .$if(!leads, (query) => query.where('p.owner_id', '=', actor.id))
    .where((match) =>
      match.not(
        match.exists(
          match
            .selectFrom('conversations_messages as m')
            .select('m.id')
            .whereRef('m.complaint_id', '=', 'p.complaint_id')
            .where('m.direction', '=', 'out')
            .where('m.kind', 'in', ['message', 'contact'])
            .where('m.author', 'like', 'person/%')
            .whereRef('m.at', '>=', 'p.broken_at'),
        ),
      ),
    )
    .orderBy('p.broken_at', 'desc')
    .execute()
  return { due: await present(work, due), broken: await present(work, broken) }
}

const shownDays = 30

/** Marks the rows of a list on which something promised is due today or behind, or was broken and the complaint goes on. */
export const findPromiseMarks: FindMarks = async (work, complaints) => {
  if (complaints.length === 0) return new Map()
  const { zone } = await workingTimeFor(work)
  const endOfToday = work.now.toZonedDateTimeISO(zone).add({ days: 1 }).startOfDay().toInstant()
  const rows = await work.db
    .selectFrom('promises_promises as p')
    .innerJoin('complaints_complaints as c', 'c.id', 'p.complaint_id')
    .select(['p.complaint_id', 'p.state'])
    .where('p.complaint_id', 'in', [...complaints])
    .where('c.closed_at', 'is', null)
    .where((match) =>
      match.or([
        match.and([match('p.state', 'in', ['open', 'reagreed']), match('p.due_at', '<', endOfToday)]),
        match('p.state', '=', 'broken'),
      ]),
    )
    .execute()
  const marks = new Map<string, string[]>()
  for (const { complaint_id, state } of rows) {
    const mark = state === 'broken' ? 'promise_broken' : 'promise_due'
    marks.set(complaint_id, [...new Set([...(marks.get(complaint_id) ?? []), mark])])
  }
  return marks
}
