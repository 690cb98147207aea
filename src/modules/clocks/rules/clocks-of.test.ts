import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WorkingTime } from '#modules/calendars/rules/working-time.ts'
import type { ClockKind, Preset } from '../contract/preset.ts'
import { type Clock, clocksOf, type Plan } from './clocks-of.ts'
import { lawPack } from './law-pack.ts'
import { isLate, standOf } from './stand.ts'
import { type Happening, storyOf } from './story.ts'
import { nextLook, warnedBy } from './warnings.ts'

const office = [{ from: '09:00', to: '17:00' }]
const time: WorkingTime = {
  zone: 'Europe/Madrid',
  week: [office, office, office, office, office, [], []],
  isHoliday: (day) => ['2026-12-08', '2026-12-25', '2027-01-01', '2027-01-06'].includes(day),
}
const at = (local: string): number => Temporal.PlainDateTime.from(local).toZonedDateTime(time.zone).epochMilliseconds
const instant = (local: string): string => Temporal.Instant.fromEpochMilliseconds(at(local)).toString()

function planOf(code: string, change: Partial<Preset> = {}): Plan {
  const preset = lawPack.presets.find((one) => one.code === code)
  if (!preset) throw new Error(`The pack has no ${code}`)
  return { preset: { ...preset, ...change }, version: 1, time }
}

const received = at('2026-11-23T10:00')

function clock(kind: ClockKind, code: string, happenings: Happening[] = []): Clock {
  const found = clocksOf([planOf(code)], storyOf(received, happenings)).findLast((one) => one.kind === kind)
  if (!found) throw new Error(`${code} has no ${kind}`)
  return found
}

const localDay = (moment: number) => Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(time.zone).toPlainDate().toString()

const happened = (fact: string, local: string, data: Record<string, unknown> = {}): Happening => ({ fact, at: at(local), data })
const sent = (local: string, { message = 'm1', letter = null as string | null, by_person = true } = {}): Happening =>
  happened('message.sent', local, { message, letter, by_person, sent_at: instant(local) })
const waiting = (local: string, replyBy: string, more: object = {}): Happening =>
  happened('complaint.waiting', local, {
    reply_by: instant(replyBy),
    question: 'q',
    consequences: true,
    state: 'waiting_customer',
    ...more,
  })
const resumed = (local: string) => happened('complaint.resumed', local, { state: 'open' })
const moved = (local: string, state: string, fact = `complaint.${state}`) => happened(fact, local, { state })

test('a mail of the desk acknowledges, and is no first reply; a letter of acknowledgement by a person is none either', () => {
  const automatic = [
    happened('acknowledgement.written', '2026-11-23T10:00', { message: 'a' }),
    sent('2026-11-23T10:01', { message: 'a', by_person: false }),
  ]
  expect(clock('acknowledgement', 'generic-24h', automatic).met?.at).toBe(at('2026-11-23T10:01'))
  expect(clock('first_reply', 'generic-24h', automatic).met).toBeNull()
  expect(clock('first_reply', 'generic-24h', [sent('2026-11-23T11:00', { letter: 'acknowledgement' })]).met).toBeNull()
  // Another automatic mail, as of a limit on contact, is not even that.
  expect(clock('acknowledgement', 'generic-24h', [sent('2026-11-23T10:01', { by_person: false })]).met).toBeNull()
})

test('what a person wrote down later counts from when it was said', () => {
  const late = { ...sent('2026-11-23T11:00'), at: at('2026-11-25T09:00') }
  expect(clock('first_reply', 'generic-24h', [late]).met?.at).toBe(at('2026-11-23T11:00'))
})

test('a bounce takes back what its message had met, and only that', () => {
  const first = sent('2026-11-23T11:00')
  const bounced = happened('message.bounced', '2026-11-23T12:00', { message: 'm1' })
  const reply = clock('first_reply', 'generic-24h', [first, bounced])
  expect(reply).toMatchObject({ met: null, unmet: true })
  expect(standOf(reply, at('2026-11-23T12:00'))).toBe('unmet')
  expect(standOf(reply, at('2026-11-24T10:01'))).toBe('breached')
  const again = clock('first_reply', 'generic-24h', [first, bounced, sent('2026-11-24T12:00', { message: 'm1' })])
  expect(again.met?.at).toBe(at('2026-11-24T12:00'))
  expect(isLate(again)).toBe(true)
  expect(clock('first_reply', 'generic-24h', [first, sent('2026-11-23T11:30', { message: 'm2' }), bounced]).met?.at).toBe(
    at('2026-11-23T11:30'),
  )
})

