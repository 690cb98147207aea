import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { findPerson } from '#modules/people/index.ts'
import { type Actor, type Person, theDesk } from '#platform/actor.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { gates, reactions } from '#src/reactions.ts'
import { rewire } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'
import { assignComplaint } from './assign-complaint.ts'
import { closeComplaint } from './closing/close-complaint.ts'
import { closeObserved, watchDelivered } from './closing/close-observed.ts'
import { closedByAnother, everyIssueDecided, everyIssueFound, noDisputeOpen } from './closing/closing-gates.ts'
import { deliverIfNothingOpen } from './closing/deliver-complaint.ts'
import { endDispute, openDispute } from './closing/dispute-outside.ts'
import { reopenComplaint } from './closing/reopen-complaint.ts'
import { returnToOpen } from './closing/return-to-open.ts'
import type { State } from './contract.ts'
import { complaintForUpdate } from './find-complaint.ts'
import { issuesOf } from './issues/find-issues.ts'
import { classifyComplaint } from './kind/classify-complaint.ts'
import { mergeComplaint } from './linking/merge-complaint.ts'
import { separateComplaint } from './linking/separate-complaint.ts'
import { acceptOffer, refuseOffer } from './offers/answer-offer.ts'
import { followTelling, offerComplaint } from './offers/offer-complaint.ts'
import { openComplaint } from './open-complaint.ts'
import { waives } from './rules/gates.ts'
import { awaitColleague, endAwaiting, resumeComplaint } from './waiting/await-colleague.ts'
import { customerCameBack } from './waiting/customer-came-back.ts'
import { endWaiting, waitForCustomer } from './waiting/wait-for-customer.ts'
import { withdrawComplaint } from './withdraw-complaint.ts'

const stage = await scene()
const { db, open, agents, clock } = stage

/** What other modules say is missing, by its code: the walk opens and shuts them. */
const shut = new Set<string>()
const named = ['B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B12', 'S4'] as const
const missingOf = (codes: readonly string[]) => codes.map((gate) => ({ gate, reason: 'complaints.not_delivered' }))

// This walk is about the complaint itself: other modules' gates are played here, and their reactions have tests of their own.
rewire(gates, {
  'complaint.offer': [everyIssueFound],
  'complaint.close': [everyIssueDecided, noDisputeOpen, closedByAnother, async () => missingOf([...shut])],
  'complaint.deliver': [async () => missingOf([...shut].filter((code) => code === 'B3'))],
})
rewire(reactions, { 'complaint.delivered': [watchDelivered], 'message.sent': [followTelling], 'contact.logged': [followTelling] })

const actors: Record<'ben' | 'cleo' | 'max', Person> = {} as never
beforeAll(async () => {
  for (const name of ['ben', 'cleo', 'max'] as const) {
    const person = await open(theDesk, (work) => findPerson(work, agents[name]))
    if (person) actors[name] = { ...person, duties: name === 'max' ? ['finance', 'compliance'] : [] }
  }
})

const decided = async (work: Work, id: string) =>
  (await issuesOf(work, id)).map((issue) => ({ id: issue.id, outcome: 'upheld' as const, sentence: 'You were right.' }))

const waivable = (actor: Actor) =>
  [...shut, 'B10'].filter((gate) => actor.kind === 'person' && waives(gate, actor)).map((gate) => ({ gate, reason: `Without ${gate}.` }))

