import * as z from 'zod/mini'
import { endpoint, Id, words } from '#platform/endpoint.ts'
import { guards } from './rules/guards.ts'

export const longestFinding = 1_000

const By = z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })
const Sum = z.object({ amount: z.int(), currency: z.string() })

/** Another thing that is the same. */
const Other = z.object({
  /** Null where the reader does not see that complaint. */
  complaint: z.nullable(z.object({ id: Id, number: z.string() })),
  /** The form of the other remedy, where it is one. */
  kind: z.nullable(z.string()),
  money: z.nullable(Sum),
  at: z.string(),
})

/** A fact for a person to look at. It stops nothing. */
export const GuardFact = z.object({
  remedy: Id,
  guard: z.enum(guards),
  others: z.array(Other),
  /** How many there are in all; of a pair, the complaints. */
  count: z.int(),
  /** Of a pair: how many complaints of each other customer, on average. */
  usual: z.nullable(z.number()),
  /** What was changed after the approval. */
  fields: z.array(z.string()),
  order: z.nullable(z.string()),
  /** Somebody looked, and what they saw; null while nobody has, or since it changed. */
  verify: z.nullable(z.object({ by: By, looked_at: z.string(), finding: z.string() })),
  may: z.object({ look: z.boolean() }),
})
export type GuardFact = z.output<typeof GuardFact>

export const listGuards = endpoint('GET /complaints/:complaint/guards', {
  requires: 'complaints.read',
  about:
    'What is the same elsewhere as in the remedies of this complaint: facts for a person to look at. None of them refuses anything or delays an answer.',
  answers: z.object({
    data: z.array(GuardFact),
    /** Colleagues who know the customer: they decide nothing here. */
    acquaintances: z.array(z.object({ by: By, at: z.string() })),
    chargebacks: z.array(z.object({ id: Id, order: z.string(), on: z.string(), by: By })),
    may: z.object({ note: z.boolean() }),
  }),
})

export const lookAt = endpoint('POST /complaints/:complaint/remedies/:remedy/guards/:code/look', {
  requires: 'guards.look',
  about: 'Somebody other than who proposed it has looked, and says what they saw.',
  body: z.object({ finding: words(longestFinding) }),
  answers: GuardFact,
})

export const noteAcquaintance = endpoint('POST /complaints/:complaint/acquaintances', {
  requires: 'guards.note',
  about: 'The caller knows the customer: from now on they decide no remedy of this complaint. Twice is once.',
  status: 201,
  answers: z.object({ by: By, at: z.string() }),
})

export const noteChargeback = endpoint('POST /complaints/:complaint/chargebacks', {
  requires: 'guards.note',
  about: 'The bank took what was paid for an order back from us. Twice is once.',
  status: 201,
  body: z.object({ order: words(100), on: z.optional(z.iso.date()) }),
  answers: z.object({ id: Id, order: z.string(), on: z.string() }),
})

export const readBunching = endpoint('GET /remedies/bunching', {
  requires: 'guards.report',
  about:
    'Of each team and limit: how many decisions lie just under it, and in the stretch below that. Of a team in which one person alone decided nothing is said.',
  query: z.object({ months: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(24)), 6) }),
  answers: z.object({
    months: z.int(),
    data: z.array(
      z.object({
        team: z.nullable(z.object({ id: Id, name: z.string() })),
        column: z.string(),
        just_under: z.int(),
        below: z.int(),
        decided: z.int(),
        bunched: z.boolean(),
      }),
    ),
  }),
})
