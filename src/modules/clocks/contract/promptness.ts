import * as z from 'zod/mini'
import { endpoint, Id } from '#platform/endpoint.ts'
import { bars } from '../rules/time-left.ts'

const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))

export const TeamPromptness = z.object({
  /** Null: complaints of no team. */
  team: z.nullable(z.object({ id: Id, name: z.string() })),
  complaints: z.int(),
  /** Of them, those that a person has answered. */
  answered: z.int(),
  /** The mean of what was left of the limit, late ones counting 0, in per cent. */
  index: z.number(),
  /** How many were late, and how many had up to 20, 40, 60, 80 and 100 per cent left. */
  histogram: z.array(z.int()).check(z.length(bars)),
})
export type TeamPromptness = z.output<typeof TeamPromptness>

export const readPromptness = endpoint('GET /clock-promptness', {
  requires: 'clocks.report',
  about:
    'How much of the desk’s own limit was left when a person first answered, for complaints received from one day to another (at most 92 days, in the desk’s zone), team by team. What nobody has answered yet counts as if it were answered now. Ours: for the order of work, not a measure of people.',
  query: z.object({ from: z.optional(Day), to: z.optional(Day) }),
  answers: z.object({ from: z.string(), to: z.string(), limit_hours: z.int(), data: z.array(TeamPromptness) }),
})
