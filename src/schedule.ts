import { putForgottenAside, watchMailboxes } from '#modules/channels/index.ts'
import { sealFacts } from '#platform/facts/seal-facts.ts'
import { sweepFiles } from '#platform/files/sweep-files.ts'
import { sweepAnswers } from '#platform/http/sweep-answers.ts'
import type { Scheduled } from '#platform/jobs/run-jobs.ts'
import { contributions } from './reactions.ts'

/** What happens by the clock: one line a recurring job. Times are cron's, in UTC. */
export const schedule: Scheduled[] = [
  { at: '*/10 * * * *', job: putForgottenAside },
  { at: '*/5 * * * *', job: watchMailboxes },
  { at: '10 2 * * *', job: sealFacts },
  { at: '40 2 * * *', job: sweepFiles(contributions.namedFiles) },
  { at: '25 * * * *', job: sweepAnswers },
]
