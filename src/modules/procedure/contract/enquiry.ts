import * as z from 'zod/mini'
import { endpoint, Id, Instant, Language, text, words } from '#platform/endpoint.ts'
import { IssueCause } from './causes.ts'
import { PointCode, pointKinds } from './checklists.ts'

export const longestWords = 4_000
export const longestSummary = 10_000
const Who = z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })

export const pointStatuses = ['known', 'asked', 'not_applicable', 'unavailable'] as const
/** Where a fact is known from. */
export const pointSources = ['customer', 'record', 'document', 'colleague', 'elsewhere'] as const

export const NotedPoint = z.object({
  code: PointCode,
  name: z.string(),
  /** In the customer's language. */
  question: z.nullable(z.string()),
  purpose: z.nullable(z.string()),
  kind: z.enum(pointKinds),
  needed: z.boolean(),
  /** Null: nobody has noted anything, and the record does not say it. */
  status: z.nullable(z.enum(pointStatuses)),
  /** Card numbers and IBANs masked. */
  value: z.nullable(z.string()),
  source: z.nullable(z.enum(pointSources)),
  reason: z.nullable(z.string()),
  by: z.nullable(Who),
  at: z.nullable(z.string()),
})
export type NotedPoint = z.output<typeof NotedPoint>

export const summaryWays = ['mail', 'spoken'] as const
export const summaryAnswers = ['confirmed', 'corrected'] as const

export const Summary = z.object({
  id: Id,
  text: z.string(),
  language: Language,
  way: z.enum(summaryWays),
  message: z.nullable(Id),
  asked_at: z.string(),
  asked_by: Who,
  answer: z.nullable(z.enum(summaryAnswers)),
  correction: z.nullable(z.string()),
  answered_at: z.nullable(z.string()),
  /** `link`: the customer, on the page. */
  answered_by: z.nullable(Who),
  may: z.object({ answer: z.boolean() }),
})
export type Summary = z.output<typeof Summary>

export const findingResults = ['confirmed', 'refuted', 'unclear'] as const
export const findingSources = [
  'customer',
  'record',
  'document',
  'colleague',
  'partner',
  'expert',
  'visit',
  'recording',
  'elsewhere',
] as const

export const Finding = z.object({
  id: Id,
  issue: z.nullable(Id),
  claim: z.string(),
  source: z.enum(findingSources),
  result: z.enum(findingResults),
  note: z.nullable(z.string()),
  message: z.nullable(Id),
  attachment: z.nullable(z.object({ id: Id, name: z.string() })),
  by: Who,
  at: z.string(),
})
export type Finding = z.output<typeof Finding>

/** What makes a complaint escalate (CAPABILITIES 40), and that it was opened again. */
export const triggers = [
  'poor_communication',
  'not_heard',
  'outage',
  'lack_of_urgency',
  'lack_of_trust',
  'unexpected_charge',
  'unresolved_issue',
  'reopened',
] as const
export const Trigger = z.enum(triggers)
export type Trigger = z.output<typeof Trigger>

/** Look at the customer's situation, let them tell it, ask, verify. */
export const intakeStages = ['look', 'listen', 'ask', 'verify'] as const
export const IntakeStage = z.enum(intakeStages)
export type IntakeStage = z.output<typeof IntakeStage>

export const HeldStage = z.object({ stage: IntakeStage, began_at: z.string(), ended_at: z.nullable(z.string()), by: Who })

export const Enquiry = z.object({
  /** The checklist in its order, then what was noted besides. */
  points: z.array(NotedPoint),
  /** Of the needed ones, how many are neither known nor settled otherwise. */
  open: z.int(),
  /** Newest first. */
  summaries: z.array(Summary),
  /** Newest first. */
  findings: z.array(Finding),
  /** One an issue, in their order. */
  causes: z.array(IssueCause),
  triggers: z.array(z.object({ trigger: Trigger, by: Who, at: z.string() })),
  /** Oldest first. */
  stages: z.array(HeldStage),
  may: z.object({ work: z.boolean(), mail: z.boolean() }),
})
export type Enquiry = z.output<typeof Enquiry>