test('a message that was sent anew after a bounce meets its clock at the new moment', () => {
  const history = [sent('2026-11-23T11:00'), happened('message.failed', '2026-11-23T11:05', { message: 'm1' }), sent('2026-11-23T13:00')]
  expect(clock('first_reply', 'generic-24h', history).met?.at).toBe(at('2026-11-23T13:00'))
})

test('the final clock is met by a letter that decides, or by the resolution; by no other message', () => {
  expect(clock('final', 'es-trlgdcu-21-3', [sent('2026-11-24T10:00')]).met).toBeNull()
  expect(clock('final', 'es-trlgdcu-21-3', [sent('2026-11-24T10:00', { letter: 'offer' })]).met).toBeNull()
  expect(clock('final', 'es-trlgdcu-21-3', [sent('2026-11-24T10:00', { letter: 'final_not_upheld' })]).met?.how).toBe('sent')
  const resolved = happened('complaint.resolved', '2026-11-24T10:00', { message: null })
  expect(clock('final', 'es-trlgdcu-21-3', [resolved]).met?.how).toBe('resolved')
})

test('a resolution that rests on a message which came back is none', () => {
  const history = [
    sent('2026-11-24T10:00'),
    happened('complaint.resolved', '2026-11-24T10:00', { message: 'm1' }),
    happened('message.bounced', '2026-11-24T10:05', { message: 'm1' }),
  ]
  expect(clock('final', 'es-trlgdcu-21-3', history).met).toBeNull()
})

test('a holding letter extends only where it left before the limit, and where the rule knows an extension', () => {
  const holding = (local: string) => [sent(local, { letter: 'holding' })]
  const before = clock('final', 'eu-psd2', holding('2026-12-15T12:00'))
  expect(localDay(before.due)).toBe('2027-01-15')
  expect(before.extended?.message).toBe('m1')
  expect(clock('final', 'eu-psd2', holding('2026-12-17T12:00')).extended).toBeNull()
  expect(localDay(clock('final', 'es-trlgdcu-21-3', holding('2026-11-25T12:00')).due)).toBe('2026-12-08')
  const lost = [...holding('2026-12-10T12:00'), happened('message.bounced', '2026-12-10T12:10', { message: 'm1' })]
  expect(clock('final', 'eu-psd2', lost).extended).toBeNull()
})

test('a holding letter satisfies the notice of the eight weeks, and leaves the final clock open', () => {
  const history = [sent('2027-01-10T12:00', { letter: 'holding' })]
  expect(clock('notice', 'uk-fca-8w', history).met?.at).toBe(at('2027-01-10T12:00'))
  expect(clock('final', 'uk-fca-8w', history).met).toBeNull()
})

test('only a wait with question, day and consequences pauses, only the final clock, and only where the preset allows', () => {
  const waits = [waiting('2026-11-24T12:00', '2026-12-01T12:00'), resumed('2026-11-26T12:00')]
  const paused = clock('final', 'generic-24h', waits)
  expect(paused.pauses).toEqual([{ from: at('2026-11-24T12:00'), to: at('2026-11-26T12:00') }])
  expect(localDay(paused.due)).toBe('2026-12-02')
  for (const kind of ['acknowledgement', 'first_reply', 'update'] as const) expect(clock(kind, 'generic-24h', waits).pauses).toEqual([])
  expect(clock('final', 'es-trlgdcu-21-3', waits).pauses).toEqual([])
  expect(clock('final', 'generic-24h', [waiting('2026-11-24T12:00', '2026-12-01T12:00', { consequences: false })]).pauses).toEqual([])
  expect(clock('final', 'generic-24h', [waiting('2026-11-24T12:00', '2026-12-01T12:00', { question: null })]).pauses).toEqual([])
})

