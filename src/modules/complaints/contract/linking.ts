import * as z from 'zod/mini'
import { endpoint, Id, text, words } from '#platform/endpoint.ts'
import { Complaint, State } from './complaint.ts'

export const splitIssue = endpoint('POST /complaints/:complaint/issues/:issue/split', {
  requires: 'complaints.merge',
  about:
    'One issue goes on in a complaint of its own, which keeps the time of receipt. The messages named are shown in both, the promises named go with it. Refused for the only issue, a decided one, and one with a remedy.',
  status: 201,
  body: z.object({
    reason: words(2_000),
    /** Messages of this complaint that are shown in the other one too. */
    messages: z.optional(z.array(Id).check(z.maxLength(100))),
    /** Open promises of this complaint that are about this issue. */
    promises: z.optional(z.array(Id).check(z.maxLength(50))),
  }),
  answers: Complaint,
})

export const likenesses = ['order', 'text', 'category', 'customer'] as const

/** Another complaint that may be the same matter, and why it looks so. */
export const Alike = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  /** The beginning of the customer's words there. */
  words: z.string(),
  state: State,
  received_at: z.string(),
  /** Not `customer` alone: people complain about more than one thing. */
  why: z.array(z.enum(likenesses)),
  /** The order numbers that both name. */
  orders: z.array(z.string()),
  /** Whether this one can be merged into it: it has not ended, and it is no other customer's. */
  may_merge: z.boolean(),
})
export type Alike = z.output<typeof Alike>

export const readAlike = endpoint('GET /complaints/:complaint/likenesses', {
  requires: 'complaints.read',
  about: 'Complaints that may be the same matter: of the same customer or order, with the reasons. At most five.',
  answers: z.object({ data: z.array(Alike) }),
})

export const findAlike = endpoint('POST /likenesses', {
  requires: 'complaints.edit',
  about: 'The same before a complaint is opened, by what is known of it. Nothing is kept.',
  body: z.object({ text: text(20_000), customer: z.optional(Id), orders: z.optional(z.array(words(60)).check(z.maxLength(30))) }),
  answers: z.object({ data: z.array(Alike) }),
})

export const sayDifferent = endpoint('POST /complaints/:complaint/differences', {
  requires: 'complaints.edit',
  about: 'These two are not the same matter: neither is suggested for the other again.',
  body: z.object({ other: Id }),
  answers: z.object({ data: z.array(Alike) }),
})