export const readEnquiry = endpoint('GET /complaints/:complaint/enquiry', {
  requires: 'complaints.read',
  about: 'What is known, asked and verified on a complaint: facts, summaries, findings, causes, triggers, and how long each stage took.',
  answers: Enquiry,
})

export const notePoint = endpoint('PUT /complaints/:complaint/points/:point', {
  requires: 'steps.settle',
  about: 'Notes a fact: known with its value and source, asked for, or not applicable or unavailable with a reason.',
  body: z.object({
    status: z.enum(pointStatuses),
    value: z.optional(text(longestWords)),
    source: z.optional(z.enum(pointSources)),
    reason: z.optional(text(longestWords)),
  }),
  answers: Enquiry,
})

export const askSummary = endpoint('POST /complaints/:complaint/summaries', {
  requires: 'steps.settle',
  about:
    'Says back what we understood: by mail with a link where the customer confirms or corrects it, or aloud, with what they said to it.',
  status: 201,
  body: z.object({
    text: words(longestSummary),
    way: z.enum(summaryWays),
    /** Of one that is read out. */
    answer: z.optional(z.enum(summaryAnswers)),
    correction: z.optional(text(longestWords)),
    /** Of one that is mailed: as for a reply. */
    to: z.optional(z.array(z.string().check(z.maxLength(254))).check(z.maxLength(20))),
    words_reason: z.optional(words(500)),
    confirmed_recipients: z.optional(z.array(z.string().check(z.maxLength(254))).check(z.maxLength(20))),
  }),
  answers: Enquiry,
})

export const answerSummary = endpoint('POST /complaints/:complaint/summaries/:summary/answer', {
  requires: 'steps.settle',
  about: 'What the customer said to our summary when they were asked by telephone or at the counter. Once.',
  body: z.object({ answer: z.enum(summaryAnswers), correction: z.optional(text(longestWords)) }),
  answers: Enquiry,
})

export const logFinding = endpoint('POST /complaints/:complaint/findings', {
  requires: 'steps.settle',
  about: 'Something that was verified: the claim, where we looked, what we found, and the message or file that shows it.',
  status: 201,
  body: z.object({
    claim: words(longestWords),
    source: z.enum(findingSources),
    result: z.enum(findingResults),
    note: z.optional(text(longestWords)),
    issue: z.optional(z.nullable(Id)),
    message: z.optional(z.nullable(Id)),
    attachment: z.optional(z.nullable(Id)),
  }),
  answers: Enquiry,
})

export const setTriggers = endpoint('PUT /complaints/:complaint/triggers', {
  requires: 'steps.settle',
  about: 'What made the complaint escalate: all that holds. That it was opened again the desk notes by itself.',
  body: z.object({ triggers: z.array(Trigger).check(z.maxLength(triggers.length)) }),
  answers: Enquiry,
})

export const countTriggers = endpoint('GET /escalation-triggers/counts', {
  requires: 'complaints.read',
  about: 'Of the complaints that the caller may see and that came in during a period: how many have each trigger.',
  query: z.object({ from: z.optional(Instant), to: z.optional(Instant) }),
  answers: z.object({
    from: z.nullable(z.string()),
    to: z.nullable(z.string()),
    complaints: z.int(),
    /** Of them, those that have any. */
    with_triggers: z.int(),
    counts: z.array(z.object({ trigger: Trigger, complaints: z.int() })),
  }),
})

export const beginStage = endpoint('POST /complaints/:complaint/stages', {
  requires: 'steps.settle',
  about:
    'A stage of taking it in begins; the one before ends. Null ends the last. With `intake`, the stages before there was a complaint come along.',
  status: 201,
  body: z.object({ stage: z.nullable(IntakeStage), intake: z.optional(Id) }),
  answers: Enquiry,
})
