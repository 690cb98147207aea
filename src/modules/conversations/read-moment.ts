import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { pastMoment } from './rules/past-moment.ts'
import './refusals.ts'

/** When something happened that a person writes down afterwards. Refuses a moment that is still to come. */
export function readMoment(work: Work, said: string | undefined): Temporal.Instant {
  const moment = pastMoment(said, work.now)
  if (!moment) throw refuse('conversations.in_future')
  return moment
}
