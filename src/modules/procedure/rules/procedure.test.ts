import { expect, test } from 'vitest'
import { type Dice, diceOf } from '#test/dice.ts'
import type { Happened } from './history.ts'
import { type HandAct, nextOf, openRequired, procedureOf, type Step } from './procedure.ts'
import type { RecordSeen } from './seen.ts'
import { stepNumbers } from './steps.ts'
import { firstTemplate, type TemplateStep } from './template.ts'

const ben = 'person/ben'
const begun = Temporal.Instant.from('2026-11-23T08:00:00Z')
const everything: RecordSeen = { category: 'delivery', owner: 'ben', reachable: true, named: true, occurred: true }

/** Writes facts one after the other, a minute apart. */
function story() {
  const facts: Happened[] = []
  let messages = 0
  const tell = (fact: string, data: Happened['data'] = {}, actor = ben) => {
    const seq = facts.length + 1
    facts.push({ seq, fact, actor, data, at: begun.add({ minutes: seq }) })
  }
  /** A reply, and what became of it. */
  const reply = (cues: string[], { letter = null as string | null, fate = ['message.sent'], actor = ben } = {}) => {
    messages += 1
    const message = `m${messages}`
    tell('reply.written', { message, channel: 'email', words: 'x', by_hand: false, cues, letter }, actor)
    for (const name of fate) tell(name, { message, by_hand: false, letter, by_person: true }, 'desk')
    return message
  }
  const open = (channel = 'email') => {
    tell('complaint.opened', { channel, received_at: begun.toString(), state: 'received', words: 'x' }, channel === 'email' ? 'desk' : ben)
    tell('issue.added', { issue: 'i1', category: 'delivery' }, 'desk')
  }
  return { facts, tell, reply, open }
}

type Story = ReturnType<typeof story>

const stepsOf = (
  { facts }: Story,
  more: { record?: Partial<RecordSeen>; acts?: HandAct[]; template?: TemplateStep[]; checklist?: string[] } = {},
) =>
  procedureOf(
    { facts, record: { ...everything, ...more.record }, checklist: more.checklist ?? [] },
    more.template ?? firstTemplate,
    more.acts ?? [],
  )
const stateOf = (steps: Step[], step: number) => steps[step - 1]?.state
const missingOf = (steps: Step[], step: number) => steps[step - 1]?.missing.map(({ code }) => code)

