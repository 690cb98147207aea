import * as z from 'zod/mini'
import { wishes } from '#modules/triage/rules/wishes.ts'
import { endpoint, Id, text, words } from '#platform/endpoint.ts'
import { AskedSum, By, longestReason, Sum } from './remedy.ts'

export const Wish = z.object({
  code: z.enum(wishes),
  /** They said so, or we think so. */
  told: z.enum(['asked', 'inferred']),
  /** Only where the customer said it. */
  non_negotiable: z._default(z.boolean(), false),
})
export type Wish = z.output<typeof Wish>

export const Expectation = z.object({
  issue: z.object({ id: Id, position: z.int(), title: z.string() }),
  wanted: z.nullable(z.string()),
  tags: z.array(Wish),
  /** What law or contract gives on this issue already: no offer goes below. */
  floor: z.nullable(z.object({ money: Sum, reason: z.string() })),
  noted_by: z.nullable(By),
  noted_at: z.nullable(z.string()),
  /** 0: nobody wrote anything yet. */
  version: z.int(),
})
export type Expectation = z.output<typeof Expectation>

export const listExpectations = endpoint('GET /complaints/:complaint/expectations', {
  requires: 'complaints.read',
  about: 'What the customer asked for, issue by issue, and what we owe without bargaining. For our eyes only.',
  answers: z.object({ data: z.array(Expectation), may: z.object({ edit: z.boolean() }) }),
})

export const noteExpectation = endpoint('PUT /complaints/:complaint/issues/:issue/expectation', {
  requires: 'remedies.propose',
  about: 'Writes down what the customer asked for on an issue, and the floor below which no offer goes, with its reason.',
  body: z.strictObject({
    wanted: z.nullable(text(longestReason)),
    tags: z.array(Wish).check(z.maxLength(wishes.length)),
    floor: z.nullable(z.object({ money: AskedSum, reason: words(longestReason) })),
    version: z.int().check(z.gte(0)),
  }),
  answers: Expectation,
})
