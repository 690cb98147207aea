import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { Work } from '#platform/work.ts'
import type { Pack, Preset } from '../contract/preset.ts'
import { lawPack } from '../rules/law-pack.ts'

/** Plants the presets that come with the desk; what a release has changed becomes their next version. What the desk wrote itself stays. Twice is once. */
export const plantPresets = async (work: Work): Promise<void> => void (await writePack(work, lawPack, { usedFrom: null }))

/** Writes what a pack brings anew. A preset that is there begins its next version on a day; one that never was counts for all. */
export async function writePack(
  work: Work,
  { pack, version, presets }: Pick<Pack, 'pack' | 'version' | 'presets'>,
  { usedFrom }: { usedFrom: Temporal.PlainDate | null },
): Promise<{ written: { code: string; version: number }[]; same: string[] }> {
  const before = await newestOf(work)
  const changed = presets.filter((preset) => !isDeepStrictEqual(before.get(preset.code)?.body, preset))
  const rows = changed.map((preset) => {
    const last = before.get(preset.code)
    const from = last ? (usedFrom ?? Temporal.PlainDate.from(preset.checked_on)) : null
    return rowOf(work, preset, { version: (last?.version ?? 0) + 1, used_from: from, pack: `${pack} ${version}`, change: null })
  })
  if (rows.length > 0) await insertVersions(work, rows)
  const names = new Set(changed.map(({ code }) => code))
  return {
    written: rows.map((row) => ({ code: row.code, version: row.version })),
    same: presets.map(({ code }) => code).filter((code) => !names.has(code)),
  }
}

/** Writes versions, and tells every Work that comes that the presets are others. */
export async function insertVersions(work: Work, rows: VersionRow[]): Promise<void> {
  await work.db
    .insertInto('clocks_presets')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await work.db.updateTable('clocks_settings').set({ revision: sql<string>`gen_random_uuid()` }).execute()
}

type VersionRow = ReturnType<typeof rowOf>

interface Place {
  version: number
  used_from: Temporal.PlainDate | null
  pack: string | null
  change: string | null
}

/** The row of a version of a preset. */
export const rowOf = ({ now, actor }: Work, preset: Preset, place: Place) => ({
  ...place,
  code: preset.code,
  body: JSON.stringify(preset),
  written_at: now,
  written_by: actorName(actor),
})

/** The newest version of each preset. */
export async function newestOf(work: Work): Promise<Map<string, { version: number; body: unknown }>> {
  const rows = await work.db
    .selectFrom('clocks_presets')
    .distinctOn('code')
    .select(['code', 'version', 'body'])
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  return new Map(rows.map(({ code, version, body }) => [code, { version, body }]))
}