/** How a complaint comes to have done a step, and the ways of not having done it that look alike. */
const ways: Record<number, { does: (s: Story, omitted: ReadonlySet<number>) => void; omits: ((s: Story) => void)[] }> = {
  2: {
    does: (s) => (s.tell('summary.asked', { summary: 's' }), s.tell('summary.corrected', { summary: 's' }, 'link/l')),
    omits: [() => undefined, (s) => s.tell('summary.asked', { summary: 's' })],
  },
  3: {
    does: (s) => (s.tell('point.noted', { point: 'order', status: 'asked' }), s.tell('point.noted', { point: 'order', status: 'known' })),
    omits: [
      () => undefined,
      (s) => (s.tell('point.noted', { point: 'order', status: 'known' }), s.tell('point.noted', { point: 'photo', status: 'asked' })),
    ],
  },
  5: {
    does: (s) => s.reply(['empathy']),
    omits: [
      () => undefined,
      (s) => s.reply(['empathy'], { fate: ['message.sent', 'message.bounced'] }),
      (s) => s.reply(['empathy'], { fate: [] }),
    ],
  },
  6: {
    does: (s) => s.reply(['thanks'], { fate: ['message.failed', 'message.requeued', 'message.sent'] }),
    omits: [
      () => undefined,
      (s) => s.reply(['thanks'], { fate: ['message.withdrawn'] }),
      (s) => s.reply(['thanks'], { fate: ['message.unsure'] }),
    ],
  },
  7: {
    does: (s) => s.reply(['apology:experience']),
    omits: [
      () => undefined,
      (s) => s.reply(['apology:experience'], { fate: ['message.sent', 'message.moved'] }),
      (s) => s.reply(['apology:fault']),
    ],
  },
  8: {
    does: (s) => s.reply([], { letter: 'offer' }),
    omits: [
      () => undefined,
      (s) => s.reply([], { letter: 'offer', fate: ['message.sent', 'message.bounced'] }),
      (s) => s.reply(['solution', 'deadline']),
    ],
  },
  9: {
    // what was accepted had been offered
    does: (s, omitted) => (s.reply(['options']), s.tell('offer.answered', { answer: 'a', said: omitted.has(8) ? 'refused' : 'accepted' })),
    omits: [() => undefined, (s) => s.reply(['options']), (s) => s.tell('offer.answered', { answer: 'a', said: 'countered' })],
  },
  10: {
    does: (s) => (
      s.tell('promise.made', { promise: 'p' }), s.tell('promise.reagreed', { promise: 'p' }), s.tell('promise.kept', { promise: 'p' })
    ),
    omits: [
      (s) => s.tell('promise.made', { promise: 'p' }),
      (s) => (s.tell('promise.made', { promise: 'p' }), s.tell('promise.broken', { promise: 'p' }, 'desk')),
    ],
  },
  11: {
    does: (s) => (
      s.tell('complaint.resolved', {}),
      s.tell('survey.asked', { survey: 's', message: 'n1' }, 'desk'),
      s.reply(['thanks'], { letter: 'closing' })
    ),
    omits: [
      () => undefined,
      (s) => s.tell('survey.asked', { survey: 's', message: 'n1' }, 'desk'),
      (s) => (
        s.tell('notice.written', { message: 'n2' }, 'desk'),
        s.tell('survey.asked', { survey: 's', message: 'n2' }, 'desk'),
        s.reply(['thanks'], { letter: 'closing' })
      ),
    ],
  },
  12: {
    does: (s) => s.tell('cause.set', { issue: 'i1', cause: 'carrier' }),
    omits: [
      () => undefined,
      (s) => (s.tell('cause.set', { issue: 'i1', cause: 'carrier' }), s.tell('cause.set', { issue: 'i1', cause: null })),
    ],
  },
}

test('of 200 seeded complaints with known omissions exactly the missing steps are found', () => {
  const seen = { missing: 0, done: 0 }
  for (let seed = 1; seed <= 200; seed += 1) {
    const chance = diceOf(seed, 0)
    const omitted = new Set(stepNumbers.filter(() => chance.below(10) < 4))
    // who thanks in the closing message has thanked
    if (omitted.has(6)) omitted.add(11)
    const told = story()
    told.open()
    if (!omitted.has(1)) {
      told.tell('complaint.assigned', { owner: 'ben', state: 'open' })
      told.reply([])
    }
    for (const step of chance.shuffled([2, 3, 5, 6, 7, 8, 9, 11, 12])) live(step, { told, omitted, chance })
    // whatever is written after a promise broke tells of it: promises come last
    live(10, { told, omitted, chance })
    told.tell('note.written', { note: 'n' })
    if (!omitted.has(4)) told.tell('feeling.noted', { feeling: 'content', words: null })

    const record = { occurred: !omitted.has(4), owner: omitted.has(1) ? null : 'ben' }
    const found = stepsOf(told, { record }).filter(({ state }) => state === 'open' || state === 'partly')
    expect({ seed, missing: found.map(({ step }) => step) }).toEqual({ seed, missing: stepNumbers.filter((step) => omitted.has(step)) })
    seen.missing += omitted.size
    seen.done += 12 - omitted.size
  }
  expect(seen.missing).toBeGreaterThan(700)
  expect(seen.done).toBeGreaterThan(700)
})

interface Living {
  told: Story
  omitted: ReadonlySet<number>
  chance: Dice
}

/** The complaint does the step, or omits it in one of its ways. */
function live(step: number, { told, omitted, chance }: Living): void {
  const way = ways[step]
  if (!way) throw new Error(`No way to do step ${step}`)
  if (!omitted.has(step)) way.does(told, omitted)
  else chance.pick(way.omits.filter((_, at) => at < 2 || fits(step, omitted)))(told)
}

