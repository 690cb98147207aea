import { complaintFor, complaintForUpdate, issuesOf, noteActivity } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { nameActors } from '#modules/people/index.ts'
import { actorName, isStaff } from '#platform/actor.ts'
import type { AnswerOf, BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { mayPropose } from './access.ts'
import type { Expectation, listExpectations as listEndpoint, noteExpectation as noteEndpoint, Wish } from './contract.ts'
import { readSum } from './read-sum.ts'
import './refusals.ts'

/** What the customer asked for, issue by issue, and what we owe without bargaining. */
export async function listExpectations(work: Work, complaintId: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const [issues, rows] = await Promise.all([issuesOf(work, complaint.id), rowsOf(work, complaint.id)])
  const named = await nameActors(
    work,
    rows.map(({ noted_by }) => noted_by),
  )
  const data = issues.map(({ id, position, title }): Expectation => {
    const issue = { id, position, title }
    const row = rows.find(({ issue_id }) => issue_id === id)
    if (!row) return { issue, wanted: null, tags: [], floor: null, noted_by: null, noted_at: null, version: 0 }
    return {
      issue,
      wanted: row.wanted && maskNumbers(row.wanted, complaint.order_numbers),
      // written only from the contract's own shape
      tags: row.tags as unknown as Wish[],
      floor:
        row.floor_amount === null || row.floor_currency === null || row.floor_reason === null
          ? null
          : {
              money: { amount: row.floor_amount, currency: row.floor_currency },
              reason: maskNumbers(row.floor_reason, complaint.order_numbers),
            },
      noted_by: named(row.noted_by),
      noted_at: row.noted_at.toString(),
      version: row.version,
    }
  })
  return { data, may: { edit: mayPropose(work.actor) && complaint.state !== 'merged' } }
}

const rowsOf = (work: Work, complaint: Id) =>
  work.db.selectFrom('remedies_expectations').selectAll().where('complaint_id', '=', complaint).execute()

type Asked = BodyOf<typeof noteEndpoint>

/** Writes it down anew for one issue; refuses when somebody else wrote meanwhile. */
export async function noteExpectation(work: Work, at: { complaint: Id; issue: Id }, asked: Asked): Promise<Expectation> {
  const complaint = await complaintForUpdate(work, at.complaint)
  if (!mayPropose(work.actor)) throw refuse('complaints.not_yours_to_change')
  if (complaint.state === 'merged') throw refuse('remedies.merged')
  const [issue] = await issuesOf(work, complaint.id, at.issue)
  if (!issue) throw refuse('remedies.issue_not_found')
  const before = (await rowsOf(work, complaint.id)).find(({ issue_id }) => issue_id === issue.id)
  sameVersion(before?.version ?? 0, asked.version)

  const { row, wanted, floor } = rowOf(work, asked)
  await work.db
    .insertInto('remedies_expectations')
    .values({ complaint_id: complaint.id, issue_id: issue.id, ...row })
    .onConflict((conflict) => conflict.columns(['complaint_id', 'issue_id']).doUpdateSet(row))
    .execute()
  await noteActivity(work, complaint.id)
  await work.announce({
    fact: 'expectation.noted',
    complaint: complaint.id,
    issue: issue.id,
    wanted,
    tags: asked.tags.map(({ code }) => code),
    floor: row.floor_amount,
    floor_currency: row.floor_currency,
    floor_reason: floor,
  })
  const noted = (await listExpectations(work, complaint.id)).data.find((one) => one.issue.id === issue.id)
  if (!noted) throw new Error('An expectation that was just written is not there')
  return noted
}

/** The columns, and the seals over the words for the fact. */
function rowOf(work: Work, { wanted: said, tags, floor, version }: Asked) {
  const wanted = sealedWords(said)
  const reason = sealedWords(floor?.reason ?? null)
  const sum = floor ? readSum(floor.money) : null
  const row = {
    wanted: wanted.words,
    salt: wanted.salt,
    tags: JSON.stringify(tags),
    floor_amount: sum?.amount ?? null,
    floor_currency: sum?.currency ?? null,
    floor_reason: reason.words,
    floor_salt: reason.salt,
    noted_by: actorName(work.actor),
    noted_at: work.now,
    version: version + 1,
  }
  return { row, wanted: wanted.hash, floor: reason.hash }
}

function sealedWords(said: string | null): { words: string | null; salt: Buffer | null; hash: string | null } {
  const words = said?.trim() || null
  return words === null ? { words, salt: null, hash: null } : { words, ...sealed(words) }
}
