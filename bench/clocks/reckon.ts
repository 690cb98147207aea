import { clocksOf } from '#modules/clocks/rules/clocks-of.ts'
import { lawPack } from '#modules/clocks/rules/law-pack.ts'
import { type Happening, storyOf } from '#modules/clocks/rules/story.ts'
import { shippedTime } from './shipped-time.ts'

export interface Reckoned {
  complaints: number
  clocks: number
  seconds: number
  /** Of that on a CPU: the rest others had. */
  cpu: number
}

/** Works the clocks of so many complaints out anew, each from its own facts: receipts over three years, answers, a question and its pause. */
export function reckonAll(complaints: number): Reckoned {
  const [preset] = lawPack.presets.filter(({ code }) => code === 'generic-24h')
  if (!preset) throw new Error('The pack has no house preset')
  const plans = [{ preset, version: 1, time: shippedTime('GR', 'Europe/Athens') }]
  const first = Temporal.Instant.from('2024-01-01T00:00:00Z').epochMilliseconds
  const stories = Array.from({ length: complaints }, (_none, at) => storyFrom(first + Math.floor((at * 3 * 365 * day) / complaints), at))
  const [began, before] = [performance.now(), process.cpuUsage()]
  let clocks = 0
  for (const { received, happenings } of stories) clocks += clocksOf(plans, storyOf(received, happenings)).length
  const { user, system } = process.cpuUsage(before)
  return { complaints, clocks, seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 }
}

const [hour, day] = [3_600_000, 86_400_000]

function storyFrom(received: number, at: number): { received: number; happenings: Happening[] } {
  const iso = (moment: number) => Temporal.Instant.fromEpochMilliseconds(moment).toString()
  const sent = (after: number, message: string): Happening => ({
    fact: 'message.sent',
    at: received + after,
    data: { message, by_person: true, letter: null, sent_at: iso(received + after) },
  })
  const asked = received + (20 + (at % 30)) * hour
  const waiting = { reply_by: iso(asked + 5 * day), question: 'b', consequences: true, state: 'waiting_customer' }
  return {
    received,
    happenings: [
      sent((1 + (at % 20)) * hour, 'a'),
      sent(asked - received, 'b'),
      { fact: 'complaint.waiting', at: asked, data: waiting },
      { fact: 'complaint.resumed', at: asked + (1 + (at % 4)) * day, data: { state: 'open' } },
    ],
  }
}
