import { sql } from 'kysely'
import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import { digitsOf } from '#platform/money.ts'
import type { Work } from '#platform/work.ts'
import { everyCategory } from '../contract/templates.ts'
import { joined, type ListedPoint, type RecordField, shippedChecklists } from './rules/checklist.ts'

interface Found {
  code: string
  number: number | null
  points: ListedPoint[] | null
}

const deepest = 20

/** What must be known of this complaint: the lists of its issues' categories and of all above them, as they were when it was entered. */
export async function checklistOf(work: Work, { id, entered_at: entered }: ComplaintRecord): Promise<ListedPoint[]> {
  const { rows } = await sql<Found>`with recursive line as (
      select k.code, k.parent_code, i.position as issue, 1 as up from complaints_issues i
        join complaints_categories k on k.code = i.category_code where i.complaint_id = ${id}
      union all
      select k.code, k.parent_code, line.issue, line.up + 1 from line join complaints_categories k on k.code = line.parent_code
        where line.up < ${deepest}),
    lists as (select code, min(issue) as issue, max(up) as up from line group by code union all select ${everyCategory}, 0, ${deepest + 1})
    select lists.code, v.number, v.points from lists left join lateral (
      select number, points from procedure_checklist_versions c where c.checklist_code = lists.code and c.valid_from <= ${entered}
        order by c.number desc limit 1) v on true
    order by lists.up desc, lists.issue, lists.code`.execute(work.db)
  return joined(rows.map(({ code, number, points }) => (number === null ? (shippedChecklists.get(code) ?? []) : (points ?? []))))
}

type Filled = Pick<
  ComplaintRecord,
  'occurred_at' | 'order_numbers' | 'product' | 'place' | 'amount_minor' | 'amount_currency' | 'desired_outcome'
>

const readers: Record<RecordField, (complaint: Filled, zone: string) => string | null> = {
  occurred_at: ({ occurred_at }, zone) => occurred_at?.toZonedDateTimeISO(zone).toPlainDate().toString() ?? null,
  order_numbers: ({ order_numbers }) => order_numbers.join(', ') || null,
  product: ({ product }) => product?.trim() || null,
  place: ({ place }) => place?.trim() || null,
  amount: ({ amount_minor, amount_currency }) => saidAmount(amount_minor, amount_currency),
  desired_outcome: ({ desired_outcome }) => desired_outcome?.trim() || null,
}

function saidAmount(minor: number | null, currency: string | null): string | null {
  if (minor === null || currency === null) return null
  const digits = digitsOf(currency)
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`
}

/** What the record itself says of these points, by their codes; those that it does not say are left out. */
export async function filledPoints(work: Work, complaint: Filled, points: readonly ListedPoint[]): Promise<Map<string, string>> {
  const { zone } = await organisationOf(work)
  return filledIn(complaint, points, zone)
}

function filledIn(complaint: Filled, points: readonly ListedPoint[], zone: string): Map<string, string> {
  const filled = new Map<string, string>()
  for (const { code, field } of points) {
    const value = field === null ? null : readers[field](complaint, zone)
    if (value !== null) filled.set(code, value)
  }
  return filled
}

/** The same without the words: which needed points wait for nobody, for a field of the record says them. */
export const pointsOfRecord = (complaint: Filled, points: readonly ListedPoint[]): string[] => [
  ...filledIn(complaint, points, 'UTC').keys(),
]
