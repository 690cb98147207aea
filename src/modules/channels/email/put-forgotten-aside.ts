import { sql } from 'kysely'
import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'

/**
 * Puts aside what waits to be read while no job will read it any more: a mail that ends the process each time counts no failed try, and the job
 * gives up in silence. So it is seen by a person, and its raw file is there.
 */
export const putForgottenAside = job<object>('put-forgotten-aside', ({ step }) => step(findForgotten), { priority: 1 })

async function findForgotten(work: Work): Promise<void> {
  await work.db
    .updateTable('channels_mails')
    .set({ state: 'put_aside', put_aside: 'unreadable', settled_at: work.now, settled_reason: 'No attempt to read it came to an end.' })
    .where('state', '=', 'stored')
    .where(
      sql<boolean>`not exists (select 1 from graphile_worker.jobs j where j.key = 'read-mail/' || channels_mails.id
        and (j.attempts < j.max_attempts or j.locked_at is not null))`,
    )
    .execute()
}
