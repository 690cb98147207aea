import { complaintFor } from '#modules/complaints/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayChoose, mayTakeLawOff } from './access.ts'
import { lastSubmission } from './complete-submission.ts'
import type { ChosenPreset, Clock, listClocks as listEndpoint } from './contract.ts'
import { findSilence } from './find-silence.ts'
import { presentClock } from './present-clock.ts'
import { houseRules } from './presets/house-rules.ts'
import { gaugeOf } from './promptness/read-gauge.ts'
import { type Silence, silenceRule } from './rules/silence.ts'
import { holdingAt } from './rules/warnings.ts'
import { type Reckoned, reckon } from './settle-clocks.ts'

/** Every clock of a complaint, what it was chosen by, and what the caller may do with it. */
export async function listClocks(work: Work, complaintId: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const reckoned = await reckon(work, complaint.id)
  const rules = await houseRules(work)
  const data = clocksIn(work, reckoned)
  const presets = await chosenPresets(work, complaint.id, reckoned)
  const submission = await lastSubmission(work, complaint.id)
  const acts = mayChoose(work.actor) && complaint.kind === 'complaint'
  const there = new Set(presets.map(({ code }) => code))
  const others = new Map(rules.presets.map(({ preset }) => [preset.code, preset]))
  return {
    data,
    next: data.find(({ open, state }) => open && state !== 'paused')?.id ?? null,
    holding_proposed: data.some((clock) => isHoldingProposed(clock) && !heldSince(clock.started, reckoned.facts)),
    presets,
    others: [...others.values()]
      .filter(({ code, clocks }) => !there.has(code) && clocks.length > 0)
      .map(({ code, names }) => ({ code, name: names })),
    submission,
    silence: presentSilence(await findSilence(work, complaint.id, reckoned.facts)),
    ours: gaugeOf(work, { ...reckoned, received: complaint.received_at, limit: rules.settings.limit_hours }),
    may: {
      choose: acts,
      complete: acts && submission !== null && submission.completed_at === null,
      ask_completion: acts && submission?.completed_at !== null && reckoned.plans.some(({ preset }) => preset.completion !== null),
    },
  }
}

/** The clocks alone, after one of them was changed. */
export const presentClocks = async (work: Work, complaint: Id): Promise<Clock[]> => clocksIn(work, await reckon(work, complaint))

/** Three quarters of the time have gone, and neither the answer nor a letter that moves the limit is on its way. */
const isHoldingProposed = ({ kind, open, warned, extended }: Pick<Clock, 'kind' | 'open' | 'warned' | 'extended'>): boolean =>
  kind === 'final' && open && warned >= holdingAt && extended === null

/** The customer has read since then why it takes longer, also where no rule lets that move the limit. */
const heldSince = (started: string, facts: Reckoned['facts']): boolean =>
  facts.some(({ fact, at, data }) => fact === 'message.sent' && data['letter'] === 'holding' && Temporal.Instant.compare(at, started) > 0)

function clocksIn(work: Work, reckoned: Reckoned): Clock[] {
  const all = reckoned.rows.map((row) => presentClock(work, row, reckoned))
  return all.toSorted((one, other) => Number(other.open) - Number(one.open) || Temporal.Instant.compare(one.due, other.due))
}

async function chosenPresets(work: Work, complaint: Id, { kept, rows }: Reckoned): Promise<ChosenPreset[]> {
  const added = await work.db
    .selectFrom('clocks_choices')
    .select(['preset', 'reason'])
    .where('complaint_id', '=', complaint)
    .where('act', '=', 'added')
    .orderBy('made_at')
    .execute()
  const reasons = new Map(added.map(({ preset, reason }) => [preset, reason]))
  const inOrder = kept.toSorted((one, other) => (one.written.preset.code < other.written.preset.code ? -1 : 1))
  return inOrder.map(({ written: { preset, version }, why }) => {
    const isLaw = why !== 'by_hand' && rows.some((row) => row.preset === preset.code && row.legal)
    return {
      code: preset.code,
      version,
      name: preset.names,
      basis: preset.basis,
      standing: preset.standing,
      confidence: preset.confidence,
      checked_on: preset.checked_on,
      sources: preset.sources,
      why,
      reason: reasons.get(preset.code) ?? null,
      may: { remove: isLaw ? mayTakeLawOff(work.actor) : mayChoose(work.actor) },
    }
  })
}

function presentSilence(silence: Silence): AnswerOf<typeof listEndpoint>['silence'] {
  if (silence.allowed) return { allowed: true, why: null, reminders: silenceRule.reminders, channels: silenceRule.channels, from: null }
  const { why } = silence
  if (why !== 'too_early') return { allowed: false, why, reminders: null, channels: null, from: null }
  const from = Temporal.Instant.fromEpochMilliseconds(silence.from).toString()
  return { allowed: false, why, reminders: silence.reminders, channels: silence.channels, from }
}
