import type { ExpressionBuilder } from 'kysely'
import { organisationOf } from '#modules/people/index.ts'
import type { DB, PrecedentsPrecedents } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { type Decided, type Unlike, unlikeMonths, unlikeOf } from './rules/unlike.ts'

/** A case that was just kept as a precedent. */
interface JustKept extends Compared {
  complaint_id: Id
  issue_id: Id
  category_code: string
  cause_code: string | null
  decided_at: Temporal.Instant
}

// More of one kind within a year is no comparison of two any more.
const mostCompared = 500

/** Holds what was just decided against what like cases got: the one that was treated most unlike is somebody's to look at. Each pair once. */
export async function findUnlike(work: Work, row: JustKept): Promise<void> {
  if (row.cause_code === null) return
  const found = (await likeCases(work, row)).flatMap((other) => {
    const unlike = unlikeOf(decidedOf(row), decidedOf(other))
    return unlike === null ? [] : [{ other, unlike }]
  })
  for (const kind of ['amount', 'refusal'] as const) {
    const [most] = found
      .filter(({ unlike }) => unlike.kind === kind)
      .toSorted((one, other) => (other.unlike.factor ?? 0) - (one.unlike.factor ?? 0))
    if (most) await sound(work, row, most)
  }
}

async function likeCases(work: Work, { complaint_id, category_code, cause_code, decided_at }: JustKept) {
  const { zone } = await organisationOf(work)
  const since = decided_at.toZonedDateTimeISO(zone).subtract({ months: unlikeMonths }).toInstant()
  return work.db
    .selectFrom('precedents_precedents as p')
    .select(['p.complaint_id', 'p.issue_id', 'p.basis', 'p.outcome', 'p.amount', 'p.currency', 'p.at_stake'])
    .where('p.category_code', '=', category_code)
    .where('p.cause_code', '=', cause_code)
    .where('p.decided_at', '>=', since)
    .where('p.complaint_id', '<>', complaint_id)
    .where('p.suspended_at', 'is', null)
    .where('p.outdated_at', 'is', null)
    .where((match) => match.not(match.exists(alarmed(match, complaint_id))))
    .orderBy('p.decided_at', 'desc')
    .limit(mostCompared)
    .execute()
}

/** Whether the two were held against each other already, whichever came first. */
const alarmed = (match: ExpressionBuilder<DB & { p: PrecedentsPrecedents }, 'p'>, complaint: Id) =>
  match
    .selectFrom('precedents_alarms as a')
    .select('a.id')
    .where((pair) =>
      pair.or([
        pair.and([pair('a.complaint_id', '=', complaint), pair('a.other_complaint_id', '=', pair.ref('p.complaint_id'))]),
        pair.and([pair('a.complaint_id', '=', pair.ref('p.complaint_id')), pair('a.other_complaint_id', '=', complaint)]),
      ]),
    )

type Compared = Omit<Decided, 'basis'> & { basis: string }

const decidedOf = ({ basis, outcome, amount, currency, at_stake }: Compared): Decided => ({
  // the column's check holds the same codes
  basis: basis as Decided['basis'],
  outcome,
  amount,
  currency,
  at_stake,
})

interface Found {
  other: { complaint_id: string; issue_id: string }
  unlike: Unlike
}

async function sound(work: Work, { complaint_id, issue_id, basis }: JustKept, { other, unlike }: Found): Promise<void> {
  const sounded = await work.db
    .insertInto('precedents_alarms')
    .values({
      complaint_id,
      id: newId(),
      issue_id,
      basis,
      other_complaint_id: other.complaint_id,
      other_issue_id: other.issue_id,
      ...unlike,
      found_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (sounded) await work.announce({ fact: 'unlike.found', complaint: complaint_id, unlike: sounded.id, issue: issue_id, ...unlike })
}
