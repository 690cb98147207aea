import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Preset } from './contract/preset.ts'
import { findRowsOf } from './find-clocks.ts'
import { houseRules, versionOf } from './presets/house-rules.ts'

/** What the rules of a complaint ask of its letters, in the version that it keeps. */
export interface LetterRules extends Pick<Preset, 'code' | 'names' | 'basis' | 'standing' | 'jurisdiction' | 'must_say'> {
  version: number
}

/** For who writes a letter: what each preset of a complaint wants said in it. */
export async function letterRulesOf(work: Work, complaint: Id): Promise<LetterRules[]> {
  const rules = await houseRules(work)
  const rows = (await findRowsOf(work, complaint)).filter(({ kept, preset }) => kept && preset !== null)
  const versions = new Map(rows.map((row) => [row.preset ?? '', row.preset_version ?? 1]))
  return [...versions].map(([preset, version]) => {
    const { code, names, basis, standing, jurisdiction, must_say } = versionOf(rules, preset, version).preset
    return { code, names, basis, standing, jurisdiction, must_say, version }
  })
}

/** By when the customer hears from us at the latest: the first final limit that still runs, and the next word on the matter before it. */
export async function nextDates(work: Work, complaint: Id): Promise<{ final: Temporal.Instant | null; next: Temporal.Instant | null }> {
  const open = (await findRowsOf(work, complaint)).filter((row) => row.open && row.state !== 'paused')
  const first = (kinds: readonly string[]) =>
    open.filter(({ kind, due_at }) => kinds.includes(kind) && Temporal.Instant.compare(due_at, work.now) > 0)[0]?.due_at ?? null
  return { final: first(['final']), next: first(['first_reply', 'update']) }
}
