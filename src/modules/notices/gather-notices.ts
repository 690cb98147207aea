import { sql } from 'kysely'
import { visibleComplaints, whoSees } from '#modules/complaints/index.ts'
import { findPerson, organisationOf } from '#modules/people/index.ts'
import type { Person } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { houseMailOf } from '#platform/house-mail.ts'
import { newId } from '#platform/id.ts'
import { job } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import type { LetterLine } from './letter-words.ts'
import { findRest, isAway, type Rest } from './rests.ts'
import { isCritical } from './rules/kinds.ts'
import { isQuietAt } from './rules/quiet.ts'
import { sendLetter } from './send-letter.ts'
import { type Told, writeNotices } from './write-notices.ts'

/** One mail at most in so long a time, and not before whoever sits at the desk had time to read it there. */
const betweenMails = { minutes: 15 }
const timeToRead = { minutes: 2 }
/** Pushes: one at most in so long a time. */
const betweenPushes = { seconds: 30 }

/** What was told goes on: to who stands in for somebody away, and by mail and push to those who want that. */
export const gatherNotices = job<Told & { people: Id[] }>('gather-notices', async ({ step }, { people, ...told }) => {
  for (const agent of people) {
    await step((work) => tellStandIn(work, told, agent))
    await step((work) => takeWaiting(work, agent))
  }
})

/** Looks every minute for what had to wait: for its quarter of an hour, the end of quiet hours, somebody's return. */
export const watchNotices = job<object>('watch-notices', async ({ step }) => {
  const waiting = await step((work) =>
    work.db.selectFrom('notices_notices').select('agent_id').distinct().where(sql<boolean>`(mail <> '{}' or push <> '{}')`).execute(),
  )
  for (const { agent_id } of waiting) await step((work) => takeWaiting(work, agent_id))
})

/** Who stands in is told once of each, where they may see it. */
async function tellStandIn(work: Work, told: Told, agent: Id): Promise<void> {
  const rest = await findRest(work, agent)
  if (!rest?.stand_in_id || !isAway(rest, work.now)) return
  const seeing = await whoSees(work, told.complaint, { people: [rest.stand_in_id] })
  const people = seeing.map(({ id }) => id)
  const goesOn = await writeNotices(work, { ...told, people, insteadOf: agent })
  for (const standIn of goesOn) await takeWaiting(work, standIn)
}

/** Makes letters of what waits for a colleague, where the time for it has come. */
async function takeWaiting(work: Work, agent: Id): Promise<void> {
  // Two jobs at the same moment must not each begin a quarter of an hour.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notices/${agent}`}, 0))`.execute(work.db)
  const person = await findPerson(work, agent)
  const rest = await findRest(work, agent)
  if (person === null) return forgetWaiting(work, agent)
  if (rest && isAway(rest, work.now)) return
  const lines = await waitingFor(work, person)
  const now = await loudNow(work, rest, lines)
  await mailThem(work, person, now)
  await pushThem(work, person, now)
}

type Line = Awaited<ReturnType<typeof waitingFor>>[number]

/** What waits and may be told outside the desk: of complaints that they see still, and that are not restricted. The rest of it waits no more. */
async function waitingFor(work: Work, person: Person) {
  const rows = await work.db
    .selectFrom('notices_notices as n')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'n.complaint_id')
    .select(['n.complaint_id', 'n.id', 'n.mail', 'n.push', 'n.waits_since', 'complaints_complaints.urgency'])
    .where('n.agent_id', '=', person.id)
    .where(sql<boolean>`(n.mail <> '{}' or n.push <> '{}')`)
    .where('n.read_at', 'is', null)
    .where('complaints_complaints.restriction', 'is', null)
    .where(visibleComplaints(person))
    .orderBy('n.at')
    .forUpdate('n')
    .execute()
  await forgetWaiting(
    work,
    person.id,
    rows.map(({ id }) => id),
  )
  return rows
}

async function forgetWaiting(work: Work, agent: Id, but: readonly Id[] = []): Promise<void> {
  await work.db
    .updateTable('notices_notices')
    .set({ mail: [], push: [] })
    .where('agent_id', '=', agent)
    .where(sql<boolean>`(mail <> '{}' or push <> '{}') and not (id = any (${[...but]}::uuid[]))`)
    .execute()
}

/** In quiet hours only what is critical, where they allow it. */
async function loudNow(work: Work, rest: Rest | null, lines: readonly Line[]): Promise<readonly Line[]> {
  if (!rest?.quiet_from || !rest.quiet_to) return lines
  const { zone } = await organisationOf(work)
  const time = work.now.toZonedDateTimeISO(zone).toPlainTime()
  if (!isQuietAt({ from: rest.quiet_from, to: rest.quiet_to }, time)) return lines
  return rest.critical ? lines.filter(({ mail, push, urgency }) => isCritical({ kinds: [...mail, ...push], urgency })) : []
}

async function mailThem(work: Work, person: Person, lines: readonly Line[]): Promise<void> {
  const waiting = lines.filter(({ mail }) => mail.length > 0)
  const readable = work.now.subtract(timeToRead)
  const due = waiting.some(({ waits_since }) => waits_since && Temporal.Instant.compare(waits_since, readable) <= 0)
  if (!due || (await wasTold(work, { agent: person.id, way: 'mail', since: work.now.subtract(betweenMails) }))) return
  await emptied(work, person.id, { way: 'mail', lines: waiting })
  if (!houseMailOf(toolsOf(work).configuration).canSend) return
  await letterOf(work, { agent: person.id, way: 'mail', browser: null, lines: waiting.map(lineOf('mail')) })
}

async function pushThem(work: Work, person: Person, lines: readonly Line[]): Promise<void> {
  const waiting = lines.filter(({ push }) => push.length > 0)
  if (waiting.length === 0 || (await wasTold(work, { agent: person.id, way: 'push', since: work.now.subtract(betweenPushes) }))) return
  await emptied(work, person.id, { way: 'push', lines: waiting })
  const browsers = await work.db.selectFrom('notices_browsers').select('id').where('agent_id', '=', person.id).execute()
  for (const { id } of browsers) await letterOf(work, { agent: person.id, way: 'push', browser: id, lines: waiting.map(lineOf('push')) })
}

type Way = 'mail' | 'push'

const lineOf =
  (way: Way) =>
  (line: Line): LetterLine => ({ complaint: line.complaint_id, kinds: line[way] })

async function wasTold(work: Work, { agent, way, since }: { agent: Id; way: Way; since: Temporal.Instant }): Promise<boolean> {
  const found = await work.db
    .selectFrom('notices_letters')
    .select('id')
    .where('agent_id', '=', agent)
    .where('way', '=', way)
    .where('made_at', '>', since)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

async function emptied(work: Work, agent: Id, { way, lines }: { way: Way; lines: readonly Line[] }) {
  await work.db
    .updateTable('notices_notices')
    .set(way === 'mail' ? { mail: [] } : { push: [] })
    .where('agent_id', '=', agent)
    .where(
      'id',
      'in',
      lines.map(({ id }) => id),
    )
    .execute()
}

async function letterOf(work: Work, { agent, way, browser, lines }: { agent: Id; way: Way; browser: Id | null; lines: LetterLine[] }) {
  const id = newId()
  await work.db
    .insertInto('notices_letters')
    .values({ id, agent_id: agent, way, browser_id: browser, state: 'queued', lines: JSON.stringify(lines), made_at: work.now })
    .execute()
  await work.enqueue(sendLetter, { letter: id })
}
