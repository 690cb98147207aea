import { createHash } from 'node:crypto'
import { complaintFor, findNumbers } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { nameActors } from '#modules/people/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayLook, mayNote } from './access.ts'
import type { GuardFact, listGuards as listEndpoint } from './contract.ts'
import { type Found, findSame } from './find-same.ts'
import { guards, isOutlier } from './rules/guards.ts'

/** What the guards find beside the remedies of a complaint that are not over, and what colleagues noted. */
export async function listGuards(work: Work, id: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, id)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const [remedies, acquaintances, chargebacks] = await Promise.all([
    work.db
      .selectFrom('remedies_remedies')
      .select(['complaint_id', 'id', 'proposed_by'])
      .where('complaint_id', '=', complaint.id)
      .where('state', 'not in', ['refused', 'expired', 'cancelled', 'reversed'])
      .execute(),
    work.db.selectFrom('remedies_acquaintances').selectAll().where('complaint_id', '=', complaint.id).orderBy('noted_at').execute(),
    work.db.selectFrom('remedies_chargebacks').selectAll().where('complaint_id', '=', complaint.id).orderBy('noted_at').execute(),
  ])
  const names = await nameActors(work, [
    ...acquaintances.map(({ agent_id }) => `person/${agent_id}`),
    ...chargebacks.map(({ noted_by }) => noted_by),
  ])
  return {
    data: [...(await guardsOf(work, remedies)).values()].flat(),
    acquaintances: acquaintances.map(({ agent_id, noted_at }) => ({ by: names(`person/${agent_id}`), at: noted_at.toString() })),
    chargebacks: chargebacks.map((row) => ({
      id: row.id,
      order: maskNumbers(row.order_number, complaint.order_numbers),
      on: row.noted_on.toString(),
      by: names(row.noted_by),
    })),
    may: { note: mayNote(work.actor) && complaint.state !== 'merged' },
  }
}

interface Guarded {
  complaint_id: Id
  id: Id
  proposed_by: string
}

/** What the guards find beside each of these remedies, in their fixed order. */
export async function guardsOf(work: Work, remedies: readonly Guarded[]): Promise<Map<Id, GuardFact[]>> {
  const found = await findSame(
    work,
    remedies.map(({ id }) => id),
    remedies.map(({ complaint_id }) => complaint_id),
  )
  const telling = found.filter(
    ({ guard, complaints, usual }) => guard !== 'pair' || isOutlier({ complaints: complaints ?? 0, usual: usual ?? 0 }),
  )
  const [looks, numbers] = await Promise.all([
    looksAt(work, telling),
    findNumbers(
      work,
      telling.flatMap(({ complaint }) => complaint ?? []),
    ),
  ])
  const named = await nameActors(
    work,
    looks.map(({ looked_by }) => looked_by),
  )
  return new Map(
    remedies.map((remedy) => {
      const facts = guards.flatMap((guard) => {
        const some = telling.filter((one) => one.remedy === remedy.id && one.guard === guard)
        if (some.length === 0) return []
        const digest = digestOf(some)
        const look = looks.findLast((one) => one.remedy_id === remedy.id && one.guard === guard && one.facts === digest)
        const verify = look ? { by: named(look.looked_by), looked_at: look.looked_at.toString(), finding: maskNumbers(look.finding) } : null
        return [{ ...shown(some, numbers), verify, may: { look: mayLook(work.actor, remedy) && verify === null } }]
      })
      return [remedy.id, facts]
    }),
  )
}

/** What was found, so that more of it is seen to be more. */
export const digestOf = (found: readonly Pick<Found, 'key'>[]): string =>
  createHash('sha256')
    .update(
      found
        .map(({ key }) => key)
        .toSorted()
        .join('\n'),
    )
    .digest('hex')

/** The rows behind one fact, as they are now. */
export async function foundBeside(
  work: Work,
  { complaint, remedy, guard }: { complaint: Id; remedy: Id; guard: string },
): Promise<Found[]> {
  const found = await findSame(work, [remedy], [complaint])
  return found.filter(
    (one) => one.guard === guard && (guard !== 'pair' || isOutlier({ complaints: one.complaints ?? 0, usual: one.usual ?? 0 })),
  )
}

async function looksAt(work: Work, found: readonly Found[]) {
  if (found.length === 0) return []
  return work.db
    .selectFrom('remedies_looks')
    .selectAll()
    .where('remedy_id', 'in', [...new Set(found.map(({ remedy }) => remedy))])
    .orderBy('looked_at')
    .orderBy('id')
    .execute()
}

const mostShown = 3

function shown(found: readonly Found[], numbers: readonly { id: Id; number: string }[]): Omit<GuardFact, 'verify' | 'may'> {
  const [first] = found
  if (!first) throw new Error('A guard that found nothing is not shown')
  const others = found.filter(({ complaint }) => complaint !== null)
  return {
    remedy: first.remedy,
    guard: first.guard,
    others: others.slice(0, mostShown).map((one) => ({
      complaint: numbers.find(({ id }) => id === one.complaint) ?? null,
      kind: one.kind,
      money: one.amount === null || one.currency === null ? null : { amount: Number(one.amount), currency: one.currency },
      at: Temporal.Instant.from(String(one.at)).toString(),
    })),
    count: first.complaints ?? (others.length || found.length),
    usual: first.usual === null ? null : Math.round(first.usual * 10) / 10,
    fields: [...new Set(found.flatMap(({ fields }) => fields ?? []))].toSorted(),
    order: found.find(({ order }) => order !== null)?.order ?? null,
  }
}
