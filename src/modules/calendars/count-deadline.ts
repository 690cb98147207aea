import type { QueryOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { countDeadline as endpoint } from './contract.ts'
import { dayInReach, sayingFault } from './refuse-fault.ts'
import { regionNamed } from './regions.ts'
import { workingDayAfter } from './rules/deadline.ts'
import { workingTimeFor } from './working-time-for.ts'

/** The day that comes so many business days after another. */
export async function countDeadline(
  work: Work,
  region: string,
  { from, business_days }: QueryOf<typeof endpoint>,
): Promise<{ deadline_date: string }> {
  dayInReach(from)
  const time = await workingTimeFor(work, { region: regionNamed(region) })
  return { deadline_date: sayingFault(() => workingDayAfter(time, from, business_days)) }
}
