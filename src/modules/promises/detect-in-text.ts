import { workingTimeFor } from '#modules/calendars/index.ts'
import type { AnswerOf, BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { isZone } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import type { detectPromises as detectEndpoint } from './contract.ts'
import { detectPromises } from './rules/detect-promises.ts'
import './refusals.ts'

type Asked = BodyOf<typeof detectEndpoint>

/** The promises in a text that a person is writing, resolved by the calendar of the desk. Nothing is kept. */
export async function detectInText(work: Work, { text, language, at, zone }: Asked): Promise<AnswerOf<typeof detectEndpoint>> {
  if (!isZone(zone)) throw refuse('promises.unknown_zone', { zone })
  const moment = Temporal.Instant.from(at)
  const { year } = moment.toZonedDateTimeISO('UTC')
  if (year < earliest || year > latest) throw refuse('promises.at_out_of_range', { from: earliest, to: latest })
  const working = await workingTimeFor(work)
  const found = detectPromises(text, { at: moment, zone, language, working })
  return { promises: found.map(({ due, ...one }) => ({ ...one, due: due?.toString() ?? null })) }
}

// Calendars know their holidays between these years.
const earliest = 2000
const latest = 2090
