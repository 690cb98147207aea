import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { scene } from '#test/scene.ts'
import { assignComplaint } from './assign-complaint.ts'
import { classifyComplaint } from './classify-complaint.ts'
import { closeComplaint, customerCameBack, reopenComplaint } from './close-complaint.ts'
import { issuesOf } from './find-issues.ts'
import { openComplaint } from './open-complaint.ts'
import { waitForCustomer } from './wait-for-customer.ts'
import { withdrawComplaint } from './withdraw-complaint.ts'

const { db, open, agents } = await scene()

/** Everything that can move a complaint from one state to another. */
const acts: Record<string, (work: Work, id: string) => Promise<unknown>> = {
  take: (work, id) => assignComplaint(work, id, { owner: agents.ben }),
  putBack: (work, id) => assignComplaint(work, id, { owner: null }),
  wait: (work, id) => waitForCustomer(work, id, work.now.add({ hours: 1 })),
  comeBack: (work, id) => customerCameBack(work, id),
  close: async (work, id) =>
    closeComplaint(work, id, {
      issues: (await issuesOf(work, id)).map((issue) => ({ id: issue.id, outcome: 'upheld' as const, sentence: 'Done.' })),
    }),
  reopen: (work, id) => reopenComplaint(work, id, 'It was not settled.'),
  withdraw: (work, id) => withdrawComplaint(work, id, 'Please leave it.'),
  enquiry: (work, id) => classifyComplaint(work, id, { kind: 'enquiry', reason: 'A question.' }),
  complaint: (work, id) => classifyComplaint(work, id, { kind: 'complaint', reason: 'One after all.' }),
}

const opened = () =>
  open(theDesk, (work) =>
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

/** A refusal is an answer; anything else is a bug. */
const tried = (name: string, id: string) =>
  open(theDesk, (work) => acts[name]?.(work, id) ?? Promise.resolve()).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })

test('whatever is done in whatever order, the state is what the last fact that names one says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 12 }), async (names) => {
      const { id } = await opened()
      for (const name of names) await tried(name, id)
      const row = await db
        .selectFrom('complaints_complaints')
        .select(['state', 'closed_at', 'reply_by'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const { rows } = await sql<{ state: string }>`select data->>'state' as state from facts_facts
        where stream = ${`complaint/${id}`} and data->>'state' is not null order by seq desc limit 1`.execute(db)
      expect(row.state).toBe(rows[0]?.state)
      expect(row.closed_at !== null).toBe(row.state === 'closed' || row.state === 'withdrawn')
      expect(row.reply_by !== null).toBe(row.state === 'waiting_customer')
    }),
    { numRuns: 60 },
  )
})

test('two who move the same complaint at once leave one chain of facts, and it holds', async () => {
  const { id } = await opened()
  await Promise.all(Object.keys(acts).map((name) => tried(name, id)))
  const row = await db.selectFrom('complaints_complaints').select('state').where('id', '=', id).executeTakeFirstOrThrow()
  const { rows } = await sql<{ state: string }>`select data->>'state' as state from facts_facts
    where stream = ${`complaint/${id}`} and data->>'state' is not null order by seq desc limit 1`.execute(db)
  expect(row.state).toBe(rows[0]?.state)
})
