import * as z from 'zod/mini'
import { endpoint, Id } from '#platform/endpoint.ts'
import { Named } from './complaint.ts'

const Brief = z.object({ id: Id, number: z.string(), customer: z.nullable(Named) })

export const cameBackWhys = [
  'promise_broken',
  'refused',
  'unhappy',
  'customer_wrote',
  'reply_by_passed',
  'request_passed',
  'reopened',
] as const

export const listReturned = endpoint('GET /complaint-returns', {
  requires: 'complaints.read',
  about: 'The caller’s complaints that came back in the last 14 days, and on which nobody has answered since; newest first, at most 20.',
  answers: z.object({ data: z.array(z.object({ complaint: Brief, why: z.enum(cameBackWhys), at: z.string() })) }),
})

/** How many complaints are counted, at the most; where there are more, `more` is true and each figure is at least so much. */
export const loadCountedTo = 10_000

export const readLoad = endpoint('GET /complaint-load', {
  requires: 'complaints.lead',
  about: 'The open complaints that the caller may see: by team, by colleague, and the oldest five.',
  answers: z.object({
    more: z.boolean(),
    teams: z.array(z.object({ team: z.nullable(Named), open: z.int(), unassigned: z.int() })),
    colleagues: z.array(z.object({ colleague: Named, open: z.int(), urgent: z.int() })),
    oldest: z.array(z.object({ complaint: Brief, owner: z.nullable(Named), received_at: z.string() })),
  }),
})