/** A third way of omitting is only taken where no other step that was done makes it count, or is done by it. */
function fits(step: number, omitted: ReadonlySet<number>): boolean {
  if (step === 7) return omitted.has(12)
  return step !== 11 || !omitted.has(6)
}

test('an answer to a complaint by telephone is given while they speak; one written down the next day is not', () => {
  const live = story()
  live.open('phone')
  live.tell('complaint.assigned', { owner: 'ben', state: 'open' })
  expect(stateOf(stepsOf(live), 1)).toBe('done')
  const late = story()
  late.tell('complaint.opened', { channel: 'phone', received_at: begun.subtract({ hours: 20 }).toString(), state: 'received', words: 'x' })
  expect(missingOf(stepsOf(late), 1)).toEqual(['acknowledgement', 'first_reply'])
})

test('an automatic acknowledgement confirms receipt and is no first reply; neither is an acknowledgement by a person', () => {
  const told = story()
  told.open()
  told.tell('complaint.assigned', { owner: 'ben', state: 'open' })
  told.tell('acknowledgement.written', { message: 'a1' }, 'desk')
  expect(missingOf(stepsOf(told), 1)).toEqual(['acknowledgement', 'first_reply'])
  told.tell('message.sent', { message: 'a1', by_hand: false, letter: null, by_person: false }, 'desk')
  expect(missingOf(stepsOf(told), 1)).toEqual(['first_reply'])
  told.reply([], { letter: 'acknowledgement' })
  expect(missingOf(stepsOf(told), 1)).toEqual(['first_reply'])
  told.reply([])
  expect(stateOf(stepsOf(told), 1)).toBe('done')
})

test('to whom nothing can be said no answer is owed', () => {
  const told = story()
  told.open()
  told.tell('complaint.assigned', { owner: 'ben', state: 'open' })
  expect(stateOf(stepsOf(told, { record: { reachable: false } }), 1)).toBe('done')
})

test('what the desk writes by itself shows no empathy, whatever its words', () => {
  const told = story()
  told.open()
  told.tell('notice.written', { message: 'n1', cues: ['empathy', 'thanks'] }, 'desk')
  told.tell('message.sent', { message: 'n1', by_person: false }, 'desk')
  expect([5, 6].map((step) => stateOf(stepsOf(told), step))).toEqual(['open', 'open'])
})

test('an apology for fault counts once the cause is set, and is owed once an issue is decided in their favour', () => {
  const told = story()
  told.open()
  told.reply(['apology:fault'])
  expect(missingOf(stepsOf(told), 7)).toEqual(['apology_too_early'])
  told.tell('cause.set', { issue: 'i1', cause: 'packing' })
  expect(stateOf(stepsOf(told), 7)).toBe('done')

  const other = story()
  other.open()
  other.reply(['apology:experience'])
  expect(stateOf(stepsOf(other), 7)).toBe('done')
  other.tell('issue.decided', { issue: 'i1', outcome: 'upheld' })
  expect(stateOf(stepsOf(other), 7)).toBe('partly')
  expect(missingOf(stepsOf(other), 7)).toEqual(['apology_fault'])
  other.tell('issue.decided', { issue: 'i1', outcome: 'not_upheld' })
  expect(stateOf(stepsOf(other), 7)).toBe('done')
})

test('a reasoned refusal is what there is to say: nothing is left to discuss', () => {
  const told = story()
  told.open()
  told.reply([], { letter: 'final_not_upheld' })
  expect([8, 9].map((step) => stateOf(stepsOf(told), step))).toEqual(['done', 'not_applicable'])
})

test('a broken promise is missing until somebody told the customer, and no tick of ours hides it', () => {
  const told = story()
  told.open()
  expect(stateOf(stepsOf(told), 10)).toBe('not_applicable')
  told.tell('promise.made', { promise: 'p1' })
  told.tell('promise.made', { promise: 'p2' })
  told.tell('promise.released', { promise: 'p2' })
  told.tell('promise.broken', { promise: 'p1' }, 'desk')
  expect(stateOf(stepsOf(told), 10)).toBe('partly')
  expect(missingOf(stepsOf(told), 10)).toEqual(['promise_broken'])
  told.tell('contact.logged', { message: 'c1', channel: 'phone', direction: 'out' })
  expect(stateOf(stepsOf(told), 10)).toBe('done')
})

