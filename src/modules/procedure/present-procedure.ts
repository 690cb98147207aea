import { type ComplaintRecord, complaintFor, may } from '#modules/complaints/index.ts'
import { firstReading } from '#modules/conversations/index.ts'
import { type NamedActor, nameActors } from '#modules/people/index.ts'
import { type Actor, isStaff } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Say } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { type Bars, maySettle, mayWith } from './access.ts'
import type { Feeling, Hand, Procedure, ProcedureStep } from './contract/steps.ts'
import { type FoundProcedure, findProcedure } from './find-procedure.ts'
import type { Evidence } from './rules/evidence.ts'
import { historyOf, lastNamed, named, saidWith } from './rules/history.ts'
import { isAlwaysReviewed } from './rules/judge-afterwards.ts'
import { type HandAct, type Missing, nextOf, type Step, type Told } from './rules/procedure.ts'
import { byHandOf } from './rules/steps.ts'
import { stepIn } from './rules/template.ts'
import { sayTo } from './say-procedure.ts'
import './refusals.ts'

/** The steps of a complaint, for the caller's eyes and in the caller's language. */
export async function readProcedure(work: Work, complaintId: Id): Promise<Procedure> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  return presentProcedure(work, complaint)
}

export async function presentProcedure(work: Work, complaint: ComplaintRecord): Promise<Procedure> {
  const [found, bars, felt] = await Promise.all([
    findProcedure(work, complaint),
    intakeOf(work, complaint),
    lastFeeling(work, complaint.id),
  ])
  const named = await nameActors(work, [
    ...found.acts.map(({ by }) => by),
    ...found.steps.flatMap(({ hand }) => hand?.by ?? []),
    felt?.noted_by ?? '',
  ])
  const works = may(work.actor, complaint).edit && maySettle(work.actor)
  const actor = works ? work.actor : nobody
  const speaking: Speaking = {
    complaint: complaint.id,
    say: sayTo(work.actor),
    language: languageOf(work.actor),
    named,
    found,
    actor,
    bars: barsOf(found.told, bars),
  }
  const steps = found.steps.map((step) => presentStep(step, speaking))
  const counted = steps.filter(({ state }) => state !== 'not_applicable' && state !== 'skipped')
  return {
    template: found.kept.template,
    version: found.kept.version,
    steps,
    done: counted.filter(({ state }) => state === 'done').length,
    of: counted.length,
    next: nextLine(steps, found),
    anything_else: anythingElse(found.told),
    feeling: feltBy(felt, named),
    may: { work: works },
  }
}

type Felt = Awaited<ReturnType<typeof lastFeeling>>

type Named = (written: string) => NamedActor

// the column's check holds the same codes
const feltBy = (felt: Felt, named: Named): Procedure['feeling'] =>
  felt ? { feeling: felt.feeling as Feeling, words: felt.words, at: felt.noted_at.toString(), by: named(felt.noted_by) } : null

const nobody: Actor = { kind: 'stranger', id: null }
const languageOf = (actor: Actor): Language => (actor.kind === 'person' ? actor.language : 'en')

/** What step 2 and step 12 may not be left out for. */
export async function barsFor(work: Work, complaint: ComplaintRecord, told: Told): Promise<Bars> {
  return barsOf(told, await intakeOf(work, complaint))
}

const strongFeelings = 6
const spoken = ['phone', 'counter']

/** Told by telephone, or strong feelings in the first message that was read. */
async function intakeOf(work: Work, complaint: ComplaintRecord): Promise<{ unclear: boolean }> {
  if (spoken.includes(complaint.channel)) return { unclear: true }
  const first = await firstReading(work, complaint.id)
  return { unclear: first !== null && first.emotion >= strongFeelings }
}

function barsOf(told: Told, { unclear }: { unclear: boolean }): Bars {
  const history = historyOf(told.facts)
  const many = named(history, 'issue.added').length > 1
  return {
    unclear: unclear || many,
    alwaysReviewed: isAlwaysReviewed({ history, record: told.record, checklist: told.checklist, filled: told.filled ?? [] }),
  }
}

interface Speaking {
  complaint: Id
  say: Say
  language: Language
  named: Named
  found: FoundProcedure
  actor: Actor
  bars: Bars
}

function presentStep(step: Step, speaking: Speaking): ProcedureStep {
  const { say, found, language, named, actor, bars } = speaking
  const rule = stepIn(found.kept.steps, step.step)
  const nameOf = (code: string) => rule.points.find((point) => point.code === code)?.names[language] ?? code
  const allowed = mayWith(actor, step, bars)
  return {
    step: step.step,
    code: step.code,
    title: say(`step.${step.code}.title`),
    help: say(`step.${step.code}.help`),
    state: step.state,
    required: step.required,
    evidence: step.evidence.map((one) => presentEvidence(one, speaking)),
    missing: step.missing.map((one) => ({
      code: one.point === undefined ? one.code : `point:${one.point}`,
      sentence: sentenceOf(one, say, nameOf),
    })),
    by_hand: step.hand && presentHand(step.hand, named),
    points: step.points.map(({ code, hand }) => ({
      code,
      name: nameOf(code),
      hand: hand && presentHand(hand, named),
      may: { tick: maySettle(actor) && hand === null, reset: maySettle(actor) && hand !== null },
    })),
    reasons: [...byHandOf(step.step).reasons],
    may: allowed,
  }
}

function sentenceOf(missing: Missing, say: Say, nameOf: (code: string) => string): string {
  const name = missing.point === undefined ? undefined : nameOf(missing.point)
  return say(`missing.${missing.code}`, {
    ...(missing.count !== undefined && { count: missing.count }),
    ...(name !== undefined && { name }),
  })
}

const presentEvidence = ({ kind, id, at, shows, item }: Evidence, { complaint, say }: Speaking): ProcedureStep['evidence'][number] => ({
  kind,
  id,
  at,
  label: say(`shows.${shows}`),
  href: `/app/complaints/${complaint}#item-${item}`,
})

const presentHand = ({ kind, by, at, code, reason }: HandAct, named: Named): Hand => ({
  kind,
  by: named(by),
  at: at.toString(),
  code,
  reason,
})

function nextLine(steps: readonly ProcedureStep[], found: FoundProcedure): Procedure['next'] {
  const next = nextOf(found.steps)
  const shown = steps.find(({ step }) => step === next?.step)
  if (!shown) return null
  return { step: shown.step, sentence: shown.missing[0]?.sentence ?? shown.title }
}

/** Asked by hand counts with its answer; asked in a message, the answer comes by itself. */
function anythingElse({ facts }: Told): Procedure['anything_else'] {
  const history = historyOf(facts)
  const asked = lastNamed(history, 'anything_else.asked')
  if (asked) return { at: asked.at.toString(), answer: asked.data['answer'] === 'yes' ? 'yes' : 'no' }
  const written = saidWith(history, 'anything_else').at(-1)?.sent
  return written ? { at: written.at.toString(), answer: null } : null
}

const lastFeeling = (work: Work, complaint: Id) =>
  work.db
    .selectFrom('procedure_feelings')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .orderBy('noted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
