import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { learnFrom, noteLearned, takeCorrections } from './train-models.ts'

/** New corrections since the last training, before it is worth another. */
const enough = 50

/** Learns by itself when enough was taught since the last time: take, talk, note. */
export const trainWhenTaught = job('train-triage', async ({ step }) => {
  const taken = await step(async (work) => ((await taughtSince(work)) < enough ? null : takeCorrections(work)))
  if (!taken) return
  const trained = await learnFrom(taken)
  await step((work) => noteLearned(work, trained))
})

async function taughtSince(work: Work): Promise<number> {
  const { count } = await work.db
    .selectFrom('triage_corrections')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where((row) =>
      row.or([
        row.not(row.exists(row.selectFrom('triage_models').select('version'))),
        row(
          'given_at',
          '>',
          row.selectFrom('triage_models').select((models) => models.fn.max('trained_at').as('last')),
        ),
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(count)
}
