import { workingTimeFor } from '#modules/calendars/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { type ClockRow, columnsOf, rowOfClock, withNearest } from './clock-rows.ts'
import type { ClockKind } from './contract/preset.ts'
import { branchOf } from './find-clocks.ts'
import { insertRows } from './insert-rows.ts'
import { calendarOf, type KeptPreset, plansOf } from './plans.ts'
import { circumstancesOf, houseRules, versionsOn } from './presets/house-rules.ts'
import { choosePresets } from './rules/choose-presets.ts'
import { clocksOf } from './rules/clocks-of.ts'
import { type Happening, storyOf } from './rules/story.ts'

/** A complaint has come: every clock of every preset that applies begins at its receipt. One insert, one fact. */
export async function startClocks(work: Work, { complaint, received_at, kind, category }: Fact<'complaint.opened'>): Promise<void> {
  if (kind !== 'complaint') return
  const received = Temporal.Instant.from(received_at)
  const kept = await chosenFor(work, { received, categories: await branchOf(work, category) })
  await plantClocks(work, { complaint, received, kept, happenings: [], cause: 'complaint.opened' })
}

interface Planted {
  complaint: Id
  received: Temporal.Instant
  kept: readonly KeptPreset[]
  /** What has happened since. */
  happenings: readonly Happening[]
  /** The fact that made it. */
  cause: string
}

/** Writes the clocks of presets that a complaint has none of yet. */
export async function plantClocks(work: Work, { complaint, received, kept, happenings, cause }: Planted): Promise<void> {
  const plans = await plansOf(work, kept)
  const story = storyOf(received.epochMilliseconds, happenings)
  const now = work.now.epochMilliseconds
  const rows = withNearest(
    kept.flatMap(({ why, calendar }, at) =>
      clocksOf(plans.slice(at, at + 1), { ...story, promises: [] }).map((clock) =>
        rowOfClock(complaint, columnsOf(clock, { plan: plans[at], origin: { why, calendar }, now })),
      ),
    ),
  )
  if (rows.length === 0) return
  await Promise.all([insertRows(work, rows), work.announce({ fact: 'clock.started', complaint, clocks: rows.map(startOf), cause })])
}

/** The presets that apply by rule to a complaint received at a moment, each in the version of that day. */
export async function chosenFor(
  work: Work,
  { received, categories }: { received: Temporal.Instant; categories: readonly string[] },
): Promise<readonly KeptPreset[]> {
  // Asked for together, they travel together; what follows finds them read.
  const [rules, { zone }] = await Promise.all([houseRules(work), organisationOf(work), workingTimeFor(work)])
  const day = received.toZonedDateTimeISO(zone).toPlainDate().toString()
  const circumstances = await circumstancesOf(work, rules, { received: day, categories })
  const key = `${rules.settings.revision} ${JSON.stringify(circumstances)}`
  const known = chosenBefore.get(key)
  if (known) return known
  const versions = versionsOn(rules, day)
  const chosen = choosePresets(
    versions.map(({ preset }) => preset),
    circumstances,
  ).flatMap(({ preset, why }): KeptPreset[] => {
    const written = versions.find((one) => one.preset === preset)
    return written ? [{ written, why, calendar: calendarOf(preset, circumstances.region) }] : []
  })
  if (chosenBefore.size >= mostKept) chosenBefore.clear()
  chosenBefore.set(key, chosen)
  return chosen
}

// The same settings and presets choose the same for every complaint of a day.
const chosenBefore = new Map<string, readonly KeptPreset[]>()
const mostKept = 200

/** What the fact says of a clock that begins. */
export const startOf = (row: ClockRow & { id: string }) => ({
  clock: row.id,
  // The column's check constraint holds the contract's codes.
  kind: row.kind as ClockKind,
  preset: row.preset ?? null,
  version: row.preset_version ?? null,
  legal: row.legal,
  calendar: row.calendar ?? null,
  started: row.started_at.toString(),
  due: row.due_at.toString(),
})
