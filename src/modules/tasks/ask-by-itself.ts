import { sql } from 'kysely'
import { deadlineAfter, workingTimeFor } from '#modules/calendars/index.ts'
import { complaintAnywhere } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import type { Why } from './contract.ts'
import { tellWhenDue } from './tell-overdue.ts'

/** Whoever has not written for a case before apologises for the change of hands, by when the customer was promised to hear from them. */
export async function apologiseAfterHandover(work: Work, { complaint, handover, receiver }: Fact<'handover.accepted'>): Promise<void> {
  const requests = await findFacts(work, `complaint/${complaint}`, ['handover.requested'])
  const promised = requests.find(({ data }) => data['handover'] === handover)?.data['reach_by']
  const reachBy = typeof promised === 'string' ? Temporal.Instant.from(promised) : work.now
  const due = Temporal.Instant.compare(reachBy, work.now) > 0 ? reachBy : work.now.add(withinTheHour)
  await askForTask(work, { complaint, why: 'apology', due, owner: receiver, follows: true })
}

const passed = { reply_by_passed: 'no_reply', request_passed: 'not_delivered' } as const

/** Nobody answered in time, the customer or a colleague: whoever has the case says how it goes on. It is never closed for that. */
export async function askHowItGoesOn(work: Work, { complaint, why }: Fact<'complaint.returned'>): Promise<void> {
  if (!(why in passed)) return
  const due = deadlineAfter(await workingTimeFor(work), work.now, { amount: 1, unit: 'business_day', end: 'close_of_business' })
  await askForTask(work, { complaint, why: passed[why as keyof typeof passed], due })
}

/** The customer is to be reminded of our question: nothing of that is sent by itself. */
export const askToRemind = (work: Work, { complaint, reply_by }: Fact<'complaint.reminder_due'>): Promise<void> =>
  askForTask(work, { complaint, why: 'remind', due: Temporal.Instant.from(reply_by) })

/** A colleague owes us something: it stands in their list, not only in ours. */
export async function askColleague(work: Work, { complaint, agent, due }: Fact<'complaint.awaiting'>): Promise<void> {
  if (agent !== null) await askForTask(work, { complaint, why: 'requested', due: Temporal.Instant.from(due), owner: agent, follows: false })
}

/** A customer who is unhappy hears from a person within the hour. */
export async function askToRecover(work: Work, { complaint, unhappy }: Fact<'survey.answered'>): Promise<void> {
  if (unhappy) await askForTask(work, { complaint, why: 'unhappy', due: work.now.add(withinTheHour) })
}

/** The open tasks of a complaint that were asked for these reasons. */
export const findOpen = (work: Work, complaint: Id, whys: readonly Why[]) =>
  work.db
    .selectFrom('tasks_tasks')
    .select(['complaint_id', 'id', 'why', 'owner_id', 'due_at', 'added_at'])
    .where('complaint_id', '=', complaint)
    .where('state', '=', 'open')
    .where('why', 'in', whys)
    .orderBy('id')
    .execute()

const withinTheHour = { hours: 1 }

export interface AskedFor {
  complaint: Id
  why: Exclude<Why, 'own'>
  due: Temporal.Instant
  /** Left out: whoever has the complaint. */
  owner?: Id
  follows?: boolean
}

/** Adds a task in the desk's own words; one that is open already is not asked for twice. */
export async function askForTask(work: Work, { complaint: id, why, due, owner, follows = owner === undefined }: AskedFor): Promise<void> {
  const complaint = await complaintAnywhere(work, id)
  const asked = await work.db
    .insertInto('tasks_tasks')
    .values({
      complaint_id: complaint.id,
      id: newId(),
      why,
      owner_id: owner ?? complaint.owner_id,
      follows,
      due_at: due,
      added_by: 'desk',
      added_at: work.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['complaint_id', 'why'])
        // Said as it stands in the index: a plan for any value would not find it.
        .where(sql<boolean>`state = 'open' and why <> 'own'`)
        .doNothing(),
    )
    .returning(['complaint_id', 'id', 'owner_id', 'due_at'])
    .executeTakeFirst()
  if (!asked) return
  const of = { complaint: complaint.id, task: asked.id, why, due: due.toString(), owner: asked.owner_id, words: null }
  await work.announce({ fact: 'task.added', ...of })
  await tellWhenDue(work, asked)
}
