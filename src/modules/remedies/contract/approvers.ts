import * as z from 'zod/mini'
import { endpoint, Id } from '#platform/endpoint.ts'
import { By } from './remedy.ts'

const Named = z.object({ id: Id, name: z.string() })
const PlainDay = z.iso.date()

export const Deputy = z.object({
  id: Id,
  /** Who is away. */
  agent: Named,
  deputy: Named,
  /** Both days belong to it. */
  starts_on: z.string(),
  ends_on: z.string(),
  holds: z.boolean(),
  written_by: By,
  may: z.object({ end: z.boolean() }),
})
export type Deputy = z.output<typeof Deputy>

export const listDeputies = endpoint('GET /deputies', {
  requires: 'remedies.approve',
  about: 'Who stands in for whom, now and to come, the earliest first.',
  answers: z.object({ data: z.array(Deputy), approvers: z.array(Named), may: z.object({ name_others: z.boolean() }) }),
})

export const addDeputy = endpoint('POST /deputies', {
  requires: 'remedies.approve',
  about:
    'Names who decides while somebody is away: a colleague of the same or a higher authority who sees the same complaints. Without `agent` the caller is away; for others a manager says it.',
  status: 201,
  body: z.strictObject({ agent: z.optional(z.nullable(Id)), deputy: Id, starts_on: PlainDay, ends_on: PlainDay }),
  answers: Deputy,
})

export const endDeputy = endpoint('POST /deputies/:deputy/end', {
  requires: 'remedies.approve',
  about: 'They are back, or somebody else stands in.',
  answers: Deputy,
})

export const longestReport = 36

/** Bounds of the histogram in hours; what took longer is in the last part. */
export const histogramHours = [1, 4, 8, 24, 72, 168] as const

const Times = { count: z.int(), median: z.nullable(z.number()), p90: z.nullable(z.number()), lapsed: z.int() }

export const readDecisionTimes = endpoint('GET /remedies/decision-times', {
  requires: 'ledger.read',
  about: `How long requests waited for a yes or no, in hours, month by month and team by team; \`lapsed\` got neither. \`from\` and \`to\` are days; ${longestReport} months at most, the last twelve when not said.`,
  query: z.object({ from: z.optional(PlainDay), to: z.optional(PlainDay) }),
  answers: z.object({
    data: z.array(z.object({ month: z.string(), team: z.nullable(Named), ...Times })),
    whole: z.object(Times),
    /** How many were decided in less than so many hours, and not in less than those before; the last has no end. */
    histogram: z.array(z.object({ below: z.nullable(z.int()), count: z.int() })),
  }),
})
export type DecisionTimes = z.output<typeof readDecisionTimes.answers>
