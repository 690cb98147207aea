import type { Happening, Moment } from './story.ts'

/** What silence has to go through before a complaint may end by it (DOMAIN §1.5). */
export const silenceRule = { reminders: 2, channels: 2, days: 14 } as const

export type Silence =
  | { allowed: true }
  | { allowed: false; why: 'forbidden'; preset: string }
  | { allowed: false; why: 'nothing_offered' }
  | { allowed: false; why: 'too_early'; reminders: number; channels: number; from: Moment }

interface Asked {
  now: Moment
  /** The preset that forbids it, if one does. */
  forbiddenBy: string | null
}

const day = 86_400_000

/** Whether "no reply" may be an outcome now: after an offer or a question, two reminders on two channels and fourteen days, unless a rule forbids it. */
export function silenceOf(happenings: readonly Happening[], { now, forbiddenBy }: Asked): Silence {
  if (forbiddenBy !== null) return { allowed: false, why: 'forbidden', preset: forbiddenBy }
  const since = happenings.findLastIndex(({ fact, data }) => isHeard(fact, data)) + 1
  const quiet = happenings.slice(since)
  const begins = quiet.findIndex(asks)
  const first = quiet[begins]
  if (!first) return { allowed: false, why: 'nothing_offered' }
  const reminders = remindersIn(quiet.slice(begins + 1), happenings)
  const channels = new Set(reminders.map(({ channel }) => channel)).size
  const from = first.at + silenceRule.days * day
  if (reminders.length >= silenceRule.reminders && channels >= silenceRule.channels && now >= from) return { allowed: true }
  return { allowed: false, why: 'too_early', reminders: reminders.length, channels, from }
}

/** The customer spoke: whatever silence there was is over. */
const isHeard = (fact: string, data: Happening['data']): boolean =>
  (fact === 'message.received' && data['automatic'] !== true) || (fact === 'contact.logged' && data['direction'] === 'in')

const offers = new Set(['offer', 'final_upheld', 'final_not_upheld', 'summary'])

const asks = ({ fact, data }: Happening): boolean =>
  fact === 'complaint.offered' || fact === 'complaint.waiting' || (fact === 'message.sent' && offers.has(String(data['letter'])))

/** What we said afterwards and did reach the customer, each with its channel. */
function remindersIn(after: readonly Happening[], all: readonly Happening[]): { channel: string }[] {
  const lost = new Set(all.filter(({ fact }) => fact === 'message.bounced' || fact === 'message.failed').map(({ data }) => data['message']))
  const channels = new Map(all.filter(({ fact }) => fact === 'reply.written').map(({ data }) => [data['message'], String(data['channel'])]))
  return after.flatMap(({ fact, data }) => {
    if (fact === 'contact.logged' && data['direction'] === 'out') return [{ channel: String(data['channel']) }]
    if (fact !== 'message.sent' || lost.has(data['message'])) return []
    const channel = channels.get(data['message'])
    return channel === undefined || data['by_person'] === false ? [] : [{ channel }]
  })
}