test('opened again, the solution is asked for anew: offer, choice and feedback, whatever was ticked before', () => {
  const told = story()
  told.open()
  told.reply(['options'], { letter: 'offer' })
  told.tell('offer.answered', { answer: 'a', said: 'accepted' })
  const tick: HandAct = { step: 8, point: null, kind: 'tick', code: null, reason: 'by telephone', by: ben, at: begun.add({ minutes: 9 }) }
  expect([8, 9].map((step) => stateOf(stepsOf(told), step))).toEqual(['done', 'done'])
  for (let minute = 0; minute < 5; minute += 1) told.tell('complaint.tagged', { tag: 'x' })
  told.tell('complaint.reopened', { reason: 'x', state: 'open' })
  expect([8, 9].map((step) => stateOf(stepsOf(told, { acts: [tick] }), step))).toEqual(['open', 'open'])
  expect(stateOf(stepsOf(told), 1)).not.toBe('open')
})

test('withdrawn, nothing more need be done; what was done stays done', () => {
  const told = story()
  told.open()
  told.reply(['thanks'])
  told.tell('complaint.withdrawn', { words: 'x', state: 'withdrawn' })
  const steps = stepsOf(told)
  expect(stateOf(steps, 6)).toBe('done')
  expect(stateOf(steps, 5)).toBe('not_applicable')
  expect(nextOf(steps)).toBeUndefined()
  expect(openRequired(steps)).toEqual([])
})

test('a checklist is gathered when each of its points is settled', () => {
  const told = story()
  told.open()
  told.tell('point.noted', { point: 'order', status: 'known' })
  expect(stateOf(stepsOf(told), 3)).toBe('done')
  const steps = stepsOf(told, { checklist: ['order', 'photo'] })
  expect(stateOf(steps, 3)).toBe('partly')
  expect(steps[2]?.missing).toEqual([{ code: 'facts_open', count: 1 }])
  told.tell('point.noted', { point: 'photo', status: 'unavailable' })
  expect(stateOf(stepsOf(told, { checklist: ['order', 'photo'] }), 3)).toBe('done')
})

test('a point of the house’s own is missing until it is ticked, and makes an idle step apply', () => {
  const told = story()
  told.open()
  const point = { code: 'seal', names: { en: 'Seal checked', el: 'Έλεγχος σφραγίδας', es: 'Precinto revisado' } }
  const template = firstTemplate.map((step) => (step.step === 10 ? { ...step, points: [point] } : step))
  expect(missingOf(stepsOf(told, { template }), 10)).toEqual(['point'])
  const acts: HandAct[] = [{ step: 10, point: 'seal', kind: 'tick', code: null, reason: null, by: ben, at: begun }]
  expect(stateOf(stepsOf(told, { template, acts }), 10)).toBe('done')
})

test('a survey that was held back for a reason leaves the step out', () => {
  const told = story()
  told.open()
  told.tell('survey.suppressed', { reason: 'bereavement' })
  const step = stepsOf(told)[10]
  expect(step).toMatchObject({ state: 'skipped', hand: { code: 'bereavement', by: ben } })
  told.tell('complaint.reopened', { reason: 'x', state: 'open' })
  expect(stateOf(stepsOf(told), 11)).toBe('skipped')
})

test('that there was no address once holds for that round only', () => {
  const told = story()
  told.open()
  told.tell('survey.suppressed', { reason: 'no_address' }, 'desk')
  expect(stateOf(stepsOf(told), 11)).toBe('skipped')
  told.tell('complaint.reopened', { reason: 'x', state: 'open' })
  expect(stateOf(stepsOf(told), 11)).toBe('open')
})

test('facts that nobody here knows change nothing', () => {
  const told = story()
  told.open()
  const before = stepsOf(told)
  told.tell('galaxy.observed', { message: 42, promise: null, cues: 'thanks' })
  expect(stepsOf(told)).toEqual(before)
})
