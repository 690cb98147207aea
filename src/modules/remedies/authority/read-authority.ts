import { type ComplaintRecord, complaintFor } from '#modules/complaints/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayApprove, mayExecute, mayPropose, mayReverse, maySettle, rankOf } from '../access.ts'
import { type Purse, spentNow } from '../budgets/purses.ts'
import type { readAuthority as authorityEndpoint, Reach } from '../contract.ts'
import { type Blocker, judge, type Spent } from '../rules/authority.ts'
import { type Basis, columns, kindsOf } from '../rules/kinds.ts'
import { isRank, type Matrix } from '../rules/matrix.ts'
import { closeness } from './blockers.ts'
import { matrixOf } from './find-matrix.ts'

/** What the caller may decide alone, from the rules that hold now; on a complaint, what is left of it there. */
export async function readAuthority(
  work: Work,
  { complaint: id }: { complaint?: Id | undefined },
): Promise<AnswerOf<typeof authorityEndpoint>> {
  const { actor } = work
  if (!isStaff(actor)) throw refuse('complaints.not_found')
  const complaint = id === undefined ? null : await complaintFor(work, id)
  const { version, rules } = await matrixOf(work)
  const purse = await spentNow(
    work,
    complaint
      ? { complaint: complaint.id, customer: complaint.customer_id, team: complaint.team_id }
      : { complaint: null, customer: null, team: actor.teams?.[0] ?? null },
  )
  const blockers = complaint ? await nearness(work, complaint) : []
  const role = rankOf(actor)
  return {
    role: actor.role,
    currency: rules.currency,
    matrix: version,
    approval_days: rules.approval_days,
    finance_line: rules.finance_line,
    limits: isRank(role) ? rules.roles[role] : null,
    today: purse.spent.day,
    reaches: reachesOf(rules, role, { spent: purse.spent, blockers }),
    budget: budgetOf(purse, rules.currency),
    roles: rules.roles,
    may: {
      propose: mayPropose(actor),
      approve: mayApprove(actor),
      execute: mayExecute(actor),
      settle: maySettle(actor),
      reverse: mayReverse(actor),
    },
  }
}

async function nearness(work: Work, complaint: ComplaintRecord): Promise<Blocker[]> {
  const { own, colleague } = await closeness(work, complaint)
  if (own) return ['own_case']
  return colleague ? ['colleague'] : []
}

/** One for each column and basis that has kinds. */
function reachesOf(rules: Matrix, role: string, { spent, blockers }: { spent: Spent; blockers: readonly Blocker[] }): Reach[] {
  return columns.flatMap((column) =>
    (['entitlement', 'goodwill'] as const satisfies readonly Basis[]).flatMap((basis): Reach[] => {
      const [kind] = kindsOf(column, basis)
      if (kind === undefined) return []
      const { limits, binds, discretion } = judge(rules, role, { worth: { kind, basis, valued: 0 }, spent, blockers })
      return [{ column, basis, limits, binds, discretion, left: Math.max(0, Math.min(...limits.map(({ left }) => left))) }]
    }),
  )
}

const budgetOf = ({ budget }: Purse, currency: string) =>
  budget && {
    envelope: { amount: budget.envelope, currency },
    left: { amount: budget.envelope - budget.used, currency },
    opened: budget.opened,
    warned: budget.warned,
  }
