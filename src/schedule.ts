import { reviewLimits } from '#modules/boundaries/index.ts'
import { putForgottenAside, watchMailboxes } from '#modules/channels/index.ts'
import { sendDigests, watchClocks } from '#modules/clocks/index.ts'
import { sweepDraftVersions, sweepHelperDrafts } from '#modules/conversations/index.ts'
import { sweepNotices, watchNotices, watchViews } from '#modules/notices/index.ts'
import { expireCoupons, remindApprovers } from '#modules/remedies/index.ts'
import { trainWhenTaught } from '#modules/triage/index.ts'
import { sealFacts } from '#platform/facts/seal-facts.ts'
import { sweepFiles } from '#platform/files/sweep-files.ts'
import { sweepAnswers } from '#platform/http/sweep-answers.ts'
import type { Scheduled } from '#platform/jobs/catch-up.ts'
import { presenting } from './app.ts'
import { contributions } from './reactions.ts'

/** What happens by the clock: one line a recurring job. Times are cron's, in UTC. */
export const schedule: Scheduled[] = [
  { at: '* * * * *', job: watchClocks },
  { at: '* * * * *', job: watchNotices },
  { at: '* * * * *', job: watchViews(presenting.narrow) },
  { at: '30 4 * * *', job: sendDigests },
  { at: '*/10 * * * *', job: putForgottenAside },
  { at: '*/5 * * * *', job: watchMailboxes },
  { at: '15 4 * * *', job: reviewLimits },
  { at: '40 4 * * *', job: remindApprovers },
  { at: '20 * * * *', job: expireCoupons },
  { at: '10 2 * * *', job: sealFacts },
  { at: '40 2 * * *', job: sweepFiles(contributions.namedFiles) },
  { at: '25 * * * *', job: sweepAnswers },
  { at: '55 2 * * *', job: sweepNotices },
  { at: '35 * * * *', job: sweepHelperDrafts },
  { at: '45 * * * *', job: sweepDraftVersions },
  { at: '50 * * * *', job: trainWhenTaught },
]