const said = { how: 'phone', words: 'All right.' } as const
/** Everything that can move a complaint from one state to another, by a person. */
const acts: Record<string, (work: Work, id: string, other: string) => Promise<unknown>> = {
  take: (work, id) => assignComplaint(work, id, { owner: agents.ben }),
  putBack: (work, id) => assignComplaint(work, id, { owner: null }),
  wait: (work, id) => waitForCustomer(work, id, { replyBy: work.now.add({ hours: 1 }), consequences: 'Then we decide without it.' }),
  await: (work, id) => awaitColleague(work, id, { what: 'The log of the 3rd.', due: work.now.add({ hours: 2 }).toString() }),
  resume: (work, id) => resumeComplaint(work, id),
  comeBack: (work, id) => customerCameBack(work, id),
  offer: (work, id) => offerComplaint(work, id, null),
  accept: (work, id) => acceptOffer(work, id, said),
  acceptDone: (work, id) => acceptOffer(work, id, { ...said, delivered: true }),
  refuse: (work, id) => refuseOffer(work, id, said),
  counter: (work, id) => refuseOffer(work, id, { ...said, counter: true }),
  close: async (work, id) => closeComplaint(work, id, { issues: await decided(work, id) }),
  closeHalf: (work, id) => closeComplaint(work, id, { issues: [] }),
  reopen: (work, id) => reopenComplaint(work, id, 'It was not settled.'),
  withdraw: (work, id) => withdrawComplaint(work, id, 'Please leave it.'),
  enquiry: (work, id) => classifyComplaint(work, id, { kind: 'enquiry', reason: 'A question.' }),
  complaint: (work, id) => classifyComplaint(work, id, { kind: 'complaint', reason: 'One after all.' }),
  merge: (work, id, other) => mergeComplaint(work, id, { into: other, reason: 'The same crossing.' }),
  mergeHere: (work, id, other) => mergeComplaint(work, other, { into: id, reason: 'The same crossing.' }),
  separate: (work, id) => separateComplaint(work, id, 'Not the same after all.'),
  dispute: (work, id) => openDispute(work, id, { body: 'ombudsman' }),
  endDispute: async (work, id) => {
    const row = await work.db.selectFrom('complaints_disputes').select('id').where('complaint_id', '=', id).executeTakeFirst()
    return row && endDispute(work, { complaint: id, dispute: row.id }, 'They settled it.')
  },
  critical: (work, id) => work.db.updateTable('complaints_complaints').set({ urgency: 'critical' }).where('id', '=', id).execute(),
}
/** What the desk does by itself. */
const byItself: typeof acts = {
  broken: (work, id) => returnToOpen(work, id, 'promise_broken'),
  kept: (work, id) => deliverIfNothingOpen(work, id),
  unhappy: (work, id) => returnToOpen(work, id, 'unhappy'),
  told: (work, id) => leaves(work, id, 'final_upheld'),
  offered: (work, id) => leaves(work, id, 'offer'),
}
/** A letter leaves the house: the complaint is locked before its stream, as wherever a message is noted as sent. */
async function leaves(work: Work, id: string, letter: 'final_upheld' | 'offer') {
  const { id: complaint } = await complaintForUpdate(work, id)
  const sent = { message: newId(), by_hand: false, by_person: true, letter, sent_at: work.now.toString() }
  await work.announce({ fact: 'message.sent', complaint, ...sent })
}

const steps = { step: <R>(run: (work: Work) => Promise<R>) => open(theDesk, run), signal: AbortSignal.timeout(600_000), worker: 'none' }

async function later(id: string, days: number) {
  clock.pass({ hours: 24 * days })
  const waiting = await db
    .selectFrom('complaints_waitings')
    .select('id')
    .where('complaint_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  await endWaiting.run(steps, { complaint: id })
  for (const row of waiting) await endAwaiting.run(steps, { complaint: id, waiting: row.id })
  await closeObserved.run(steps, { complaint: id })
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
const tried = (actor: Actor, run: (work: Work) => Promise<unknown>) =>
  open(actor, run).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })

/** DOMAIN §1.4, written down anew: what may follow what. Facts that name the state it is in, as when it is handed on, move nothing. */
const follows: Record<State, readonly State[]> = {
  received: ['open', 'merged', 'not_complaint', 'withdrawn'],
  open: ['waiting_customer', 'waiting_internal', 'offered', 'fulfilling', 'merged', 'not_complaint', 'withdrawn'],
  waiting_customer: ['open', 'merged', 'not_complaint', 'withdrawn'],
  waiting_internal: ['open', 'merged', 'not_complaint', 'withdrawn'],
  offered: ['open', 'fulfilling', 'merged', 'not_complaint', 'withdrawn'],
  fulfilling: ['open', 'follow_up', 'merged', 'not_complaint', 'withdrawn'],
  follow_up: ['open', 'fulfilling', 'closed', 'merged', 'not_complaint', 'withdrawn'],
  closed: ['open'],
  withdrawn: ['open'],
  merged: ['received', 'open', 'offered', 'fulfilling'],
  not_complaint: ['open', 'received', 'withdrawn'],
}

/** What nobody does without saying why: a seal over the words, or a code. */
const givesReason = /^(complaint\.(reopened|returned|withdrawn|classified|merged|unmerged)|gate\.waived|offer\.answered|dispute\.ended)$/
const givenIn = (data: Record<string, unknown>) => data['reason'] ?? data['words'] ?? data['why']

async function look(id: string) {
  const row = await db.selectFrom('complaints_complaints').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const facts = await open(theDesk, (work) => findFacts(work, `complaint/${id}`))
  const states = facts.flatMap(({ data }) => (data['state'] === undefined ? [] : [data['state'] as State]))
  return { row, facts, states: states.filter((state, at) => state !== states[at - 1]) }
}

