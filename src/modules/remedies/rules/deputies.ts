import { isRank, ranks } from './matrix.ts'

interface Authority {
  role: string
  duties: readonly string[]
}

const rankAt = (role: string): number => (isRank(role) ? ranks.indexOf(role) : -1)

/** Whether somebody can decide whatever another can: the same rank or a higher one, and the finance duty where the other has it. */
export const mayStandIn = (deputy: Authority, absent: Authority): boolean =>
  rankAt(deputy.role) >= rankAt(absent.role) && (!absent.duties.includes('finance') || deputy.duties.includes('finance'))

/** Whether somebody answers requests at all. */
export const answersAny = ({ role, duties }: Authority): boolean => rankAt(role) > 0 || duties.includes('finance')

/** Who is away, and who stands in. */
export interface StandIn {
  agent: string
  deputy: string
}

/** Who decides in somebody's place today: the deputy, or the deputy's own where that one is away too. Null where that leads to nobody. */
export function deputyOf(agent: string, today: readonly StandIn[]): string | null {
  const seen = new Set([agent])
  let at = agent
  for (;;) {
    const next = today.find((one) => one.agent === at)?.deputy
    if (next === undefined) return at === agent ? null : at
    if (seen.has(next)) return null
    seen.add(next)
    at = next
  }
}

/** Somebody who can answer a request: by role and duty, who sees its complaint, and neither asked nor signed. */
export interface Candidate {
  id: string
  role: string
}

/**
 * Whom to remind of a request: the lowest rank that can answer it and is here; in the place of who is away, who stands in for them. Where a whole
 * rank is away, the next one up. Of a request for two, everybody who can give the half that is missing.
 */
export function whomToRemind(candidates: readonly Candidate[], { today, both }: { today: readonly StandIn[]; both: boolean }): string[] {
  const isAway = ({ id }: Candidate) => today.some(({ agent }) => agent === id)
  const ids = new Set(candidates.map(({ id }) => id))
  const standing = (one: Candidate): string | null => {
    if (!isAway(one)) return one.id
    const deputy = deputyOf(one.id, today)
    return deputy !== null && ids.has(deputy) ? deputy : null
  }
  for (const rank of both ? [null] : [...ranks, null]) {
    const of = rank === null ? candidates : candidates.filter(({ role }) => role === rank)
    const found = [...new Set(of.flatMap((one) => standing(one) ?? []))]
    if (found.length > 0) return found
  }
  return []
}
