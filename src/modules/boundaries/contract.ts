import * as z from 'zod/mini'
import { Channel } from '#modules/complaints/contract.ts'
import { endpoint, Id, Instant, Language, text, Version, words } from '#platform/endpoint.ts'

/** boundary: a sentence was said (step 1); contact_ended: step 2; threat to a person: T; sign of self-harm: W. */
export const steps = ['boundary', 'contact_ended', 'threat', 'self_harm'] as const
export const Step = z.enum(steps)
export type Step = z.output<typeof Step>

const Named = z.object({ id: Id, name: z.string() })
const longest = 2_000

export const Incident = z.object({
  id: Id,
  step: Step,
  /** What was said or done, in its own words; null for who has no part in a sign of self-harm. */
  quote: z.nullable(z.string()),
  channel: z.string(),
  happened_at: z.string(),
  next_at: z.nullable(z.string()),
  /** Step 2: nobody has written to the customer since the contact was ended. */
  summary_due: z.boolean(),
  alerted: z.nullable(Named),
  attended: z.nullable(z.object({ by: Named, at: z.string(), note: z.string() })),
  logged_by: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }),
  logged_at: z.string(),
  may: z.object({ attend: z.boolean() }),
})
export type Incident = z.output<typeof Incident>

export const limitStates = ['proposed', 'refused', 'approved', 'in_force', 'over'] as const

export const Limit = z.object({
  id: Id,
  /** approved: not told to the customer yet, so it does not count yet. over: its review date has come, or it was ended or lifted. */
  state: z.enum(limitStates),
  manner: z.enum(['channel', 'single_contact']),
  channel: z.nullable(Channel),
  contact: z.nullable(Named),
  reasons: z.string(),
  review_on: z.string(),
  proposed_by: Named,
  proposed_at: z.string(),
  decided: z.nullable(z.object({ decision: z.enum(['approved', 'refused']), by: Named, at: z.string(), reason: z.string() })),
  told_at: z.nullable(z.string()),
  appeal: z.nullable(
    z.object({
      words: z.string(),
      at: z.string(),
      decided: z.nullable(z.object({ outcome: z.enum(['kept', 'lifted']), by: Named, at: z.string(), reason: z.string() })),
    }),
  ),
  ended: z.nullable(z.object({ by: z.nullable(Named), at: z.string(), reason: z.string() })),
  version: Version,
  may: z.object({ decide: z.boolean(), tell: z.boolean(), appeal: z.boolean(), judge_appeal: z.boolean(), end: z.boolean() }),
})
export type Limit = z.output<typeof Limit>

export const listBoundaries = endpoint('GET /complaints/:complaint/boundaries', {
  requires: 'complaints.read',
  about: 'What was logged about conduct on a complaint, and the limits on contact: newest first.',
  answers: z.object({
    incidents: z.array(Incident),
    limits: z.array(Limit),
    /** What to say and give at a sign of self-harm, in the complaint’s language; null until an administrator has written it. */
    help: z.nullable(z.string()),
    may: z.object({ log: z.boolean(), propose: z.boolean() }),
  }),
})

export const logIncident = endpoint('POST /complaints/:complaint/incidents', {
  requires: 'incidents.log',
  about: 'Logs conduct: its words, when and where. A threat or a sign of self-harm calls a named supervisor or manager at once.',
  status: 201,
  body: z.object({
    step: Step,
    quote: words(longest),
    channel: Channel,
    at: z.optional(Instant),
    /** Step 2: when the customer hears from us next. */
    next_at: z.optional(Instant),
    alert: z.optional(Id),
  }),
  answers: Incident,
})

export const attendIncident = endpoint('POST /complaints/:complaint/incidents/:incident/attention', {
  requires: 'incidents.attend',
  about: 'The supervisor who was called says what was done.',
  body: z.object({ note: words(longest) }),
  answers: Incident,
})

export const proposeLimit = endpoint('POST /complaints/:complaint/boundaries', {
  requires: 'limits.propose',
  about: 'Proposes a limit on how the customer contacts us, for at most three months. A manager who is another person decides.',
  status: 201,
  body: z.object({
    manner: z.enum(['channel', 'single_contact']),
    channel: z.optional(Channel),
    contact: z.optional(Id),
    reasons: words(longest),
    review_on: z.iso.date(),
  }),
  answers: Limit,
})

/** The version of the limit that the caller has seen; an older one is refused. */
const seen = { version: Version }

export const decideLimit = endpoint('POST /complaints/:complaint/boundaries/:limit/decision', {
  requires: 'limits.decide',
  about: 'Approves or refuses a proposed limit, with the reason: four eyes.',
  body: z.object({ ...seen, decision: z.enum(['approved', 'refused']), reason: words(longest) }),
  answers: Limit,
})

export const tellLimit = endpoint('POST /complaints/:complaint/boundaries/:limit/notice', {
  requires: 'limits.propose',
  about: 'Says that the customer was told in writing: the newest message since the decision. The limit counts from now on.',
  body: z.object(seen),
  answers: Limit,
})

export const appealLimit = endpoint('POST /complaints/:complaint/boundaries/:limit/appeal', {
  requires: 'limits.propose',
  about: 'Records the customer’s appeal, in the customer’s own words.',
  body: z.object({ ...seen, words: words(longest) }),
  answers: Limit,
})

export const decideAppeal = endpoint('POST /complaints/:complaint/boundaries/:limit/appeal-decision', {
  requires: 'limits.decide',
  about: 'A manager who had no part in the limit keeps or lifts it.',
  body: z.object({ ...seen, outcome: z.enum(['kept', 'lifted']), reason: words(longest) }),
  answers: Limit,
})

export const endLimit = endpoint('POST /complaints/:complaint/boundaries/:limit/ending', {
  requires: 'limits.decide',
  about: 'Ends a limit before its review date.',
  body: z.object({ ...seen, reason: words(longest) }),
  answers: Limit,
})

const OnComplaint = z.object({ id: Id, number: z.string(), customer: z.nullable(Named) })

export const listOwnBoundaries = endpoint('GET /boundaries', {
  requires: 'complaints.read',
  about: 'What waits for the caller: calls for help, limits and appeals to decide, limits whose review date has come.',
  answers: z.object({
    alerts: z.array(z.object({ complaint: OnComplaint, incident: Incident })),
    limits: z.array(z.object({ complaint: OnComplaint, limit: Limit, waits: z.enum(['decision', 'appeal', 'review']) })),
  }),
})

const HelpText = z.object({ language: Language, text: z.string(), version: Version, changed_at: z.nullable(z.string()) })
export type HelpText = z.output<typeof HelpText>

export const readHelp = endpoint('GET /help-texts', {
  requires: 'complaints.read',
  about: 'What colleagues may say and give to somebody who speaks of harming themselves, by language.',
  answers: z.object({ data: z.array(HelpText), may: z.object({ edit: z.boolean() }) }),
})

export const writeHelp = endpoint('PUT /help-texts/:language', {
  requires: 'help.edit',
  about: 'Writes that text. `version` is the one last seen; empty takes the text away.',
  body: z.object({ text: text(4_000), version: Version }),
  answers: z.object({ data: z.array(HelpText), may: z.object({ edit: z.boolean() }) }),
})
