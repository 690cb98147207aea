import { sql } from 'kysely'
import { nameActors, organisationOf } from '#modules/people/index.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Preset } from '../contract/preset.ts'
import type { listPresets as listEndpoint, PresetVersion } from '../contract.ts'
import { choosePresets, type Why } from '../rules/choose-presets.ts'
import { lawPack } from '../rules/law-pack.ts'
import { circumstancesOf, houseRules, type PresetRecord, versionsOn } from './house-rules.ts'
import '../refusals.ts'

/** The newest version of every preset. */
export async function listPresets(work: Work): Promise<AnswerOf<typeof listEndpoint>> {
  await houseRules(work)
  const rows = await work.db
    .selectFrom('clocks_presets')
    .distinctOn('code')
    .selectAll()
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  return { data: await present(work, rows), disclaimer: lawPack.disclaimer }
}

/** Every version of a preset, newest first. */
export async function listPresetVersions(work: Work, code: string): Promise<{ data: PresetVersion[] }> {
  await houseRules(work)
  const rows = await work.db.selectFrom('clocks_presets').selectAll().where('code', '=', code).orderBy('version', 'desc').execute()
  if (rows.length === 0) throw refuse('clocks.unknown_preset', { preset: code })
  return { data: await present(work, rows) }
}

/** One version of a preset. */
export async function presentVersion(work: Work, code: string, version: number): Promise<PresetVersion> {
  const row = await work.db
    .selectFrom('clocks_presets')
    .selectAll()
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const [one] = await present(work, [row])
  if (!one) throw new Error('A version that was just written was not presented')
  return one
}

const countedTo = 1_000

async function present(work: Work, rows: readonly PresetRecord[]): Promise<PresetVersion[]> {
  const named = await nameActors(
    work,
    rows.map(({ written_by }) => written_by),
  )
  const used = await usedOf(work, rows)
  const chosen = await chosenToday(work)
  return rows.map((row) => ({
    code: row.code,
    version: row.version,
    preset: row.body as Preset, // checked against the schema at the door
    used_from: row.used_from?.toString() ?? null,
    pack: row.pack,
    change: row.change,
    written_at: row.written_at.toString(),
    written_by: named(row.written_by),
    used: used.get(`${row.code} ${row.version}`) ?? 0,
    chosen: chosen.get(row.code) ?? null,
  }))
}

async function usedOf(work: Work, rows: readonly PresetRecord[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map()
  const asked = JSON.stringify(rows.map(({ code, version }) => ({ code, version })))
  const { rows: counted } = await sql<{ code: string; version: number; used: number }>`select p.code, p.version,
      (select count(*)::int from (select from clocks_clocks k where k.preset = p.code and k.preset_version = p.version
        and k.cycle = 1 and k.kind = 'final' limit ${sql.lit(countedTo)}) bounded) as used
    from json_to_recordset(${asked}::json) as p(code text, version int)`.execute(work.db)
  return new Map(counted.map(({ code, version, used }) => [`${code} ${version}`, used]))
}

async function chosenToday(work: Work): Promise<Map<string, Why>> {
  const rules = await houseRules(work)
  const today = work.now
    .toZonedDateTimeISO((await organisationOf(work)).zone)
    .toPlainDate()
    .toString()
  const circumstances = await circumstancesOf(work, rules, { received: today, categories: [] })
  const presets = versionsOn(rules, today).map(({ preset }) => preset)
  return new Map(choosePresets(presets, circumstances).map(({ preset, why }) => [preset.code, why]))
}
