import { type Actor, type Grants, holds } from '#platform/actor.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const boundariesGrants: Grants = {
  'incidents.log': handlers,
  'incidents.attend': ['supervisor', 'manager'],
  'limits.propose': handlers,
  'limits.decide': ['manager'],
  'help.edit': ['administrator'],
}

export const mayLog = (actor: Actor): boolean => holds(boundariesGrants, actor, 'incidents.log')

interface Limit {
  decision: string | null
  proposed_by: string
  decided_by: string | null
  told_at: unknown
  appealed_at: unknown
  appeal_outcome: string | null
  ended_at: unknown
}

/** What the caller may do with a limit: the same predicates guard the acts. */
export function mayWith(actor: Actor, limit: Limit) {
  const runs = limit.ended_at === null && limit.decision === 'approved'
  return { ...mayJudge(actor, limit, runs), ...mayFollow(actor, limit, runs) }
}

/** What managers decide, each act by somebody who had no part in what it judges. */
function mayJudge(actor: Actor, limit: Limit, runs: boolean) {
  const judges = actor.kind === 'person' && holds(boundariesGrants, actor, 'limits.decide')
  return {
    decide: judges && limit.decision === null && limit.proposed_by !== actor.id,
    judge_appeal: judges && runs && waitsForJudge(limit) && hadNoPart(actor, limit),
    end: judges && runs,
  }
}

function mayFollow(actor: Actor, { told_at, appealed_at }: Limit, runs: boolean) {
  const open = runs && mayLog(actor)
  return { tell: open && told_at === null, appeal: open && told_at !== null && appealed_at === null }
}

const waitsForJudge = ({ appealed_at, appeal_outcome }: Limit): boolean => appealed_at !== null && appeal_outcome === null

const hadNoPart = ({ id }: Actor, { proposed_by, decided_by }: Limit): boolean => proposed_by !== id && decided_by !== id
