import { type WorkingTime, workingTimeFor } from '#modules/calendars/index.ts'
import type { Work } from '#platform/work.ts'
import type { Origin } from './clock-rows.ts'
import type { Preset } from './contract/preset.ts'
import type { WrittenPreset } from './presets/house-rules.ts'
import { lies } from './rules/choose-presets.ts'
import type { Plan } from './rules/clocks-of.ts'

/** A preset that a complaint keeps: in which version, why, and by which calendar. */
export interface KeptPreset extends Origin {
  written: WrittenPreset
}

/** By whose working days and holidays a preset counts: the desk's, where the desk lies in its country; else those of its own. */
export function calendarOf({ jurisdiction }: Preset, region: string | null): string | null {
  if (jurisdiction === 'any' || jurisdiction === 'EU' || jurisdiction === 'EEA') return region
  return region !== null && lies(region, jurisdiction) ? region : jurisdiction
}

/** Presets with the working time by which each of them counts. */
export async function plansOf(work: Work, kept: readonly KeptPreset[]): Promise<Plan[]> {
  const times = new Map<string | null, WorkingTime>()
  for (const { calendar } of kept)
    if (!times.has(calendar)) times.set(calendar, await workingTimeFor(work, calendar === null ? {} : { region: calendar }))
  return kept.flatMap(({ written: { preset, version }, calendar }) => {
    const time = times.get(calendar)
    return time ? [{ preset, version, time }] : []
  })
}