test('an open wait stands still until its day at the latest, and then the clock goes on by itself', () => {
  const waits = [waiting('2026-11-24T12:00', '2026-11-27T12:00')]
  const final = clock('final', 'generic-24h', waits)
  expect(standOf(final, at('2026-11-26T12:00'))).toBe('paused')
  expect(standOf(final, at('2026-11-27T12:00'))).toBe('running')
  expect(nextLook(final, time, at('2026-11-25T12:00'))).toBe(at('2026-11-27T12:00'))
})

test('there are no more than two pauses, and no more than ten working days of them', () => {
  const three = [
    waiting('2026-11-24T12:00', '2026-11-25T12:00'),
    resumed('2026-11-25T12:00'),
    waiting('2026-11-25T13:00', '2026-11-26T12:00'),
    resumed('2026-11-26T12:00'),
    waiting('2026-11-26T13:00', '2026-11-27T12:00'),
  ]
  expect(clock('final', 'generic-24h', three).pauses).toHaveLength(2)
  const long = clock('final', 'generic-24h', [waiting('2026-11-24T12:00', '2027-03-01T12:00')])
  expect(localDay(long.pauses[0]?.to ?? 0)).toBe('2026-12-09')
})

test('news is due again after each word of a person, and not while it is settled', () => {
  const news = clock('update', 'generic-24h', [sent('2026-11-24T16:00')])
  expect(news.started).toBe(at('2026-11-24T16:00'))
  expect(localDay(news.due)).toBe('2026-11-26')
  const settled = clock('update', 'generic-24h', [sent('2026-11-24T16:00'), moved('2026-11-25T10:00', 'fulfilling', 'complaint.agreed')])
  expect(standOf(settled, at('2026-12-24T10:00'))).toBe('stopped')
  const returned = [moved('2026-11-25T10:00', 'fulfilling', 'complaint.agreed'), moved('2026-12-01T10:00', 'open', 'complaint.returned')]
  expect(clock('update', 'generic-24h', returned).started).toBe(at('2026-12-01T10:00'))
})

test('what is found to be no complaint stops, and goes on from receipt when it is turned back', () => {
  const enquiry = moved('2026-11-23T12:00', 'not_complaint', 'complaint.classified')
  expect(standOf(clock('final', 'generic-24h', [enquiry]), at('2027-01-01T00:00'))).toBe('stopped')
  const back = clock('final', 'generic-24h', [enquiry, moved('2027-01-01T00:00', 'open', 'complaint.classified')])
  expect(back.started).toBe(received)
  expect(standOf(back, at('2027-01-01T00:00'))).toBe('breached')
})

test('what was missed before the complaint ended stays missed', () => {
  const withdrawn = moved('2027-01-01T00:00', 'withdrawn')
  expect(standOf(clock('final', 'generic-24h', [withdrawn]), at('2027-02-01T00:00'))).toBe('breached')
  expect(standOf(clock('final', 'uk-fca-8w', [withdrawn]), at('2027-02-01T00:00'))).toBe('stopped')
})

test('a reopening begins another cycle, and the first one stays as it was', () => {
  const history = [
    sent('2026-11-24T10:00', { letter: 'final_upheld' }),
    happened('complaint.resolved', '2026-11-24T10:00', { message: 'm1' }),
    moved('2026-12-01T10:00', 'closed'),
    moved('2026-12-15T10:00', 'open', 'complaint.reopened'),
  ]
  const [first] = clocksOf([planOf('generic-24h')], storyOf(received, history)).filter(({ kind }) => kind === 'final')
  expect(first).toMatchObject({ cycle: 1, met: { at: at('2026-11-24T10:00') } })
  const second = clock('final', 'generic-24h', history)
  expect(second).toMatchObject({ cycle: 2, started: at('2026-12-15T10:00'), met: null })
  expect(standOf(second, at('2026-12-15T11:00'))).toBe('running')
  expect(
    clocksOf([planOf('generic-24h')], storyOf(received, history))
      .filter(({ cycle }) => cycle === 2)
      .map(({ kind }) => kind),
  ).toEqual(['first_reply', 'update', 'final'])
})

