import { job, type Steps } from '../job.ts'

/** Forgets what is kept for a while only: answers under an Idempotency-Key after a day, visits after an hour. */
export const sweepAnswers = job<object>('sweep-answers', ({ step }: Steps) =>
  step(async (work) => {
    await work.db
      .deleteFrom('http_answers')
      .where('at', '<', work.now.subtract({ hours: 24 }))
      .execute()
    await work.db
      .deleteFrom('http_visits')
      .where('window', '<', work.now.subtract({ hours: 1 }))
      .execute()
  }),
)
