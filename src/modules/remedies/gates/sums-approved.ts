import type { Letter } from '#modules/tone/contract/check.ts'
import type { Missing } from '#platform/fact.ts'
import type { Money } from '#platform/money.ts'
import type { Work } from '#platform/work.ts'
import { namedSums } from '../rules/named-sums.ts'
import { isStanding, type RemedyState } from '../rules/states.ts'
import { type Sum, writtenSum } from '../rules/sum.ts'

interface Leaving {
  complaint: string
  letter: Letter
  text: string
  amounts: readonly Money[]
}

/** What a letter gives was approved: each sum that it grants, and in letters that grant at all, each that is not a fact of the case. */
export async function sumsApproved(work: Work, { complaint, letter, text, amounts }: Leaving): Promise<Missing[]> {
  const found = namedSums(text)
  const beside = amounts
    .map(({ minor, currency }) => ({ amount: minor, currency, said: writtenSum({ amount: minor, currency }), gives: false }))
    .filter((one) => !found.some((other) => same(one, other)))
  const named = [...found, ...beside]
  if (named.length === 0) return []
  const known = await sumsKnown(work, complaint)
  const wrong = named.filter(
    (one) =>
      !isCovered(one, known) && (one.gives || !isFact(one, known)) && (one.gives || granting.includes(letter) || isWaiting(one, known)),
  )
  return missingFor(wrong, known)
}

/** What waits for a yes, or was refused one, is neither written nor promised: asked of replies and promises, which nobody drafts from the record. */
export async function nothingWaits(work: Work, { complaint, text }: { complaint: string; text: string }): Promise<Missing[]> {
  const named = namedSums(text)
  if (named.length === 0) return []
  const known = await sumsKnown(work, complaint)
  const wrong = named.filter((one) => !isCovered(one, known) && isWaiting(one, known) && (one.gives || !isFact(one, known)))
  return missingFor(wrong, known)
}

/** Letters that give, if they name a sum at all. */
const granting: readonly Letter[] = ['offer', 'final_upheld', 'summary']

function missingFor(wrong: readonly (Sum & { said: string })[], known: Known): Missing[] {
  const once = wrong.filter((one, at) => wrong.findIndex((other) => same(one, other)) === at)
  return once.map((one) => ({
    gate: 'remedies',
    reason: isWaiting(one, known) ? 'remedies.sum_waits' : 'remedies.sum_unapproved',
    data: { sum: writtenSum(one) },
  }))
}

interface Known {
  /** Each that was approved, and what they add up to by currency. */
  approved: Sum[]
  ungranted: Sum[]
  /** What the case is about: the disputed sum, what was paid, and what the customer wrote. */
  facts: Sum[]
}

const same = (one: Sum, other: Sum): boolean => one.amount === other.amount && one.currency === other.currency
const isCovered = (one: Sum, { approved }: Known) => approved.some((other) => same(one, other))
const isWaiting = (one: Sum, { ungranted }: Known) => ungranted.some((other) => same(one, other))
const isFact = (one: Sum, { facts }: Known) => facts.some((other) => same(one, other))

async function sumsKnown(work: Work, complaint: string): Promise<Known> {
  const [rows, about] = await Promise.all([
    work.db
      .selectFrom('remedies_remedies')
      .select(['state', 'amount', 'currency', 'order_paid'])
      .where('complaint_id', '=', complaint)
      .execute(),
    work.db
      .selectFrom('complaints_complaints')
      .select(['amount_minor', 'amount_currency', 'words'])
      .where('id', '=', complaint)
      .executeTakeFirst(),
  ])
  const sums = rows.flatMap(({ amount, currency, ...row }) => (amount === null || currency === null ? [] : [{ ...row, amount, currency }]))
  // the column's check holds the same codes
  const approved = sums.filter(({ state }) => isStanding(state as RemedyState))
  const disputed =
    about && about.amount_minor !== null && about.amount_currency ? [{ amount: about.amount_minor, currency: about.amount_currency }] : []
  return {
    approved: [...approved, ...totals(approved)],
    ungranted: sums.filter(({ state }) => !isStanding(state as RemedyState) && state !== 'reversed'),
    facts: [
      ...disputed,
      ...sums.flatMap(({ order_paid, currency }) => (order_paid === null ? [] : [{ amount: order_paid, currency }])),
      ...namedSums(about?.words ?? ''),
    ],
  }
}

function totals(sums: readonly Sum[]): Sum[] {
  const byCurrency = Map.groupBy(sums, ({ currency }) => currency)
  return [...byCurrency].map(([currency, each]) => ({ currency, amount: each.reduce((sum, { amount }) => sum + amount, 0) }))
}