test('an incomplete submission waits, and the Spanish clock begins when it is complete', () => {
  const asked = happened('submission.incomplete', '2026-11-25T12:00', {
    asked_at: instant('2026-11-25T12:00'),
    complete_by: instant('2026-12-15T12:00'),
  })
  const waits = clock('final', 'es-ley10-2025-general', [asked])
  expect(standOf(waits, at('2026-12-01T12:00'))).toBe('paused')
  const complete = happened('submission.completed', '2026-12-04T12:00', { completed_at: instant('2026-12-03T09:00') })
  const begun = clock('final', 'es-ley10-2025-general', [asked, complete])
  expect(begun.started).toBe(at('2026-12-03T09:00'))
  expect(begun.pauses).toEqual([])
  expect(localDay(begun.due)).toBe('2026-12-28')
  const suspended = clock('final', 'es-finance-1m', [asked, complete])
  expect(suspended).toMatchObject({ started: received, pauses: [{ from: at('2026-11-25T12:00'), to: at('2026-12-03T09:00') }] })
  expect(localDay(suspended.due)).toBe('2026-12-31')
  expect(clock('acknowledgement', 'es-ley10-2025-general', [asked]).pauses).toEqual([])
})

test('a notice that counts from the decision begins with it', () => {
  expect(() => clock('notice', 'es-finance-1m')).toThrow('no notice')
  const decided = clock('notice', 'es-finance-1m', [happened('issue.decided', '2026-12-01T12:00')])
  expect(localDay(decided.due)).toBe('2026-12-11')
})

test('the early chance passes without a breach; taken in time, it is met', () => {
  const chance = clock('early_resolution', 'uk-fca-8w')
  expect(standOf(chance, at('2026-11-26T17:01'))).toBe('stopped')
  const taken = clock('early_resolution', 'uk-fca-8w', [happened('complaint.resolved', '2026-11-25T12:00', { message: null })])
  expect(standOf(taken, at('2026-12-26T17:01'))).toBe('met')
  const late = clock('early_resolution', 'uk-fca-8w', [happened('complaint.resolved', '2026-12-25T12:00', { message: null })])
  expect(standOf(late, at('2026-12-26T17:01'))).toBe('stopped')
})

test('a promise is a clock of its own: kept, broken, released, agreed anew', () => {
  const made = happened('promise.made', '2026-11-24T10:00', { promise: 'p', due: instant('2026-11-26T12:00') })
  const promise = (...more: Happening[]) => clock('promise', 'blank-template', [made, ...more])
  const on = (fact: string, data: object = {}) => happened(fact, '2026-11-25T10:00', { promise: 'p', ...data })
  expect(standOf(promise(), at('2026-11-25T10:00'))).toBe('running')
  expect(standOf(promise(on('promise.kept')), at('2026-12-25T10:00'))).toBe('met')
  expect(standOf(promise(on('promise.broken')), at('2026-11-25T10:00'))).toBe('breached')
  expect(standOf(promise(on('promise.released')), at('2026-11-25T10:00'))).toBe('stopped')
  expect(promise(on('promise.reagreed', { due: instant('2026-12-01T12:00') })).due).toBe(at('2026-12-01T12:00'))
})

test('a mail at night counts from the next morning only where the preset says so', () => {
  const night = at('2026-11-23T22:00')
  const counted = (after_hours: 'counts' | 'next_working_moment') =>
    clocksOf([planOf('uk-fca-psd', { after_hours })], storyOf(night, [])).find(({ kind }) => kind === 'final')
  expect(localDay(counted('counts')?.due ?? 0)).toBe('2026-12-15')
  expect(counted('next_working_moment')?.started).toBe(at('2026-11-24T09:00'))
  expect(localDay(counted('next_working_moment')?.due ?? 0)).toBe('2026-12-16')
})

