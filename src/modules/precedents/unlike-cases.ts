import { sql } from 'kysely'
import { complaintForUpdate, noteActivity, visibleComplaints } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { nameActors } from '#modules/people/index.ts'
import { actorName, isStaff } from '#platform/actor.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, Id, QueryOf } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayExplain } from './access.ts'
import type { listUnlike as listEndpoint, UnlikeCase } from './contract.ts'
import type { Sources } from './sources.ts'
import './refusals.ts'

/** Like cases that were treated unlike, of the complaints that the caller sees; each side only where the caller sees it too. */
export async function listUnlike(
  work: Work,
  sources: Sources,
  asked: QueryOf<typeof listEndpoint>,
): Promise<AnswerOf<typeof listEndpoint>> {
  const after = readCursor(asked.cursor, ['instant', 'id'])
  const rows = await found(work)
    .where('a.explained_at', asked.explained === 'true' ? 'is not' : 'is', null)
    .where(visibleComplaints(work.actor))
    .$if(after !== null, (query) => query.where(sql<boolean>`(a.found_at, a.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('a.found_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(asked.limit + 1)
    .execute()
  const page = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  return { data: await present(work, sources, page), next: last ? cursorAfter([last.found_at.toString(), last.id]) : null }
}

/** Says why they were rightly treated unlike, or what follows from it. */
export async function explainUnlike(
  work: Work,
  sources: Sources,
  { complaint: of, case: id, words }: { complaint: Id; case: Id; words: string },
): Promise<UnlikeCase> {
  const complaint = await complaintForUpdate(work, of)
  if (!mayExplain(work.actor)) throw refuse('complaints.not_yours_to_change')
  const seal = sealed(words.trim())
  const before = await found(work).where('a.complaint_id', '=', complaint.id).where('a.id', '=', id).executeTakeFirst()
  if (!before) throw refuse('precedents.unlike_not_found')
  if (before.explained_at !== null) throw refuse('precedents.unlike_explained')
  await work.db
    .updateTable('precedents_alarms')
    .set({ explanation: words.trim(), salt: seal.salt, explained_by: actorName(work.actor), explained_at: work.now })
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', id)
    .execute()
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'unlike.explained', complaint: complaint.id, unlike: id, words: seal.hash })
  const after = await found(work).where('a.complaint_id', '=', complaint.id).where('a.id', '=', id).execute()
  const [explained] = await present(work, sources, after)
  if (!explained) throw refuse('precedents.unlike_not_found')
  return explained
}

const found = (work: Work) =>
  work.db
    .selectFrom('precedents_alarms as a')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'a.complaint_id')
    .selectAll('a')

type Found = Awaited<ReturnType<ReturnType<typeof found>['execute']>>[number]

async function present(work: Work, sources: Sources, rows: readonly Found[]): Promise<UnlikeCase[]> {
  const [causes, sides, named] = await Promise.all([
    sources.causeNames(work),
    sidesOf(
      work,
      rows.flatMap((row) => [row.complaint_id, row.other_complaint_id]),
    ),
    nameActors(
      work,
      rows.flatMap(({ explained_by }) => explained_by ?? []),
    ),
  ])
  return rows.flatMap((row): UnlikeCase[] => {
    const one = pick(sides, { complaint: row.complaint_id, issue: row.issue_id, basis: row.basis })
    if (!one) return []
    const other = pick(sides, {
      complaint: row.other_complaint_id,
      issue: row.other_issue_id,
      basis: row.kind === 'amount' ? row.basis : null,
    })
    const cause = causes.find(({ code }) => code === one.cause_code)
    return [
      {
        id: row.id,
        // the column's check holds the same codes
        kind: row.kind as UnlikeCase['kind'],
        factor: row.factor === null ? null : Number(row.factor),
        category: { code: one.category_code, names: one.names },
        cause: cause ? { code: cause.code, names: cause.names } : null,
        one: shown(one),
        other: other ? shown(other) : null,
        found_at: row.found_at.toString(),
        explained:
          row.explained_by && row.explained_at && row.explanation
            ? { by: named(row.explained_by), at: row.explained_at.toString(), words: maskNumbers(row.explanation) }
            : null,
        may: { explain: mayExplain(work.actor) && row.explained_at === null },
      },
    ]
  })
}

type Sided = Awaited<ReturnType<typeof sidesOf>>[number]

const pick = (sides: readonly Sided[], at: { complaint: Id; issue: Id; basis: string | null }) =>
  sides.find((side) => side.complaint_id === at.complaint && side.issue_id === at.issue && (at.basis === null || side.basis === at.basis))

async function sidesOf(work: Work, complaints: readonly Id[]) {
  if (complaints.length === 0 || !isStaff(work.actor)) return []
  return work.db
    .selectFrom('precedents_precedents as p')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'p.complaint_id')
    .innerJoin('complaints_categories as k', 'k.code', 'p.category_code')
    .selectAll('p')
    .select(['complaints_complaints.number', sql<{ en: string; el: string; es: string }>`k.names`.as('names')])
    .where('p.complaint_id', 'in', [...new Set(complaints)])
    .where(visibleComplaints(work.actor))
    .execute()
}

const sum = (amount: number | null, currency: string | null) => (amount === null || currency === null ? null : { amount, currency })

const shown = (side: Sided): UnlikeCase['one'] => ({
  complaint: side.complaint_id,
  number: side.number,
  issue: side.issue_id,
  outcome: side.outcome,
  basis: side.basis,
  forms: side.forms,
  money: sum(side.amount, side.currency),
  at_stake: sum(side.at_stake, side.currency),
  decided_at: side.decided_at.toString(),
})
