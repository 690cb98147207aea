import { sql } from 'kysely'
import { findPerson } from '#modules/people/index.ts'
import { findInView, type Narrowing, viewFor } from '#modules/worklist/index.ts'
import { actorName, type Person } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { type Job, job } from '#platform/job.ts'
import { workAs } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { gatherNotices } from '../gather-notices.ts'
import { writeNotices } from '../write-notices.ts'
import { mostInside } from './most-inside.ts'

/** Looks every minute into each view that somebody follows, with their eyes: who was not in it the last time has come in. */
export const watchViews = (narrow: Narrowing): Job<object> =>
  job<object>('watch-views', async ({ step }) => {
    const watches = await step((work) => work.db.selectFrom('notices_watches').select('id').where('kind', '=', 'view').execute())
    for (const { id } of watches) await step((work) => lookInto(work, id, narrow))
  })

async function lookInto(work: Work, id: Id, narrow: Narrowing): Promise<void> {
  const watch = await work.db.selectFrom('notices_watches').selectAll().where('id', '=', id).forUpdate().skipLocked().executeTakeFirst()
  const person = watch && (await findPerson(work, watch.agent_id))
  if (!watch || !person) return
  const eyes = workAs(work, person)
  const view = await viewFor(eyes, watch.subject)
  const found = view && (await findInView(eyes, view, { narrow, limit: mostInside + 1 }))
  // A view that is gone, broken or slow at this moment is looked into again when it is not.
  if (!found) return
  const silent = found.length > mostInside
  const inside = silent ? [] : found
  await work.db.updateTable('notices_watches').set({ inside, silent }).where('id', '=', id).execute()
  // Whoever was silent begins anew: what came in meanwhile was not counted.
  if (silent || watch.silent) return
  const before = new Set(watch.inside)
  await tell(
    work,
    person,
    found.filter((complaint) => !before.has(complaint)),
  )
}

async function tell(work: Work, person: Person, entered: readonly Id[]): Promise<void> {
  const own = await broughtInBy(work, person, entered)
  for (const complaint of entered.filter((one) => !own.has(one))) {
    const told = { complaint, kind: 'watched', place: null } as const
    const goingOn = await writeNotices(work, { ...told, people: [person.id], insteadOf: null })
    if (goingOn.length > 0) await work.enqueue(gatherNotices, { ...told, people: goingOn })
  }
}

/** Those that this colleague touched last: they know. */
async function broughtInBy(work: Work, person: Person, complaints: readonly Id[]): Promise<Set<Id>> {
  if (complaints.length === 0) return new Set()
  const { rows } = await sql<{ id: Id }>`
    select c.id from unnest(${[...complaints]}::uuid[]) as c (id) where ${actorName(person)} =
      (select f.actor from facts_facts f where f.stream = 'complaint/' || c.id order by f.seq desc limit 1)`.execute(work.db)
  return new Set(rows.map(({ id }) => id))
}
