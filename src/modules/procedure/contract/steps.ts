import * as z from 'zod/mini'
import { CategoryCode } from '#modules/complaints/contract/categories.ts'
import { Issue } from '#modules/complaints/contract.ts'
import { endpoint, Id, text, words } from '#platform/endpoint.ts'
import { evidenceKinds } from '../rules/evidence.ts'
import { skipReasons, stepCodes, stepStates } from '../rules/steps.ts'

const Who = z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })

/** What somebody settled by hand, and why. */
const Hand = z.object({
  kind: z.enum(['tick', 'skip']),
  by: Who,
  at: z.string(),
  code: z.nullable(z.string()),
  reason: z.nullable(z.string()),
})
export type Hand = z.output<typeof Hand>

const Evidence = z.object({
  kind: z.enum(evidenceKinds),
  id: z.string(),
  at: z.string(),
  label: z.string(),
  /** Where the workspace shows it. */
  href: z.string(),
})

const StepPoint = z.object({
  code: z.string(),
  name: z.string(),
  hand: z.nullable(Hand),
  may: z.object({ tick: z.boolean(), reset: z.boolean() }),
})

export const ProcedureStep = z.object({
  step: z.int(),
  code: z.enum(stepCodes),
  title: z.string(),
  help: z.string(),
  state: z.enum(stepStates),
  /** Closing waits for it. */
  required: z.boolean(),
  evidence: z.array(Evidence),
  missing: z.array(z.object({ code: z.string(), sentence: z.string() })),
  by_hand: z.nullable(Hand),
  points: z.array(StepPoint),
  /** From which a skip chooses; without any, it says its own. */
  reasons: z.array(z.enum(skipReasons)),
  may: z.object({ tick: z.boolean(), skip: z.boolean(), reset: z.boolean() }),
})
export type ProcedureStep = z.output<typeof ProcedureStep>

export const feelings = ['content', 'accepting', 'unhappy', 'not_said'] as const
export const Feeling = z.enum(feelings)
export type Feeling = z.output<typeof Feeling>

export const Procedure = z.object({
  /** Null where the complaint keeps the template of every category. */
  template: z.nullable(CategoryCode),
  /** 0 is the template that a desk has before anybody writes one. */
  version: z.int(),
  steps: z.array(ProcedureStep),
  done: z.int(),
  /** Of how many: those that do not apply are not counted. */
  of: z.int(),
  next: z.nullable(z.object({ step: z.int(), sentence: z.string() })),
  /** Whether anything else was asked for: by a person here, or in a message that was sent. */
  anything_else: z.nullable(z.object({ at: z.string(), answer: z.nullable(z.enum(['yes', 'no'])) })),
  feeling: z.nullable(z.object({ feeling: Feeling, words: z.nullable(z.string()), at: z.string(), by: Who })),
  may: z.object({ work: z.boolean() }),
})
export type Procedure = z.output<typeof Procedure>

export const readProcedure = endpoint('GET /complaints/:complaint/procedure', {
  requires: 'complaints.read',
  about: 'The twelve steps of a complaint: what shows that each was done, what is missing, and what is missing next.',
  answers: Procedure,
})

const longestReason = 2_000

export const tickStep = endpoint('POST /complaints/:complaint/procedure/steps/:step/ticking', {
  requires: 'steps.settle',
  about: 'Says that a step was done where the desk could not see it, with a reason.',
  body: z.object({ reason: words(longestReason) }),
  answers: Procedure,
})

export const untickStep = endpoint('DELETE /complaints/:complaint/procedure/steps/:step/ticking', {
  requires: 'steps.settle',
  about: 'Takes the tick off; the step is again what the record says.',
  answers: Procedure,
})

export const skipStep = endpoint('POST /complaints/:complaint/procedure/steps/:step/skipping', {
  requires: 'steps.settle',
  about: 'Leaves a step out, where that is allowed, with a reason from its list or in own words.',
  body: z.object({ code: z.optional(z.enum(skipReasons)), reason: z.optional(text(longestReason)) }),
  answers: Procedure,
})

export const unskipStep = endpoint('DELETE /complaints/:complaint/procedure/steps/:step/skipping', {
  requires: 'steps.settle',
  about: 'Takes the skip back; the step is again what the record says.',
  answers: Procedure,
})

export const tickPoint = endpoint('POST /complaints/:complaint/procedure/steps/:step/points/:point/ticking', {
  requires: 'steps.settle',
  about: 'Ticks a point that the house added to a step.',
  body: z.object({ reason: z.optional(text(longestReason)) }),
  answers: Procedure,
})

export const untickPoint = endpoint('DELETE /complaints/:complaint/procedure/steps/:step/points/:point/ticking', {
  requires: 'steps.settle',
  about: 'Takes the tick off a point.',
  answers: Procedure,
})

export const askAnythingElse = endpoint('POST /complaints/:complaint/anything-else', {
  requires: 'steps.settle',
  about: 'Records that the customer was asked whether there is anything else. A yes opens a further issue.',
  body: z.object({
    answer: z.enum(['yes', 'no']),
    issue: z.optional(z.object({ title: words(500), category: z.optional(z.nullable(CategoryCode)) })),
  }),
  answers: z.object({ answer: z.enum(['yes', 'no']), issue: z.nullable(Issue) }),
})

export const noteFeeling = endpoint('PUT /complaints/:complaint/feeling', {
  requires: 'steps.settle',
  about: 'How the customer feels about the outcome, in their words where they said so.',
  body: z.object({ feeling: Feeling, words: z.optional(text(longestReason)) }),
  answers: Procedure,
})
