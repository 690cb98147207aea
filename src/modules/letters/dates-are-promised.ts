import { workingTimeFor } from '#modules/calendars/index.ts'
import { nextDates } from '#modules/clocks/index.ts'
import { findOpenPromises } from '#modules/promises/index.ts'
import { detectPromises } from '#modules/promises/rules/detect-promises.ts'
import type { Acts, Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'

/** So sure that a sentence commits us that somebody has to keep it. */
const sure = 0.5

/** Each day that a letter commits us to is one that somebody keeps: a promise of the register, or a limit that a clock watches. */
export async function datesArePromised(work: Work, { complaint, language, text }: Acts['letter.send']): Promise<Missing[]> {
  const working = await workingTimeFor(work)
  const said = detectPromises(text, { at: work.now, zone: working.zone, language, working }).filter(({ certainty }) => certainty >= sure)
  const dated = said.flatMap(({ due, ...one }) => (due === null ? [] : [{ ...one, due }]))
  if (dated.length === 0) return []
  const [promises, { final, next }] = await Promise.all([findOpenPromises(work, complaint), nextDates(work, complaint)])
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(working.zone).toPlainDate().toString()
  const kept = new Set([...promises.map(({ due_at }) => due_at), ...[final, next].filter((at) => at !== null)].map(dayOf))
  return dated
    .filter(({ due }) => !kept.has(dayOf(due)))
    .map(({ text: words, due }) => ({ gate: 'promised', reason: 'letters.date_unpromised', data: { said: words, due: due.toString() } }))
}
