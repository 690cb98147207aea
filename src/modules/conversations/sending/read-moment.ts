import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { pastMoment } from '../rules/past-moment.ts'
import { sendMoment } from '../rules/send-moment.ts'
import '../refusals.ts'

/** When something happened that a person writes down afterwards. Refuses a moment that is still to come. */
export function readMoment(work: Work, said: string | undefined): Temporal.Instant {
  const moment = pastMoment(said, work.now)
  if (!moment) throw refuse('conversations.in_future')
  return moment
}

/** When a reply shall leave that is written now. Refuses what is past, and what is so far that nobody would remember it. */
export function readSendMoment(work: Work, said: string): Temporal.Instant {
  const moment = sendMoment(said, work.now)
  if (moment === 'past') throw refuse('conversations.send_at_past')
  if (moment === 'far') throw refuse('conversations.send_at_far')
  return moment
}
