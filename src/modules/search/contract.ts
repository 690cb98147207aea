import * as z from 'zod/mini'
import { endpoint, Id, Language, pageOf } from '#platform/endpoint.ts'

export const kinds = ['complaint', 'message', 'note', 'customer'] as const

export const Hit = z.object({
  kind: z.enum(kinds),
  id: Id,
  /** Where it belongs; a customer belongs to none. */
  complaint: z.nullable(z.object({ id: Id, number: z.string() })),
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
    'Complaints by number, order number and words; messages and notes by words; customers by name, address, telephone and account number.',
  query: z.object({
    q: z._default(z.string(), ''),
    /** The language that the question is in, where it is known. */
    language: z.optional(Language),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(50)), 20),
  }),
  answers: pageOf(Hit),
})
