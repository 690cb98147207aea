import * as z from 'zod/mini'
import { endpoint, Id, Instant, text, Version } from '#platform/endpoint.ts'

/** What a colleague may hold a survey back for. The last one needs the customer's own words. */
export const reasons = ['bereavement', 'safety', 'self_harm', 'threat', 'customer_asked_not_to'] as const
export const Reason = z.enum(reasons)
export type Reason = z.output<typeof Reason>

/** The desk holds one back by itself: nobody can be written to, or the customer said on the page that they do not want to be asked. */
export const heldBack = [...reasons, 'no_address', 'opted_out', 'not_sendable', 'not_delivered'] as const
export const HeldBack = z.enum(heldBack)
export type HeldBack = z.output<typeof HeldBack>

export const scores = [1, 2, 3, 4, 5] as const
export const longestComment = 4_000
export const longestWords = 2_000

export const Survey = z.object({
  id: Id,
  /** due: it goes out by itself at `due`. lapsed: the complaint was opened again before. */
  state: z.enum(['due', 'asked', 'answered', 'suppressed', 'lapsed']),
  resolved_at: z.string(),
  due: z.string(),
  /** Why it could not be sent yet, in the codes of automatic mail; it is tried again. */
  withheld: z.nullable(z.string()),
  asked_at: z.nullable(z.string()),
  expires_at: z.nullable(z.string()),
  suppressed_at: z.nullable(z.string()),
  suppressed_for: z.nullable(HeldBack),
  answered_at: z.nullable(z.string()),
  /** 1 to 5: how content with what came out, and with how it was handled. */
  outcome: z.nullable(z.int()),
  handling: z.nullable(z.int()),
  /** Card numbers and IBANs masked. */
  comment: z.nullable(z.string()),
  unhappy: z.nullable(z.boolean()),
})
export type Survey = z.output<typeof Survey>

const OfComplaint = z.object({
  data: z.array(Survey),
  suppression: z.nullable(z.object({ reason: Reason, words: z.nullable(z.string()), by: z.string(), at: z.string() })),
  may: z.object({ suppress: z.boolean() }),
})

export const listSurveys = endpoint('GET /complaints/:complaint/surveys', {
  requires: 'complaints.read',
  about: 'What the customer was asked after each resolution, and what they answered, newest first. Nobody can change or delete an answer.',
  answers: OfComplaint,
})

export const suppressSurvey = endpoint('POST /complaints/:complaint/survey-suppression', {
  requires: 'surveys.suppress',
  about:
    'The customer is not asked about this complaint, for one of the few reasons that there are. Who asked not to be asked is quoted. It stays, and counts in the coverage.',
  status: 201,
  body: z.object({ reason: Reason, words: z.optional(text(longestWords)) }),
  answers: OfComplaint,
})

export const readCoverage = endpoint('GET /surveys/coverage', {
  requires: 'surveys.read',
  about: 'Of the resolutions in a period: how many could be asked about, were asked about, were answered; and why not, by reason.',
  query: z.object({ from: z.optional(Instant), to: z.optional(Instant) }),
  answers: z.object({
    from: z.nullable(z.string()),
    to: z.nullable(z.string()),
    resolved: z.int(),
    eligible: z.int(),
    asked: z.int(),
    answered: z.int(),
    suppressed: z.array(z.object({ reason: HeldBack, count: z.int() })),
  }),
})

const Figures = {
  /** Between the decision and the question; 0 asks at once. */
  delay_hours: z.int().check(z.gte(0), z.lte(720)),
  /** In which it may be answered. */
  open_days: z.int().check(z.gte(1), z.lte(90)),
  /** One of the two answers at or below this brings the complaint back. */
  alert_score: z.int().check(z.gte(1), z.lte(4)),
}
export const Settings = z.object({ ...Figures, version: Version })
export type Settings = z.output<typeof Settings>

export const readSettings = endpoint('GET /survey-settings', {
  requires: 'surveys.edit',
  about: 'When customers are asked what they think, how long they may answer, and which answer brings a complaint back.',
  answers: Settings,
})

export const editSettings = endpoint('PATCH /survey-settings', {
  requires: 'surveys.edit',
  about: 'Changes that, for surveys that are not planned yet.',
  body: z.strictObject({
    delay_hours: z.optional(Figures.delay_hours),
    open_days: z.optional(Figures.open_days),
    alert_score: z.optional(Figures.alert_score),
  }),
  answers: Settings,
})
