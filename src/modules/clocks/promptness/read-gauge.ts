import type { Work } from '#platform/work.ts'
import { type Story, storyOf } from '../rules/story.ts'
import { timeLeft } from '../rules/time-left.ts'
import { type TrustEvent, trustAt } from '../rules/trust-gauge.ts'
import { happeningOf, type Reckoned } from '../settle-clocks.ts'

interface Asked extends Pick<Reckoned, 'facts'> {
  received: Temporal.Instant
  /** The desk's own limit, in hours. */
  limit: number
}

const hour = 3_600_000

/** Our own yardstick for the order of work (DOMAIN §5.2): what is left of the time until the first answer, and a guess at what is left of trust. */
export function gaugeOf(work: Work, { facts, received, limit }: Asked): { time_left: number; trust: number; limit_hours: number } {
  const since = received.epochMilliseconds
  const story = storyOf(since, facts.map(happeningOf))
  const hours = (moment: number) => Math.max(0, (moment - since) / hour)
  const now = hours(work.now.epochMilliseconds)
  const answered = story.cycles.flatMap(({ contacts }) => contacts).find(({ byPerson, lost }) => byPerson && !lost)
  const ratio = timeLeft(answered ? hours(answered.at) : now, limit)
  return { time_left: rounded(ratio), trust: rounded(trustAt(now, limit, eventsOf(story, hours))), limit_hours: limit }
}

const rounded = (figure: number): number => Math.round(figure * 10_000) / 10_000

function eventsOf({ cycles, promises }: Story, hours: (moment: number) => number): TrustEvent[] {
  const contacts = cycles.flatMap((cycle) => cycle.contacts).filter(({ lost }) => !lost)
  const spoken = contacts.flatMap((contact): TrustEvent[] => {
    if (contact.acknowledges) return [{ at: hours(contact.at), what: 'automatic' }]
    if (!contact.byPerson) return []
    return [{ at: hours(contact.at), what: closes(contact.letter) }]
  })
  const rests = cycles
    .flatMap(({ waits }) => waits)
    .map(
      ({ from, to, replyBy }): TrustEvent => ({
        at: hours(from),
        what: 'rest',
        until: hours(Math.min(to ?? replyBy, replyBy)),
      }),
    )
  const broken = promises.flatMap(({ ended }): TrustEvent[] => (ended?.how === 'broken' ? [{ at: hours(ended.at), what: 'broken' }] : []))
  return [...spoken, ...rests, ...broken].toSorted((one, other) => one.at - other.at)
}

const answers = new Set(['offer', 'final_upheld', 'final_not_upheld', 'summary'])

function closes(letter: string | null): 'acknowledged' | 'progress' | 'answered' {
  if (letter === 'acknowledgement') return 'acknowledged'
  return answers.has(letter ?? '') ? 'answered' : 'progress'
}