async function holds(id: string) {
  const { row, facts, states } = await look(id)
  expect(row.state).toBe(states.at(-1))
  const wrong = states.slice(1).filter((state, at) => !follows[states[at] ?? state].includes(state))
  expect({ wrong, states }).toEqual({ wrong: [], states })
  expect(facts.every(({ actor, at }) => actor !== '' && at !== null)).toBe(true)
  expect(facts.filter(({ fact, data }) => givesReason.test(fact) && !givenIn(data))).toEqual([])
  expect(row.closed_at !== null).toBe(row.state === 'closed' || row.state === 'withdrawn')
  expect(row.reply_by !== null).toBe(row.state === 'waiting_customer')
  expect(row.delivered_at !== null || (row.state !== 'follow_up' && row.state !== 'closed')).toBe(true)
  const waiting = await db
    .selectFrom('complaints_waitings')
    .select('id')
    .where('complaint_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  expect(waiting).toHaveLength(row.state.startsWith('waiting') ? 1 : 0)
  return row
}

/** The complaint has just been closed: nothing that is missing now is without its waiver, and B3 and B9 have none. */
async function wasRight(id: string) {
  const closure = await db
    .selectFrom('complaints_closures')
    .selectAll()
    .where('complaint_id', '=', id)
    .where('closed_at', 'is not', null)
    .orderBy('closed_at', 'desc')
    .executeTakeFirstOrThrow()
  const waived = (closure.waivers as { gate: string; reason: string; by: string }[]).map(({ gate }) => gate)
  expect([...shut].filter((gate) => !waived.includes(gate))).toEqual([])
  expect(waived).not.toContain('B3')
  expect(waived).not.toContain('S4')
  const issues = await db.selectFrom('complaints_issues').selectAll().where('complaint_id', '=', id).execute()
  expect(issues.every(({ outcome, sentence }) => outcome !== null && sentence !== null)).toBe(true)
  const disputes = await db
    .selectFrom('complaints_disputes')
    .select('id')
    .where('complaint_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  expect(disputes).toEqual([])
  const last = (await look(id)).facts.findLast(({ fact }) => fact === 'complaint.closed')
  expect(last?.data['waived']).toEqual(waived)
}

type Command = { what: string; by: 'ben' | 'cleo' | 'max'; waives: boolean }

async function run(id: string, other: string, { what, by, waives: withWaivers }: Command) {
  if (named.includes(what as 'B2')) return void (shut.has(what) ? shut.delete(what) : shut.add(what))
  if (what === 'days') return later(id, 8)
  const actor = actors[by]
  if (what === 'close' && withWaivers)
    return tried(actor, async (work) => closeComplaint(work, id, { issues: await decided(work, id), waivers: waivable(actor) }))
  const itself = byItself[what]
  return itself ? tried(theDesk, (work) => itself(work, id, other)) : tried(actor, async (work) => acts[what]?.(work, id, other))
}

const walk = fc.array(
  fc.record({
    // Closing and deciding are most of what is asked here, so they are tried more often than once in thirty.
    what: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('close', 'days', 'told', 'accept') },
      { weight: 4, arbitrary: fc.constantFrom(...Object.keys(acts), ...Object.keys(byItself)) },
      { weight: 2, arbitrary: fc.constantFrom(...named) },
    ),
    by: fc.constantFrom('ben' as const, 'cleo' as const, 'max' as const),
    waives: fc.boolean(),
  }),
  { minLength: 4, maxLength: 24 },
)

const walked = (...whats: string[]): [Command[]] => [whats.map((what) => ({ what, by: 'cleo', waives: false }))]
/** Walks that are always taken, so that none of the states is left to chance. */
const always = [
  walked('take', 'wait', 'comeBack', 'await', 'resume', 'withdraw', 'reopen'),
  walked('take', 'close', 'unhappy', 'offer', 'offered', 'acceptDone', 'told', 'days'),
  walked('take', 'B3', 'close', 'B3', 'kept', 'told', 'days', 'reopen'),
  walked('enquiry', 'complaint', 'merge', 'separate'),
]

test('in whatever order: the state is what the facts say, each step is one of the lifecycle, and nothing is closed past a gate', async () => {
  const seen = { closed: 0, waived: 0, states: new Set<string>() }
  await fc.assert(
    fc.asyncProperty(walk, async (commands) => {
      shut.clear()
      const [{ id }, { id: other }] = [await opened(), await opened()]
      let before = 'received'
      for (const command of commands) {
        await run(id, other, command)
        const row = await holds(id)
        seen.states.add(row.state)
        if (row.state === 'closed' && before !== 'closed') {
          await wasRight(id)
          seen.closed += 1
        }
        before = row.state
      }
      await holds(other)
    }),
    { numRuns: 70, examples: always },
  )
  // The walk went where it was meant to go.
  expect(seen.closed).toBeGreaterThan(1)
  expect([...seen.states].toSorted()).toEqual(Object.keys(follows).toSorted())
}, 600_000)

test('all who move the same complaint at once leave one chain of facts, and it holds', async () => {
  shut.clear()
  const [{ id }, { id: other }] = [await opened(), await opened()]
  const all = [...Object.keys(acts), ...Object.keys(byItself)]
  await Promise.all(all.map((what) => run(id, other, { what, by: 'cleo', waives: false })))
  expect((await holds(id)).id).toBe(id)
  expect((await holds(other)).id).toBe(other)
})
