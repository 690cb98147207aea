import { type Selectable, sql } from 'kysely'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { customerNamed, nameActors, shownCustomer } from '#modules/people/index.ts'
import type { RemediesRemedies } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { type Judged, mayWith } from './access.ts'
import { matrixOf } from './authority/find-matrix.ts'
import type { Remedy, Valuation } from './contract.ts'
import type { LimitName } from './rules/authority.ts'
import type { Basis, Kind } from './rules/kinds.ts'
import type { Matrix, Needs } from './rules/matrix.ts'
import type { RemedyState } from './rules/states.ts'
import './refusals.ts'

export type RemedyRecord = Selectable<RemediesRemedies>

export interface RemedyAt {
  complaint: Id
  remedy: Id
}

/** A remedy of a complaint; absent where there is none of this id. */
export const findRemedy = (work: Work, { complaint, remedy }: RemedyAt): Promise<RemedyRecord | undefined> =>
  work.db.selectFrom('remedies_remedies').selectAll().where('complaint_id', '=', complaint).where('id', '=', remedy).executeTakeFirst()

/** What every fact of a remedy says. */
export const factOf = ({
  complaint_id,
  id,
  issue_id,
  kind,
  basis,
  amount,
  currency,
}: Pick<RemedyRecord, 'complaint_id' | 'id' | 'issue_id' | 'kind' | 'basis' | 'amount' | 'currency'>) => ({
  complaint: complaint_id,
  remedy: id,
  issue: issue_id,
  // held to the same codes by check constraints
  kind: kind as Kind,
  basis: basis as Basis,
  amount,
  currency,
})

interface Signed {
  as: string
  by: string
  at: string
  matrix: number
  in_place_of: string | null
}

interface Done {
  act: string
  by: string
  at: string
  reason: string | null
  reference: string | null
}

/** Remedies with all that a screen shows of them, in one query. */
export const presentable = (work: Work) =>
  work.db
    .selectFrom('remedies_remedies as r')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'r.complaint_id')
    .innerJoin('complaints_issues as i', (on) => on.onRef('i.complaint_id', '=', 'r.complaint_id').onRef('i.id', '=', 'r.issue_id'))
    .selectAll('r')
    .select(['complaints_complaints.number', 'complaints_complaints.order_numbers', 'complaints_complaints.state as complaint_state'])
    .select(['i.position', 'i.title'])
    .select([
      customerNamed('complaints_complaints.customer_id').as('customer'),
      sql<
        Signed[]
      >`coalesce((select json_agg(json_build_object('as', a.given_as, 'by', a.approved_by, 'at', a.approved_at, 'matrix', a.matrix_version,
        'in_place_of', (select named.name from people_agents named where named.id = a.in_place_of))
        order by a.approved_at, a.id) from remedies_approvals a where a.complaint_id = r.complaint_id and a.remedy_id = r.id), '[]')`.as(
        'signed',
      ),
      sql<Done[]>`coalesce((select json_agg(json_build_object('act', t.act, 'by', t.done_by, 'at', t.done_at, 'reason', t.reason,
        'reference', t.reference) order by t.done_at, t.act) from remedies_acts t where t.complaint_id = r.complaint_id and t.remedy_id = r.id), '[]')`.as(
        'done',
      ),
    ])

export type Presentable = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

/** One remedy, presented. */
export async function presentOne(work: Work, { complaint, remedy }: RemedyAt): Promise<Remedy> {
  const row = await presentable(work).where('r.complaint_id', '=', complaint).where('r.id', '=', remedy).executeTakeFirst()
  const [one] = row ? await present(work, [row]) : []
  if (!one) throw refuse('remedies.not_found')
  return one
}

const instant = (written: string): string => Temporal.Instant.from(written).toString()

export async function present(work: Work, rows: readonly Presentable[]): Promise<Remedy[]> {
  const { rules } = await matrixOf(work)
  const named = await nameActors(
    work,
    rows.flatMap(({ proposed_by, signed, done }) => [proposed_by, ...signed.map(({ by }) => by), ...done.map(({ by }) => by)]),
  )
  return rows.map((row) => presentRow(work, row, { rules, named }))
}

interface Beside {
  rules: Matrix
  named: Awaited<ReturnType<typeof nameActors>>
}

/** A remedy with all that is shown of it already at hand. */
export function presentRow(work: Work, row: Presentable, { rules, named }: Beside): Remedy {
  return {
    id: row.id,
    complaint: { id: row.complaint_id, number: row.number, customer: shownCustomer(row.customer) },
    issue: { id: row.issue_id, position: row.position, title: maskNumbers(row.title, row.order_numbers) },
    ...codesOf(row),
    ...sumsOf(row),
    payee: row.payee_id,
    entry: row.catalogue_code === null || row.catalogue_number === null ? null : { code: row.catalogue_code, number: row.catalogue_number },
    ...wordsOf(row),
    proposed_by: named(row.proposed_by),
    proposed_at: row.proposed_at.toString(),
    requested_at: row.requested_at?.toString() ?? null,
    expires_at: row.expires_at?.toString() ?? null,
    approvals: row.signed.map(({ as, by, at, matrix, in_place_of }) => ({ as, by: named(by), at: instant(at), matrix, in_place_of })),
    acts: row.done.map((one) => ({ ...actOf(one, row), by: named(one.by), at: instant(one.at) })),
    matrix: row.matrix_version,
    message: row.message_id,
    version: row.version,
    may: mayWith(
      work.actor,
      judged(
        row,
        row.signed.map(({ by }) => by),
        {
          financeLine: rules.finance_line,
          executor: row.done.find(({ act }) => act === 'executed')?.by ?? null,
          merged: row.complaint_state === 'merged',
        },
      ),
    ),
  }
}

/** No card number and no account is read whole, whoever wrote it down. */
const masked = (words: string | null, { order_numbers }: Presentable): string | null => words && maskNumbers(words, order_numbers)

const wordsOf = (row: Presentable) => ({
  explanation: maskNumbers(row.explanation, row.order_numbers),
  evidence: masked(row.evidence, row),
  departs: masked(row.departs, row),
})

const actOf = ({ act, reason, reference }: Done, row: Presentable) => ({
  act,
  reason: masked(reason, row),
  reference: masked(reference, row),
})

/** What `may` looks at. */
export const judged = (
  { state, needs, proposed_by, valued }: Pick<RemedyRecord, 'state' | 'needs' | 'proposed_by' | 'valued'>,
  approvers: readonly string[],
  { financeLine, executor, merged }: { financeLine: number; executor: string | null; merged: boolean },
): Judged => ({ state, needs, proposed_by, approvers, apart: valued === null || valued >= financeLine, executor, merged })

// These columns are held to the contract's codes by check constraints.
const codesOf = (row: RemedyRecord) => ({
  kind: row.kind as Kind,
  basis: row.basis as Basis,
  state: row.state as RemedyState,
  binds: row.binds as LimitName | null,
  needs: row.needs as Needs | null,
})

function sumsOf({ amount, currency, valued, percent_hundredths, order_number, order_paid, ...row }: RemedyRecord) {
  // Written only by valuationOf.
  const valuation = row.valuation as unknown as Valuation
  return {
    money: amount === null || currency === null ? null : { amount, currency },
    percent: percent_hundredths === null ? null : percent_hundredths / 100,
    valuation,
    worth: valued === null ? null : { amount: valued, currency: valuation.currency },
    order:
      order_number === null || order_paid === null || currency === null
        ? null
        : { number: order_number, paid: { amount: order_paid, currency } },
  }
}
