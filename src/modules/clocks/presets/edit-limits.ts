import { sql } from 'kysely'
import { regionOfDesk, workingTimeFor } from '#modules/calendars/index.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { mayEditPresets } from '../access.ts'
import type { editLimits as editEndpoint, LimitSettings } from '../contract.ts'
import { houseRules } from './house-rules.ts'
import '../refusals.ts'

/** What presets are chosen by. */
export async function readLimits(work: Work): Promise<LimitSettings> {
  const { settings } = await houseRules(work)
  const { region, sectors, without, early, limit_hours, version } = settings
  return {
    region,
    desk_region: await regionOfDesk(work),
    sectors: sectors as LimitSettings['sectors'], // written only below, from the contract's own codes
    without,
    early,
    limit_hours,
    version,
    may: { edit: mayEditPresets(work.actor) },
  }
}

/** Changes what presets are chosen by. Complaints that have begun keep theirs. */
export async function editLimits(work: Work, asked: BodyOf<typeof editEndpoint> & { version: number }): Promise<LimitSettings> {
  const { version, ...change } = asked
  const before = await work.db.selectFrom('clocks_settings').selectAll().forUpdate().executeTakeFirstOrThrow()
  sameVersion(before.version, version)
  // Refuses a region whose holidays nobody knows.
  if (change.region) await workingTimeFor(work, { region: change.region })
  const { presets } = await houseRules(work)
  const unknown = change.without?.find((code) => presets.every(({ preset }) => preset.code !== code))
  if (unknown) throw refuse('clocks.unknown_preset', { preset: unknown })
  await work.db
    .updateTable('clocks_settings')
    .set({ ...change, revision: sql<string>`gen_random_uuid()`, version: version + 1, changed_at: work.now })
    .execute()
  houseRules.forget(work)
  await work.announce({ fact: 'limits.changed', house: 'clocks', fields: Object.keys(change) })
  return readLimits(work)
}
