import * as z from 'zod/mini'
import { endpoint, Id, Language, pageOf } from '#platform/endpoint.ts'

export const kinds = ['complaint', 'message', 'note', 'attachment', 'customer'] as const
export const Kind = z.enum(kinds)
export type Kind = z.output<typeof Kind>

export const Hit = z.object({
  kind: Kind,
  id: Id,
  /** Where it belongs; a customer belongs to none. */
  complaint: z.nullable(z.object({ id: Id, number: z.string() })),
  /** Where that complaint goes on since it was merged into another one. */
  merged_into: z.nullable(z.object({ id: Id, number: z.string() })),
  title: z.string(),
  excerpt: z.string(),
  at: z.string(),
  /** Where in the excerpt the words stand that were searched: [start, end), in UTF-16 units. */
  marks: z.array(z.tuple([z.int(), z.int()])),
})
export type Hit = z.output<typeof Hit>

export const search = endpoint('GET /search', {
  requires: 'search.use',
  about:
    'Complaints by number, order number and words; messages, notes and names of attachments by words; customers by name, address, telephone and account number. The operators of lists narrow by complaint: `state:open -tag:parcel lamp`.',
  query: z.object({
    q: z._default(z.string(), ''),
    /** The language that the question is in, where it is known. */
    language: z.optional(Language),
    /** Only hits of this kind. */
    kind: z.optional(Kind),
    cursor: z.optional(z.string().check(z.maxLength(500))),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(50)), 20),
  }),
  answers: pageOf(Hit),
})
