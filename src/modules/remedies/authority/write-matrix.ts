import { actorName } from '#platform/actor.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { lockPurses } from '../budgets/purses.ts'
import type { MatrixVersion, writeMatrix as writeEndpoint } from '../contract.ts'
import { faultIn } from '../rules/matrix.ts'
import { listMatrices, matrixOf } from './find-matrix.ts'
import '../refusals.ts'

/** Writes the next version of the limits. It holds from now on, or from a moment to come; what was decided before keeps its own. */
export async function writeMatrix(work: Work, asked: BodyOf<typeof writeEndpoint>): Promise<MatrixVersion> {
  await lockPurses(work, ['matrix'])
  const { max } = await work.db
    .selectFrom('remedies_matrices')
    .select((row) => row.fn.max('version').as('max'))
    .executeTakeFirstOrThrow()
  sameVersion(max ?? 0, asked.version)
  const fault = faultIn(asked.rules)
  if (fault) throw refuse('remedies.limit_falls', { ...fault })
  const from = asked.valid_from ? Temporal.Instant.from(asked.valid_from) : work.now
  if (Temporal.Instant.compare(from, work.now) < 0) throw refuse('remedies.valid_past')
  await judgeCurrency(work, asked.rules.currency)

  const version = asked.version + 1
  await work.db
    .insertInto('remedies_matrices')
    .values({
      version,
      valid_from: from,
      rules: JSON.stringify(asked.rules),
      change: asked.change?.trim() || null,
      written_by: actorName(work.actor),
      written_at: work.now,
    })
    .execute()
  await work.announce({ fact: 'authority.written', house: 'remedies', version, valid_from: from.toString() })
  matrixOf.forget(work)
  const written = (await listMatrices(work)).data.find((one) => one.version === version)
  if (!written) throw new Error('A version that was just written is not there')
  return written
}

/** What was valued in one currency cannot be added up in another. */
async function judgeCurrency(work: Work, currency: string): Promise<void> {
  const { rules } = await matrixOf(work)
  if (rules.currency === currency) return
  const used = await work.db.selectFrom('remedies_remedies').select('id').limit(1).executeTakeFirst()
  const budget = await work.db.selectFrom('remedies_budgets').select('id').limit(1).executeTakeFirst()
  if (used || budget) throw refuse('remedies.currency_in_use', { currency: rules.currency })
}
