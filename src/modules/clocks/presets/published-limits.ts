import { organisationOf } from '#modules/people/index.ts'
import type { Work } from '#platform/work.ts'
import type { ClockKind, Preset, PresetClock } from '../contract/preset.ts'
import { calendarOf, plansOf } from '../plans.ts'
import { choosePresets } from '../rules/choose-presets.ts'
import { limitOf } from '../rules/due.ts'
import { circumstancesOf, houseRules, versionsOn } from './house-rules.ts'

/** A limit that counts for every complaint received today, as customers may know it. */
export interface PublishedLimit extends Pick<PresetClock, 'amount' | 'unit'> {
  kind: ClockKind
}

export interface PublishedLimits {
  /** What we hold ourselves to: of each kind the shortest. */
  ours: PublishedLimit[]
  /** What each law says. */
  laws: { names: Preset['names']; basis: string; limits: PublishedLimit[] }[]
  /** The time for a decision may stand still. */
  mayPause: boolean
}

const published: readonly ClockKind[] = ['acknowledgement', 'first_reply', 'update', 'final']

/** What the desk promises about time today, from its live settings. */
export async function publishedLimits(work: Work): Promise<PublishedLimits> {
  const rules = await houseRules(work)
  const received = work.now
    .toZonedDateTimeISO((await organisationOf(work)).zone)
    .toPlainDate()
    .toString()
  const circumstances = await circumstancesOf(work, rules, { received, categories: [] })
  const versions = versionsOn(rules, received)
  const chosen = choosePresets(
    versions.map(({ preset }) => preset),
    circumstances,
  )
  const kept = versions
    .filter(({ preset }) => chosen.some((one) => one.preset === preset))
    .map((written) => ({ written, why: 'everywhere' as const, calendar: calendarOf(written.preset, circumstances.region) }))
  const counted = (await plansOf(work, kept)).flatMap(({ preset, time }) =>
    preset.clocks.map((clock) => ({ preset, clock, due: limitOf(clock, { time, from: work.now.epochMilliseconds }) })),
  )
  return {
    ours: published.flatMap((kind) => {
      const own = counted.filter(({ clock }) => clock.kind === kind && !clock.legal).toSorted((one, other) => one.due - other.due)
      return own.slice(0, 1).map(({ clock }) => limitIn(clock))
    }),
    laws: chosen.flatMap(({ preset: { names, basis, clocks } }) => {
      const limits = clocks.filter(({ kind, legal }) => legal && published.includes(kind)).map(limitIn)
      return limits.length > 0 ? [{ names, basis, limits }] : []
    }),
    mayPause: chosen.some(({ preset: { pause, completion } }) => pause !== null || completion !== null),
  }
}

const limitIn = ({ kind, amount, unit }: PresetClock): PublishedLimit => ({ kind, amount, unit })
