import type { Evidence, Found } from './evidence.ts'
import { type Happened, type History, historyOf } from './history.ts'
import { askedForFeedback, keptPromises, lookedAtQuality, surveyHeldBack } from './judge-afterwards.ts'
import { actedQuickly, gathered, listened, recorded } from './judge-beginning.ts'
import { discussed, offered } from './judge-solution.ts'
import { apologised, empathised, thanked } from './judge-wording.ts'
import type { RecordSeen, Seen } from './seen.ts'
import { type StepCode, type StepState, stepCodes } from './steps.ts'
import { stepIn, type TemplateStep } from './template.ts'

/** What a person settled by hand: a whole step, or one point of the house's own. */
export interface HandAct {
  step: number
  /** Null for the step itself. */
  point: string | null
  kind: 'tick' | 'skip'
  /** The reason chosen from the list, and the reason in own words. */
  code: string | null
  reason: string | null
  /** `person/…`; of a survey that was held back, who held it. */
  by: string
  at: Temporal.Instant
  /** It was settled in another module, and is taken back there. */
  elsewhere?: true
}

export interface Missing {
  code: string
  count?: number
  /** A point of the house's own that is not ticked. */
  point?: string
}

export interface Step {
  step: number
  code: StepCode
  state: StepState
  required: boolean
  evidence: Evidence[]
  missing: Missing[]
  hand: HandAct | null
  points: { code: string; hand: HandAct | null }[]
}

/** What the steps are derived from. */
export interface Told {
  /** Of the complaint's stream, oldest first; names that are not known here are passed over. */
  facts: readonly Happened[]
  record: RecordSeen
  checklist: readonly string[]
  /** Those of them that a field of the record says: nobody need note them. */
  filled?: readonly string[]
}

const judges: Record<StepCode, (seen: Seen) => Found> = {
  act_quickly: actedQuickly,
  listen: listened,
  gather: gathered,
  record: recorded,
  empathy: empathised,
  thank: thanked,
  apologise: apologised,
  offer: offered,
  discuss: discussed,
  keep_promises: keptPromises,
  feedback: askedForFeedback,
  quality: lookedAtQuality,
}

/** These are about the solution: a new round asks for them anew, whatever was ticked in the round before. */
const ofTheRound: readonly StepCode[] = ['offer', 'discuss', 'feedback']

/**
 * The twelve steps of a complaint, folded from the facts of its stream, the template that it keeps, and what people settled by hand.
 * Nothing is stored: the same facts always give the same steps.
 */
export function procedureOf(
  { facts, record, checklist, filled = [] }: Told,
  template: readonly TemplateStep[],
  acts: readonly HandAct[],
): Step[] {
  const seen: Seen = { history: historyOf(facts), record, checklist, filled }
  const over = isOver(facts)
  return stepCodes.map((code, at) => {
    const rule = stepIn(template, at + 1)
    const hands = acts.filter((act) => act.step === rule.step && isOfRound(seen.history, code, act))
    return settled({ code, rule, hands, over }, seen)
  })
}

interface Settling {
  code: StepCode
  rule: TemplateStep
  hands: readonly HandAct[]
  over: boolean
}

function settled({ code, rule, hands, over }: Settling, seen: Seen): Step {
  const found = judges[code](seen)
  const points = rule.points.map((point) => ({ code: point.code, hand: hands.find((act) => act.point === point.code) ?? null }))
  const hand = hands.find((act) => act.point === null) ?? heldBack(code, seen, rule.step)
  const open = points.filter((point) => point.hand === null).map((point): Missing => ({ code: 'point', point: point.code }))
  const unmet = found.needs
    .filter(({ evidence }) => evidence.length === 0)
    .map(({ code: missing, count }): Missing => ({ code: missing, ...(count !== undefined && { count }) }))
  const applies = rule.applies && (found.applies || points.length > 0)
  const missing = found.applies ? [...unmet, ...open] : open
  const some = found.needs.length > unmet.length || points.length > open.length
  const state = stateOf({ applies, hand, missing: missing.length, some, over })
  return {
    step: rule.step,
    code,
    state,
    required: rule.applies && rule.required,
    evidence: [...found.needs.flatMap(({ evidence }) => evidence), ...found.beside],
    missing: state === 'open' || state === 'partly' ? missing : [],
    hand,
    points,
  }
}

interface Judged {
  applies: boolean
  hand: HandAct | null
  missing: number
  /** Something that it needs is there. */
  some: boolean
  over: boolean
}

function stateOf({ applies, hand, missing, some, over }: Judged): StepState {
  if (!applies) return 'not_applicable'
  if (missing === 0) return 'done'
  if (hand) return hand.kind === 'skip' ? 'skipped' : 'done'
  if (over) return 'not_applicable'
  return some ? 'partly' : 'open'
}

const isOfRound = ({ roundSince }: History, code: StepCode, { at }: HandAct): boolean =>
  roundSince === null || !ofTheRound.includes(code) || Temporal.Instant.compare(at, roundSince) > 0

/** A survey that was held back for a reason skips the step; nobody settled it here, so nobody can reset it here. */
function heldBack(code: StepCode, seen: Seen, step: number): HandAct | null {
  const fact = code === 'feedback' ? surveyHeldBack(seen) : undefined
  if (!fact) return null
  const reason = fact.data['reason']
  return {
    step,
    point: null,
    kind: 'skip',
    code: typeof reason === 'string' ? reason : null,
    reason: null,
    by: fact.actor,
    at: fact.at,
    elsewhere: true,
  }
}

const ends: readonly unknown[] = ['withdrawn', 'merged', 'not_complaint']

/** Withdrawn, merged, or no complaint: what is not done need not be done any more. */
function isOver(facts: readonly Happened[]): boolean {
  const last = facts.findLast(({ fact, data }) => fact.startsWith('complaint.') && typeof data['state'] === 'string')
  return last !== undefined && ends.includes(last.data['state'])
}

/** The first step that still wants something: what is missing next. */
export const nextOf = (steps: readonly Step[]): Step | undefined => steps.find(({ state }) => state === 'open' || state === 'partly')

/** Steps that closing waits for. */
export const openRequired = (steps: readonly Step[]): Step[] =>
  steps.filter(({ required, state }) => required && (state === 'open' || state === 'partly'))
