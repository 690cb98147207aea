import type { Selectable } from 'kysely'
import { regionOfDesk } from '#modules/calendars/index.ts'
import type { ClocksPresets, ClocksSettings } from '#platform/database.types.ts'
import { oncePerWork } from '#platform/once-per-work.ts'
import type { Work } from '#platform/work.ts'
import type { Preset, Sector } from '../contract/preset.ts'
import type { Circumstances } from '../rules/choose-presets.ts'
import { plantPresets } from './plant-presets.ts'

export type SettingsRecord = Selectable<ClocksSettings>
export type PresetRecord = Selectable<ClocksPresets>

/** A version of a preset as it was written down. */
export interface WrittenPreset {
  preset: Preset
  version: number
  /** Complaints received from this day on begin with it; null: all. */
  usedFrom: string | null
}

export interface HouseRules {
  settings: SettingsRecord
  /** Every version, the newest of a preset first. */
  presets: readonly WrittenPreset[]
}

/** What the desk is set to, and every preset. One small row a Work: the rest is kept while its revision stands. */
export const houseRules = oncePerWork<HouseRules>(async (work) => {
  const settings = await settingsOf(work)
  const known = kept.get(settings.revision)
  if (known) return { settings, presets: known }
  const presets = await readPresets(work)
  if (presets.length === 0) {
    await plantPresets(work)
    return { settings: await settingsOf(work), presets: await readPresets(work) }
  }
  remember(settings.revision, presets)
  return { settings, presets }
})

/** The version of a preset with which a complaint received on a day begins; none that is used only later. */
export function versionsOn({ presets }: HouseRules, day: string): WrittenPreset[] {
  const codes = [...new Set(presets.map(({ preset }) => preset.code))]
  return codes.flatMap((code) => presets.find((one) => one.preset.code === code && (one.usedFrom === null || one.usedFrom <= day)) ?? [])
}

/** A version that a complaint keeps. */
export function versionOf({ presets }: HouseRules, code: string, version: number): WrittenPreset {
  const found = presets.find((one) => one.preset.code === code && one.version === version)
  if (!found) throw new Error(`Version ${version} of the preset ${code} was never written`)
  return found
}

/** By what the presets of a complaint are chosen. */
export async function circumstancesOf(
  work: Work,
  rules: HouseRules,
  { received, categories }: Pick<Circumstances, 'received' | 'categories'>,
): Promise<Circumstances> {
  const { region, sectors, early, without } = rules.settings
  // A check at the door holds the sectors to the contract's codes.
  return { region: region ?? (await regionOfDesk(work)), sectors: sectors as Sector[], early, without, received, categories }
}

const settingsOf = (work: Work): Promise<SettingsRecord> => work.db.selectFrom('clocks_settings').selectAll().executeTakeFirstOrThrow()

async function readPresets(work: Work): Promise<WrittenPreset[]> {
  const rows = await work.db.selectFrom('clocks_presets').selectAll().orderBy('code').orderBy('version', 'desc').execute()
  return rows.map(written)
}

// What is written was checked against the schema at the door.
const written = ({ body, version, used_from }: PresetRecord): WrittenPreset => ({
  preset: body as Preset,
  version,
  usedFrom: used_from?.toString() ?? null,
})

/** Presets never change under a revision, whichever Work reads them. */
const kept = new Map<string, readonly WrittenPreset[]>()
const keptAtMost = 20

function remember(revision: string, presets: readonly WrittenPreset[]): void {
  if (kept.size >= keptAtMost) kept.clear()
  kept.set(revision, presets)
}
