import { job } from '#platform/job.ts'

/** So long a line is kept, read or not. */
const keptFor = { hours: 90 * 24 }
/** So long it is known what was sent. */
const lettersKeptFor = { hours: 30 * 24 }
/** Who said nothing for so long is long gone. */
const presenceKeptFor = { minutes: 10 }

/** Old lines, letters and traces of presence go. */
export const sweepNotices = job<object>('sweep-notices', ({ step }) =>
  step(async (work) => {
    await work.db.deleteFrom('notices_notices').where('at', '<', work.now.subtract(keptFor)).execute()
    await work.db.deleteFrom('notices_letters').where('made_at', '<', work.now.subtract(lettersKeptFor)).execute()
    await work.db.deleteFrom('notices_presences').where('seen_at', '<', work.now.subtract(presenceKeptFor)).execute()
  }),
)
