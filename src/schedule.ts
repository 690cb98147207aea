import type { Scheduled } from '#platform/jobs/run-jobs.ts'

/** What happens by the clock: one line a recurring job. Times are cron's, in UTC. */
export const schedule: Scheduled[] = []
