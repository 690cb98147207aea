import { sql } from 'kysely'
import { deadlineAfter, workingTimeFor } from '#modules/calendars/index.ts'
import { canSee, complaintAnywhere } from '#modules/complaints/index.ts'
import type { Duty, Person, Role } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import type { Work } from '#platform/work.ts'
import { askForTask, findOpen } from './ask-by-itself.ts'
import type { Why } from './contract.ts'
import { settle } from './settle-tasks.ts'

/** Money was ordered to be paid: finance takes it to the bank. What the bank had refused is ordered anew with it. */
export async function askToPay(work: Work, { complaint }: Fact<'payment.ordered'>): Promise<void> {
  await askFinance(work, complaint, 'pay')
  await end(work, complaint, 'not_paid')
}

/** Nothing waits to be paid any more: the bank has answered for all of it, or it was taken back. */
export async function settlePaid(work: Work, fact: Fact<'payment.executed' | 'payment.failed' | 'payment.cancelled'>): Promise<void> {
  const { complaint } = fact
  if (!(await paymentsWait(work, complaint))) await end(work, complaint, 'pay')
  if (fact.fact === 'payment.failed') await askForTask(work, { complaint, why: 'not_paid', due: await inWorkingDays(work, 1) })
}

/** An account is set right outside of this desk, by finance, who says here that it was. */
export async function askToAdjust(work: Work, { complaint, kind }: Fact<'remedy.approved'>): Promise<void> {
  if (kind === 'account_adjustment') await askFinance(work, complaint, 'adjust')
}

export async function settleAdjusted(work: Work, { complaint, kind }: Fact<'remedy.executed' | 'remedy.cancelled'>): Promise<void> {
  if (kind === 'account_adjustment') await end(work, complaint, 'adjust')
}

/** What somebody proposed ran out: they hear of it, and say how it goes on. */
export async function askAfterLapse(work: Work, { complaint, agent, kind }: Fact<'remedy.expired'>): Promise<void> {
  if (kind === 'account_adjustment') await end(work, complaint, 'adjust')
  if (agent !== null) await askForTask(work, { complaint, why: 'lapsed', due: await inWorkingDays(work, 1), owner: agent, follows: false })
}

/** It was proposed anew. */
export const settleLapsed = (work: Work, { complaint }: Fact<'remedy.proposed'>): Promise<void> => end(work, complaint, 'lapsed')

async function end(work: Work, complaint: Id, why: Why): Promise<void> {
  for (const task of await findOpen(work, complaint, [why])) await settle(work, task, { state: 'done' })
}

const inWorkingDays = async (work: Work, amount: number) =>
  deadlineAfter(await workingTimeFor(work), work.now, { amount, unit: 'business_day', end: 'close_of_business' })

async function askFinance(work: Work, complaint: Id, why: 'pay' | 'adjust'): Promise<void> {
  const owner = await whoHasFinance(work, complaint)
  const due = await inWorkingDays(work, 2)
  await askForTask(work, { complaint, why, due, ...(owner !== null && { owner, follows: false }) })
}

/** Of those with the finance duty who see the complaint, the one with the fewest open tasks; null where there is none. */
async function whoHasFinance(work: Work, id: Id): Promise<Id | null> {
  const { team_id, owner_id, restriction } = await complaintAnywhere(work, id)
  const people = await work.db
    .selectFrom('people_agents as a')
    .select(['a.id', 'a.name', 'a.role', 'a.duties', 'a.language'])
    .select((row) => [
      row
        .selectFrom('tasks_tasks as t')
        .select(({ fn }) => fn.countAll<number>().as('open'))
        .whereRef('t.owner_id', '=', 'a.id')
        .where('t.state', '=', 'open')
        .as('open'),
    ])
    .where('a.deactivated_at', 'is', null)
    .where(sql<boolean>`'finance' = any (a.duties)`)
    .orderBy('open')
    .orderBy('a.id')
    .execute()
  const memberships = await work.db.selectFrom('people_memberships').selectAll().execute()
  const named = await work.db.selectFrom('complaints_named_people').select('agent_id').where('complaint_id', '=', id).execute()
  const mentioned = await work.db.selectFrom('complaints_mentions').select('agent_id').where('complaint_id', '=', id).execute()
  const ids = (rows: readonly { agent_id: Id }[]) => rows.map(({ agent_id }) => agent_id)
  const seen = { id, team_id, owner_id, restriction, named: ids(named), mentioned: ids(mentioned) }
  return people.find((person) => canSee(asActor(person, memberships), seen))?.id ?? null
}

interface Row {
  id: Id
  name: string
  role: string
  duties: string[]
  language: string
}

// The columns' checks hold the same codes.
function asActor({ id, name, role, duties, language }: Row, memberships: readonly { agent_id: Id; team_id: Id; leads: boolean }[]): Person {
  const own = memberships.filter(({ agent_id }) => agent_id === id)
  const teams = own.map(({ team_id }) => team_id)
  const leads = own.filter((one) => one.leads).map(({ team_id }) => team_id)
  return { kind: 'person', id, name, role: role as Role, duties: duties as Duty[], language: language as Language, teams, leads }
}

/** Whether something that was ordered is neither paid nor failed nor taken back, by the complaint's own facts. */
async function paymentsWait(work: Work, complaint: Id): Promise<boolean> {
  const facts = await findFacts(work, `complaint/${complaint}`, [
    'payment.ordered',
    'payment.executed',
    'payment.failed',
    'payment.cancelled',
  ])
  const waiting = new Set<unknown>()
  for (const { fact, data } of facts)
    if (fact === 'payment.ordered') waiting.add(data['payment'])
    else waiting.delete(data['payment'])
  return waiting.size > 0
}
