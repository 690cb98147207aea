import { sql } from 'kysely'
import { noteSent, takeForSending } from '#modules/conversations/index.ts'
import { theDesk } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { jobs } from '#src/app.ts'
import { loadStory, type StoryComplaint, startOf } from './story/story.ts'
import { complaintHappens } from './tell-complaint.ts'
import { mailAsideHappens } from './tell-mails-aside.ts'
import { customerHappens, tellFirstDay } from './tell-people.ts'
import { type Happening, nobodyYet, type Told } from './told.ts'

export { tellersClock } from './told.ts'
export type Teller = Pick<Told, 'house' | 'clock' | 'password'> & { signal: AbortSignal }

/** Tells the whole story through the real use cases, each at its own moment. Nothing is sent: what went out in the story is noted as sent. */
export async function tellStory({ signal, ...teller }: Teller): Promise<void> {
  const now = Temporal.Now.instant().round('second')
  const told = nobodyYet({ ...teller, story: loadStory(), now })
  const oldest = Math.max(...told.story.complaints.map(({ daysAgo }) => daysAgo))
  await tellFirstDay(told, now.subtract({ hours: 24 * Math.ceil(oldest + 10) }))
  for (const happening of everythingThatHappens(told)) {
    if (signal.aborted) break
    told.clock.set(happening.at)
    await happening.tell()
  }
  await forgetErrands(told)
  told.clock.release()
}

/** Who has an account, for the sentences at the start: one of each role. */
export function accountsToShow(): { role: string; name: string; email: string; language: string }[] {
  const { accounts } = loadStory()
  return accounts.filter(({ role }, at) => accounts.findIndex((one) => one.role === role) === at)
}

function everythingThatHappens(told: Told): Happening[] {
  const { story } = told
  const start = (complaint: StoryComplaint) =>
    startOf(complaint, told.now, story.teams.find(({ key }) => key === complaint.team)?.zone ?? 'UTC')
  const customers = story.customers.map((customer) => {
    const [first] = story.complaints.filter((complaint) => complaint.customer === customer.key).map(start)
    return customerHappens(told, customer, (first ?? told.now.subtract({ hours: 24 })).subtract({ minutes: 1 }))
  })
  const complaints = story.complaints.flatMap((complaint) => complaintHappens(told, complaint, (id) => goOn(told, id)))
  const aside = story.mailsAside.map((mail) => mailAsideHappens(told, mail, () => runErrands(told)))
  return [...customers, ...complaints, ...aside].toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
}

/** What follows by itself in the seconds after: the desk's own errands, and the delivery of what was written. */
async function goOn(told: Told, complaint: Id) {
  told.clock.set(told.clock.now().add({ seconds: 5 }))
  await runErrands(told)
  told.clock.set(told.clock.now().add({ seconds: 3 }))
  await deliver(told, complaint)
}

// Sending is told, not done; what waits for a moment to come waits for the desk's own clock.
const notRun = ['deliver-message', 'end-waiting', 'ask-survey']

async function runErrands({ house }: Told) {
  const { rows } = await sql<{ id: string; identifier: string; payload: object }>`
    select j.id, t.identifier, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where not t.identifier = any(${notRun}) and j.run_at <= now() order by j.id`.execute(house.database.kysely)
  for (const { id, identifier, payload } of rows) {
    const errand = jobs.find(({ name }) => name === identifier)
    const steps = { step: house.open.bind(null, theDesk), signal: new AbortController().signal, worker: 'story' }
    await errand?.run(steps as Parameters<typeof errand.run>[0], payload)
    await sql`select graphile_worker.complete_jobs(array[${id}]::bigint[])`.execute(house.database.kysely)
  }
}

async function deliver({ house, story, mailboxes }: Told, complaint: Id) {
  await house.open(theDesk, async (work) => {
    const queued = await work.db
      .selectFrom('conversations_messages as m')
      .innerJoin('complaints_complaints as c', 'c.id', 'm.complaint_id')
      .select(['m.id', 'm.mailbox_id', 'c.team_id', 'c.language'])
      .where('m.complaint_id', '=', complaint)
      .where('m.state', '=', 'queued')
      .execute()
    for (const { id, mailbox_id, language } of queued) {
      const sender = [...mailboxes.values()].find((mailbox) => mailbox.id === mailbox_id) ?? mailboxes.get(teamSpeaking(story, language))
      await takeForSending(work, { complaint, message: id, worker: 'story' })
      await noteSent(work, {
        complaint,
        message: id,
        at: work.now,
        ...(sender && { from: { name: sender.name, address: sender.address } }),
      })
    }
  })
}

const teamSpeaking = ({ teams }: Told['story'], language: string): string => teams.find((team) => team.language === language)?.key ?? ''

/** Nothing of the story waits to be done, but the complaints that wait for a customer until a moment to come. */
async function forgetErrands({ house }: Told) {
  await sql`select graphile_worker.complete_jobs(array(select j.id from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier <> 'end-waiting' or j.run_at <= now()))`.execute(house.database.kysely)
}
