import { organisationOf } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Acts, Missing } from '#platform/fact.ts'
import { findFacts, type RecordedFact } from '#platform/facts/find-facts.ts'
import { sayDay } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import { findRowsOf } from './find-clocks.ts'
import { houseRules, versionOf } from './presets/house-rules.ts'
import { type Silence, silenceOf, silenceRule } from './rules/silence.ts'
import { happeningOf } from './settle-clocks.ts'
import './refusals.ts'

/** Gate B11: nothing is closed because a day has passed. "No reply" needs its reminders and its time, and where a rule forbids it, the gate stays shut. */
export async function noSilence(work: Work, { complaint, issues }: Acts['complaint.close']): Promise<Missing[]> {
  if (issues.every(({ outcome }) => outcome !== 'no_reply')) return []
  const silence = await findSilence(work, complaint)
  return silence.allowed ? [] : [{ gate: 'B11', reason: reasonOf[silence.why], data: await figuresOf(work, silence) }]
}

const reasonOf = {
  forbidden: 'clocks.silence_forbidden',
  nothing_offered: 'clocks.silence_nothing_offered',
  too_early: 'clocks.silence_too_early',
} as const

/** What the refusal's sentence says, for who asked. */
async function figuresOf(work: Work, silence: Exclude<Silence, { allowed: true }>): Promise<Record<string, string | number>> {
  const language: Language = work.actor.kind === 'person' ? work.actor.language : 'en'
  if (silence.why === 'nothing_offered') return {}
  if (silence.why === 'forbidden') {
    const { presets } = await houseRules(work)
    return { preset: presets.find(({ preset }) => preset.code === silence.preset)?.preset.names[language] ?? silence.preset }
  }
  const { reminders, channels, from } = silence
  const { zone } = await organisationOf(work)
  const day = sayDay(Temporal.Instant.fromEpochMilliseconds(from), { language, zone })
  return { reminders, channels, from: day, needed: silenceRule.reminders, days: silenceRule.days }
}

/** Whether a complaint may end by the customer's silence now. */
export async function findSilence(work: Work, complaint: Id, known?: readonly RecordedFact[]): Promise<Silence> {
  const facts = known ?? (await findFacts(work, `complaint/${complaint}`))
  const forbiddenBy = await forbids(work, complaint)
  return silenceOf(facts.map(happeningOf), { now: work.now.epochMilliseconds, forbiddenBy })
}

async function forbids(work: Work, complaint: Id): Promise<string | null> {
  const rules = await houseRules(work)
  const rows = await findRowsOf(work, complaint)
  const kept = rows.filter((row) => row.kept && row.preset !== null)
  const forbidding = kept.find((row) => versionOf(rules, row.preset ?? '', row.preset_version ?? 1).preset.silence === 'forbidden')
  return forbidding?.preset ?? null
}
