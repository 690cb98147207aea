import * as z from 'zod/mini'
import { endpoint, Id } from '#platform/endpoint.ts'

export const TeamStanding = z.object({
  /** Null: complaints of no team. */
  team: z.nullable(z.object({ id: Id, name: z.string() })),
  /** Limits that are open: passed already, and ending before the day is over. */
  late: z.int(),
  today: z.int(),
  /** Since Monday: limits that were met in time, and those that passed. */
  met: z.int(),
  missed: z.int(),
})
export type TeamStanding = z.output<typeof TeamStanding>

export const readStanding = endpoint('GET /clock-standing', {
  requires: 'clocks.report',
  about:
    'How the time limits stand, team by team, for complaints that the caller may see: late, ending today, and since Monday met and missed (in the desk’s zone). Counted to 10,000 of each.',
  answers: z.object({ week_from: z.string(), data: z.array(TeamStanding) }),
})
