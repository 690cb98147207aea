import { sql } from 'kysely'
import { nextWorkingMoment, workingTimeFor } from '#modules/calendars/index.ts'
import { canSee } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import type { Actor, Person } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { type HouseLetterOut, type HouseMail, houseMailOf } from '#platform/house-mail.ts'
import { job, type Steps } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'
import { sayMoment } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import { canAnswer } from '../access.ts'
import { factOf } from '../present-remedies.ts'
import { whomToRemind } from '../rules/deputies.ts'
import { findStandIns, todayOf } from './deputies.ts'
import { findApprovers } from './find-approvers.ts'
import { sayRemedies } from './say-remedies.ts'

/** Every working day, in the morning: who has requests to answer is reminded of them, once; who stands in, of those of who is away. */
export const remindApprovers = job<object>('remind-approvers', ({ step }: Steps) =>
  step(async (work) => {
    if (!(await isWorkingDay(work))) return
    for (const [agent] of await dueToday(work)) await work.enqueue(remindApprover, { agent }, { key: `approver/${agent}` })
  }),
)

/** One colleague's reminder: marked and written down before the mail leaves, so that what dies meanwhile is not sent twice. */
export const remindApprover = job<{ agent: Id }>('remind-approver', async ({ step }, { agent }) => {
  const taken = await step((work) => takeReminder(work, agent))
  if (taken) await taken.house.send(taken.letter)
})

/** Whose yes or no each waiting request is for today, by colleague. */
async function dueToday(work: Work): Promise<Map<Id, Waiting[]>> {
  const [waiting, approvers, today] = [await requestsOf(work), await findApprovers(work), await findStandIns(work, await todayOf(work))]
  const due = new Map<Id, Waiting[]>()
  for (const one of waiting) {
    const candidates = approvers.filter(
      (person) => sees(person, one) && canAnswer(person, { ...one, approvers: one.signed.map(({ by }) => by) }),
    )
    const half = candidates.filter((person) => one.needs !== 'finance_manager' || missesHalf(person, one))
    for (const id of whomToRemind(half, { today, both: one.needs === 'finance_manager' })) due.set(id, [...(due.get(id) ?? []), one])
  }
  return due
}

type Waiting = Awaited<ReturnType<typeof requestsOf>>[number]

const most = 2_000

const requestsOf = (work: Work) =>
  work.db
    .selectFrom('remedies_remedies as r')
    .innerJoin('complaints_complaints as c', 'c.id', 'r.complaint_id')
    .selectAll('r')
    .select(['c.number', 'c.owner_id', 'c.restriction', 'c.team_id as sight_team'])
    .select([
      sql<
        { as: string; by: string }[]
      >`coalesce((select json_agg(json_build_object('as', a.given_as, 'by', a.approved_by)) from remedies_approvals a
        where a.complaint_id = r.complaint_id and a.remedy_id = r.id), '[]')`.as('signed'),
      sql<Id[]>`coalesce((select json_agg(p.agent_id) from complaints_named_people p where p.complaint_id = r.complaint_id), '[]')`.as(
        'named',
      ),
      sql<Id[]>`coalesce((select json_agg(m.agent_id) from complaints_mentions m where m.complaint_id = r.complaint_id), '[]')`.as(
        'mentioned',
      ),
    ])
    .where('r.state', '=', 'requested')
    .where('r.requested_at', 'is not', null)
    .where('r.expires_at', '>', work.now)
    .where('c.state', 'not in', ['merged', 'closed', 'withdrawn'])
    .orderBy('r.requested_at')
    .orderBy('r.id')
    .limit(most)
    .execute()

const sees = (person: Actor, { complaint_id: id, sight_team: team_id, owner_id, restriction, named, mentioned }: Waiting): boolean =>
  canSee(person, { id, team_id, owner_id, restriction, named, mentioned })

const missesHalf = (person: Person, { signed }: Waiting): boolean =>
  (person.role === 'manager' && !signed.some((one) => one.as === 'manager')) ||
  (person.duties.includes('finance') && !signed.some((one) => one.as === 'finance'))

async function isWorkingDay(work: Work): Promise<boolean> {
  const { zone } = await organisationOf(work)
  const midnight = work.now.toZonedDateTimeISO(zone).startOfDay()
  const next = nextWorkingMoment(await workingTimeFor(work), midnight.toInstant())
  return Temporal.Instant.compare(next, midnight.add({ days: 1 }).toInstant()) < 0
}

const mostLines = 40

async function takeReminder(work: Work, agent: Id): Promise<{ house: HouseMail; letter: HouseLetterOut } | null> {
  const due = (await dueToday(work)).get(agent) ?? []
  if (due.length === 0 || !(await isFirstToday(work, agent))) return null
  for (const one of due) await work.announce({ fact: 'remedy.reminded', ...factOf(one), approver: agent })
  const house = houseMailOf(toolsOf(work).configuration)
  const row = await work.db
    .selectFrom('people_agents')
    .select(['name', 'email', 'language'])
    .where('id', '=', agent)
    .executeTakeFirstOrThrow()
  return house.canSend ? { house, letter: await letterTo(work, row, due) } : null
}

interface Addressed {
  name: string
  email: string
  language: string
}

async function letterTo(work: Work, { name, email, language }: Addressed, due: readonly Waiting[]): Promise<HouseLetterOut> {
  const { name: house, zone } = await organisationOf(work)
  const words = sayRemedies(language)
  // Of a restricted complaint nothing stands in a mail but that it waits.
  const lines = due.slice(0, mostLines).map((one) => {
    const until = sayMoment(one.expires_at ?? work.now, { language: words.language, zone })
    return words.say('remedies:reminder.line', { remedy: one.restriction === null ? words.remedy(one) : '…', number: one.number, until })
  })
  const about = words.say('remedies:reminder.about', { name })
  const parts = [about, ...lines, `${toolsOf(work).origin}/app/approvals`, words.say('remedies:reminder.silence')]
  return {
    to: { name, address: email },
    from: house,
    subject: words.say('remedies:reminder.subject', { count: due.length }),
    text: `${parts.join('\n\n')}\n`,
  }
}

async function isFirstToday(work: Work, agent_id: Id): Promise<boolean> {
  const sent_on = await todayOf(work)
  const taken = await work.db
    .insertInto('remedies_reminders')
    .values({ agent_id, sent_on })
    .onConflict((conflict) => conflict.column('agent_id').doUpdateSet({ sent_on }).where('remedies_reminders.sent_on', '<', sent_on))
    .returning('agent_id')
    .executeTakeFirst()
  return taken !== undefined
}
