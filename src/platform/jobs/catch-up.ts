import { type ParsedCronItem, parseCronItems } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Job } from '../job.ts'

/** A rare job may have been due a week ago; what is rarer still waits for its next turn. */
const lookBack = { hours: 8 * 24 }

export interface Scheduled {
  /** When, as cron says it, in UTC. */
  at: string
  job: Job<object>
}

/** The schedule as graphile-worker reads it. Its own way to catch up cannot read our instants, so that is done here. */
export const cronItems = (schedule: readonly Scheduled[]): ParsedCronItem[] =>
  parseCronItems(
    schedule.map(({ at, job }) => ({
      task: job.name,
      match: at,
      identifier: job.name,
      options: { backfillPeriod: 0 as const, maxAttempts: 1 },
    })),
  )

/** What was due while nobody ran is due now: once, however often it was missed and however many start at this moment. */
export async function catchUp({ pool, schedule }: { pool: Pool; schedule: readonly Scheduled[] }, now: Temporal.Instant): Promise<void> {
  for (const item of cronItems(schedule)) {
    const due = lastDue(item, now)
    if (due) await pool.query(runOnce, [item.identifier, item.task, due.toString(), item.options.maxAttempts])
  }
}

// Who writes the moment down is who adds the job. What the table does not know was never scheduled, and has missed nothing.
const runOnce = `with missed as (
    update graphile_worker._private_known_crontabs set last_execution = $3::timestamptz
    where identifier = $1 and coalesce(last_execution, known_since) < $3::timestamptz returning identifier)
  select graphile_worker.add_job($2::text, payload := '{}'::json, max_attempts := $4::int) from missed`

function lastDue({ match }: ParsedCronItem, now: Temporal.Instant): Temporal.Instant | null {
  const first = now.subtract(lookBack)
  let minute = now.round({ smallestUnit: 'minute', roundingMode: 'floor' }).toZonedDateTimeISO('UTC')
  while (Temporal.Instant.compare(minute.toInstant(), first) > 0) {
    const { minute: min, hour, day: date, month, dayOfWeek } = minute
    if (match({ min, hour, date, month, dow: dayOfWeek % 7 })) return minute.toInstant()
    minute = minute.subtract({ minutes: 1 })
  }
  return null
}
