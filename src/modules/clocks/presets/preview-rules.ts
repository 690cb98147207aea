import { workingTimeFor } from '#modules/calendars/index.ts'
import { visibleComplaints } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { organisationOf } from '#modules/people/index.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Preview, PreviewedComplaint, previewRules as previewEndpoint } from '../contract/preview.ts'
import { findCategories, findHappenings } from '../find-past.ts'
import { calendarOf, plansOf } from '../plans.ts'
import { choosePresets } from '../rules/choose-presets.ts'
import { type Clock, clocksOf, type Plan } from '../rules/clocks-of.ts'
import { isLate, standOf } from '../rules/stand.ts'
import { type Moment, type Story, storyOf } from '../rules/story.ts'
import { circumstancesOf, type HouseRules, houseRules, versionsOn } from './house-rules.ts'
import { refuseFaulty } from './write-presets.ts'

type Asked = BodyOf<typeof previewEndpoint>

const atMost = 500
const shownAtMost = 10

/** What changed rules would have made of the newest complaints, beside what the rules of today make of them. Nothing is written. */
export async function previewRules(work: Work, asked: Asked): Promise<Preview> {
  if (asked.preset) refuseFaulty(asked.preset)
  if (asked.settings?.region) await workingTimeFor(work, { region: asked.settings.region })
  const rules = await houseRules(work)
  const complaints = await newestComplaints(work)
  const ids = complaints.map(({ id }) => id)
  const [categories, happenings] = await Promise.all([findCategories(work, ids), findHappenings(work, ids)])
  const [planBefore, planAfter] = [planner(work, rules), planner(work, changedRules(rules, asked))]
  const compared = []
  for (const complaint of complaints) {
    const story = storyOf(complaint.received_at.epochMilliseconds, happenings.get(complaint.id) ?? [])
    const of = { received: complaint.received_at, categories: categories.get(complaint.id) ?? [] }
    const now = work.now.epochMilliseconds
    const [before, after] = [limitsOf(await planBefore(of), story, now), limitsOf(await planAfter(of), story, now)]
    compared.push({ complaint, before, after, kind: firstDifference(before, after) })
  }
  const changed = compared.filter(({ kind }) => kind !== null)
  return {
    looked: complaints.length,
    at_most: atMost,
    changed: changed.length,
    missed: { before: countMissed(compared.map(({ before }) => before)), after: countMissed(compared.map(({ after }) => after)) },
    sample: changed.slice(0, shownAtMost).flatMap(shown),
  }
}

const newestComplaints = (work: Work) =>
  work.db
    .selectFrom('complaints_complaints')
    .select(['id', 'number', 'subject', 'received_at'])
    .where(visibleComplaints(work.actor))
    .where('kind', '=', 'complaint')
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(atMost)
    .execute()

/** The rules as they would be: the changed preset is the only version of its code. */
function changedRules({ settings, presets }: HouseRules, { preset, settings: changed = {} }: Asked): HouseRules {
  const others = presets.filter((one) => one.preset.code !== preset?.code)
  return {
    settings: { ...settings, ...given(changed) },
    presets: preset ? [{ preset, version: 1, usedFrom: null }, ...others] : presets,
  }
}

const given = (changed: NonNullable<Asked['settings']>): Partial<HouseRules['settings']> =>
  // What is not asked for stays: only what was given is left of the optional fields.
  Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined))

interface Of {
  received: Temporal.Instant
  categories: readonly string[]
}

/** By which plans a complaint would count. The versions are those of today, for all that is looked at alike. */
function planner(work: Work, rules: HouseRules): (of: Of) => Promise<Plan[]> {
  const made = new Map<string, Plan[]>()
  return async ({ received, categories }) => {
    const { zone } = await organisationOf(work)
    const dayOf = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(zone).toPlainDate().toString()
    const circumstances = await circumstancesOf(work, rules, { received: dayOf(received), categories })
    const key = JSON.stringify(circumstances)
    const known = made.get(key)
    if (known) return known
    const versions = versionsOn(rules, dayOf(work.now))
    const chosen = choosePresets(
      versions.map(({ preset }) => preset),
      circumstances,
    ).flatMap(({ preset, why }) => {
      const written = versions.find((one) => one.preset === preset)
      return written ? [{ written, why, calendar: calendarOf(preset, circumstances.region) }] : []
    })
    const plans = await plansOf(work, chosen)
    made.set(key, plans)
    return plans
  }
}

interface Limit {
  due: Moment
  missed: boolean
}

/** Of each kind the limit that ends first, since receipt or the last reopening. */
function limitsOf(plans: readonly Plan[], story: Story, now: Moment): ReadonlyMap<Clock['kind'], Limit> {
  const limits = new Map<Clock['kind'], Limit>()
  const last = story.cycles.length
  for (const clock of clocksOf(plans, { ...story, promises: [] })) {
    const known = limits.get(clock.kind)
    if (clock.cycle !== last || clock.chance || (known && known.due <= clock.due)) continue
    limits.set(clock.kind, { due: clock.due, missed: standOf(clock, now) === 'breached' || isLate(clock) })
  }
  return limits
}

type Limits = ReturnType<typeof limitsOf>

function firstDifference(before: Limits, after: Limits): Clock['kind'] | null {
  const kinds = [...new Set([...before.keys(), ...after.keys()])]
  const differing = kinds.filter((kind) => before.get(kind)?.due !== after.get(kind)?.due)
  // The decision is what a customer waits for.
  return differing.includes('final') ? 'final' : (differing[0] ?? null)
}

const countMissed = (all: readonly Limits[]): number => all.filter((limits) => [...limits.values()].some(({ missed }) => missed)).length

interface Compared {
  complaint: { id: string; number: string; subject: string }
  before: Limits
  after: Limits
  kind: Clock['kind'] | null
}

function shown({ complaint: { id, number, subject }, before, after, kind }: Compared): PreviewedComplaint[] {
  if (kind === null) return []
  return [
    {
      complaint: { id, number, subject: maskNumbers(subject) },
      kind,
      before: shownLimit(before.get(kind)),
      after: shownLimit(after.get(kind)),
    },
  ]
}

const shownLimit = (limit: Limit | undefined): PreviewedComplaint['before'] =>
  limit ? { due: Temporal.Instant.fromEpochMilliseconds(limit.due).toString(), missed: limit.missed } : null
