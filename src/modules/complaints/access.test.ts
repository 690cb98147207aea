import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Actor, type Duty, type Role, theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { scene } from '#test/scene.ts'
import { canSee, visibleComplaints } from './access.ts'
import { openComplaint } from './open-complaint.ts'

const { db, open, teams, agents } = await scene()
const people = [agents.ben, agents.cleo, newId()]
const teamIds = [teams.north, teams.south]

const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({
    kind: fc.constant('person' as const),
    id: fc.constantFrom(...people),
    name: fc.constant('Somebody'),
    role: fc.constantFrom<Role>('agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'),
    duties: fc.constant<Duty[]>([]),
    teams: fc.subarray(teamIds),
    leads: fc.subarray(teamIds),
    language: fc.constant('en' as const),
  }),
  fc.record({
    kind: fc.constant('token' as const),
    id: fc.constant(newId()),
    name: fc.constant('Program'),
    role: fc.constant<Role>('agent'),
    duties: fc.constant<Duty[]>([]),
    teams: fc.option(fc.subarray(teamIds)),
  }),
  fc.constant({ kind: 'stranger' as const, id: null }),
)

const anySight = fc.record({
  team_id: fc.option(fc.constantFrom(...teamIds)),
  owner_id: fc.option(fc.constantFrom(...people.slice(0, 2))),
  restriction: fc.option(fc.constantFrom('staff_conduct', 'threat')),
  named: fc.subarray(people.slice(0, 2)),
  mentioned: fc.subarray(people.slice(0, 2)),
})

test('the policy in SQL and the policy in TypeScript say the same of every actor and every complaint', async () => {
  const { id } = await open(theDesk, (work) =>
    openComplaint(work, {
      channel: 'phone',
      receivedAt: work.now,
      language: 'en',
      customerId: null,
      anonymous: true,
      subject: 'x',
      words: 'x',
    }),
  )
  await fc.assert(
    fc.asyncProperty(anyActor, anySight, async (actor, { named, mentioned, ...sight }) => {
      await db.deleteFrom('complaints_named_people').where('complaint_id', '=', id).execute()
      if (named.length > 0)
        await db
          .insertInto('complaints_named_people')
          .values(named.map((agent_id) => ({ complaint_id: id, agent_id, named_at: Temporal.Now.instant() })))
          .execute()
      await db.deleteFrom('complaints_mentions').where('complaint_id', '=', id).execute()
      if (mentioned.length > 0)
        await db
          .insertInto('complaints_mentions')
          .values(mentioned.map((agent_id) => ({ complaint_id: id, agent_id, mentioned_at: Temporal.Now.instant(), mentioned_by: 'desk' })))
          .execute()
      await db.updateTable('complaints_complaints').set(sight).where('id', '=', id).execute()
      const found = await db
        .selectFrom('complaints_complaints')
        .select('id')
        .where('complaints_complaints.id', '=', id)
        .where(visibleComplaints(actor))
        .executeTakeFirst()
      expect(found !== undefined).toBe(canSee(actor, { id, named, mentioned, ...sight }))
    }),
    { numRuns: 150 },
  )
})