test('warnings come at a half, three quarters and nine tenths: of working time where the clock counts that', () => {
  const hours = clock('acknowledgement', 'generic-24h')
  expect(nextLook(hours, time, received)).toBe(at('2026-11-23T12:00'))
  expect(warnedBy(hours, time, at('2026-11-23T11:59'))).toBe(0)
  expect(warnedBy(hours, time, at('2026-11-23T12:00'))).toBe(50)
  expect(warnedBy(hours, time, at('2026-11-23T13:00'))).toBe(75)
  expect(warnedBy(hours, time, at('2026-11-23T13:36'))).toBe(90)
  expect(nextLook(hours, time, at('2026-11-23T13:36'))).toBe(hours.due + 1)
  expect(warnedBy(clock('first_reply', 'generic-24h'), time, at('2026-11-23T22:00'))).toBe(50)
  expect(warnedBy(clock('early_resolution', 'uk-fca-8w'), time, at('2026-11-26T16:59'))).toBe(0)
})

test('receipt ten years back, and on 29 February, is counted', () => {
  const old = at('2016-02-29T10:00')
  const [month] = clocksOf([planOf('eu-rail')], storyOf(old, []))
  expect(localDay(month?.due ?? 0)).toBe('2016-03-29')
  expect(month && standOf(month, received)).toBe('breached')
})

const anyFact = fc.record({
  fact: fc.constantFrom(
    'message.sent',
    'message.bounced',
    'contact.logged',
    'complaint.waiting',
    'complaint.resumed',
    'complaint.resolved',
    'complaint.closed',
    'complaint.reopened',
    'complaint.withdrawn',
    'complaint.classified',
    'issue.decided',
    'promise.made',
    'promise.kept',
  ),
  after: fc.integer({ min: 0, max: 60 * 24 * 90 }),
  message: fc.constantFrom('m1', 'm2', 'm3'),
  letter: fc.constantFrom(null, 'holding', 'offer', 'final_upheld', 'summary'),
  state: fc.constantFrom('open', 'waiting_customer', 'offered', 'fulfilling', 'follow_up', 'closed', 'withdrawn', 'not_complaint'),
  by_person: fc.boolean(),
})

const anyHistory = fc.array(anyFact, { maxLength: 25 }).map((facts) =>
  facts
    .toSorted((one, other) => one.after - other.after)
    .map(({ fact, after, ...data }): Happening => {
      const moment = received + after * 60_000
      const due = Temporal.Instant.fromEpochMilliseconds(moment + 86_400_000).toString()
      return {
        fact,
        at: moment,
        data: { ...data, promise: data.message, due, reply_by: due, question: 'q', consequences: true, direction: 'out' },
      }
    }),
)

const plans = ['generic-24h', 'uk-fca-8w', 'eu-psd2', 'es-ley10-2025-general', 'es-finance-1m', 'eu-generic'].map((code) => planOf(code))

test('whatever happens: no clock ends before it begins, none is met by what came back, and the same facts give the same clocks', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const clocks = clocksOf(plans, storyOf(received, history))
      expect(clocksOf(plans, storyOf(received, history))).toEqual(clocks)
      const last = (fact: string, message: unknown) => history.findLastIndex((one) => one.fact === fact && one.data['message'] === message)
      const cameBack = (message: string | null) => message !== null && last('message.bounced', message) > last('message.sent', message)
      expect(clocks.filter(({ kind, due, started }) => kind !== 'promise' && due < started)).toEqual([])
      expect(clocks.filter(({ met }) => met?.how === 'sent' && cameBack(met.message))).toEqual([])
      expect(clocks.flatMap(({ pauses }) => pauses).filter(({ from, to }) => from >= to)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('as time passes nothing happens to a clock but warnings and its limit, and it asks to be looked at before each', () => {
  fc.assert(
    fc.property(anyHistory, fc.integer({ min: 0, max: 200 }), (history, days) => {
      const now = received + days * 86_400_000
      for (const one of clocksOf(plans, storyOf(received, history))) {
        const look = nextLook(one, time, now)
        if (look === null) continue
        expect(look).toBeGreaterThan(now)
        // Until then it stands as it stood.
        expect(standOf(one, look - 1)).toBe(standOf(one, now))
        expect(warnedBy(one, time, look - 1)).toBe(warnedBy(one, time, now))
      }
    }),
    { numRuns: 100 },
  )
})
