import * as z from 'zod/mini'
import { conducts, orientations } from '#modules/triage/contract.ts'
import { endpoint, Id, Instant, text, Version, words } from '#platform/endpoint.ts'

/** Why a complaint is handed over (DOMAIN §3.6). `other` needs a reason in own words. */
export const whys = [
  'customer_asks',
  'second_broken_promise',
  'above_authority',
  'staff_conduct',
  'public_scene',
  'threat',
  'regulator',
  'strong_emotion',
  'other',
] as const
export const Why = z.enum(whys)
export type Why = z.output<typeof Why>

const Named = z.object({ id: Id, name: z.string() })

export const briefParts = ['facts', 'feelings', 'promises', 'offered', 'wanted'] as const
export type BriefPart = (typeof briefParts)[number]
/** One screen: nobody reads more before a call. */
export const longestPart = 1_500
const Brief = z.object({
  facts: words(longestPart),
  feelings: text(longestPart),
  promises: text(longestPart),
  offered: text(longestPart),
  wanted: words(longestPart),
})
export type Brief = z.output<typeof Brief>

export const Handover = z.object({
  id: Id,
  complaint: z.object({ id: Id, number: z.string(), customer: z.nullable(Named) }),
  state: z.enum(['requested', 'accepted', 'declined', 'withdrawn']),
  why: Why,
  reason: z.nullable(z.string()),
  asked_by: z.enum(['customer', 'colleague']),
  requested_by: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }),
  requested_at: z.string(),
  receiver: Named,
  reach_by: z.string(),
  brief: Brief,
  settled_at: z.nullable(z.string()),
  /** Why it was declined, in the receiver's words. */
  settled_reason: z.nullable(z.string()),
  /** The new owner has not written since taking over: their first reply should apologise for the change of hands. */
  apology_due: z.boolean(),
  version: Version,
  may: z.object({ accept: z.boolean(), decline: z.boolean(), withdraw: z.boolean() }),
})
export type Handover = z.output<typeof Handover>

/** What is known and helps to write the brief. */
export const Known = z.object({
  contacts: z.int(),
  last_words: z.nullable(z.object({ text: z.string(), at: z.string() })),
  last_answer: z.nullable(z.object({ text: z.string(), at: z.string() })),
  reading: z.nullable(z.object({ emotion: z.number(), conduct: z.enum(conducts), orientation: z.enum(orientations) })),
  /** The reason for a hand-over that the last two messages speak for. */
  suggests: z.nullable(Why),
})
export type Known = z.output<typeof Known>

export const listHandovers = endpoint('GET /complaints/:complaint/handovers', {
  requires: 'complaints.read',
  about: 'The hand-overs of a complaint, newest first, and what is known to write the next brief from.',
  answers: z.object({ data: z.array(Handover), known: Known, may: z.object({ request: z.boolean() }) }),
})

export const requestHandover = endpoint('POST /complaints/:complaint/handovers', {
  requires: 'handovers.request',
  about: 'Asks a named colleague to take a complaint over, with a brief. Whoever has it keeps it until then.',
  status: 201,
  body: z.object({
    receiver: Id,
    why: Why,
    reason: z.optional(text(longestPart)),
    asked_by: z.enum(['customer', 'colleague']),
    /** When the customer hears from the receiver. */
    reach_by: Instant,
    brief: Brief,
  }),
  answers: Handover,
})

/** The version of the hand-over that the caller has seen; an older one is refused. */
const seen = { version: Version }

export const acceptHandover = endpoint('POST /complaints/:complaint/handovers/:handover/acceptance', {
  requires: 'handovers.answer',
  about: 'The named receiver takes the complaint over, and owns it from now on.',
  body: z.object(seen),
  answers: Handover,
})

export const declineHandover = endpoint('POST /complaints/:complaint/handovers/:handover/declination', {
  requires: 'handovers.answer',
  about: 'The named receiver cannot take it, and says why. Whoever has it keeps it.',
  body: z.object({ ...seen, reason: words(longestPart) }),
  answers: Handover,
})

export const withdrawHandover = endpoint('POST /complaints/:complaint/handovers/:handover/withdrawal', {
  requires: 'handovers.request',
  about: 'Takes a request back that nobody has answered.',
  body: z.object(seen),
  answers: Handover,
})

export const listOwnHandovers = endpoint('GET /handovers', {
  requires: 'handovers.answer',
  about: 'Hand-overs that wait for the caller, the soonest promise first; and the caller’s own requests that are open or were declined.',
  answers: z.object({ data: z.array(Handover), asked: z.array(Handover) }),
})
