import { sql } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { AnswerOf, BodyOf } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { visibleComplaints } from '../access.ts'
import { type actOnMany as actOnManyEndpoint, bulkUndoFor, type Left } from '../contract.ts'
import type { ComplaintRecord } from '../find-complaint.ts'
import type { Presenting } from '../present-complaint.ts'
import { type Before, doTo } from './bulk-acts.ts'

type Say = Pick<Presenting, 'sayMissing'>

/** Does one thing to many complaints: each as if it were asked alone, so that one that refuses keeps none of the others. */
export async function actOnMany(
  work: Work,
  { complaints, act }: BodyOf<typeof actOnManyEndpoint>,
  say: Say,
): Promise<AnswerOf<typeof actOnManyEndpoint>> {
  const bulk = newId()
  const ids = [...new Set(complaints)].toSorted()
  await sweep(work)
  const found = await lockVisible(work, ids)
  const done: { complaint: string; before: Before }[] = []
  const refused: Left[] = []
  for (const id of ids) {
    const complaint = found.get(id)
    const before = await apart(work, async () => {
      if (!complaint) throw refuse('complaints.not_found')
      return doTo(work, complaint, act)
    })
    if (before instanceof Refusal) refused.push(leftBehind(work, { id, number: complaint?.number ?? null }, { why: before, say }))
    else done.push({ complaint: id, before })
  }
  await keep(work, done, { bulk, act })
  return { bulk, done: done.map(({ complaint }) => complaint), refused, undo_until: work.now.add({ seconds: bulkUndoFor }).toString() }
}

/** Runs it so that a refusal takes back only what this one wrote. Anything else that is thrown ends the whole. */
export async function apart<Answer>(work: Work, run: () => Promise<Answer>): Promise<Answer | Refusal> {
  await sql`savepoint one_of_many`.execute(work.db)
  try {
    const answer = await run()
    await sql`release savepoint one_of_many`.execute(work.db)
    return answer
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint one_of_many`.execute(work.db)
    return error
  }
}

const isFigure = (entry: [string, unknown]): entry is [string, string | number] =>
  typeof entry[1] === 'string' || typeof entry[1] === 'number'

export function leftBehind(
  work: Work,
  { id, number }: { id: string; number: string | null },
  { why, say }: { why: Refusal; say: Say },
): Left {
  const data = Object.fromEntries(Object.entries(why.data).filter(isFigure))
  return { complaint: id, number, code: why.code, sentence: say.sayMissing(work, { reason: why.code, data }) }
}

/** All of them are locked before the first is changed, in one order: two who act on the same never wait for each other crosswise. */
async function lockVisible(work: Work, ids: readonly string[]): Promise<Map<string, ComplaintRecord>> {
  const rows = await work.db
    .selectFrom('complaints_complaints')
    .selectAll()
    .where('complaints_complaints.id', 'in', [...ids])
    .where(visibleComplaints(work.actor))
    .orderBy('complaints_complaints.id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function keep(work: Work, done: { complaint: string; before: Before }[], { bulk, act }: { bulk: string; act: object }) {
  if (done.length === 0) return
  const before = new Map(done.map((one) => [one.complaint, one.before]))
  const versions = await work.db
    .selectFrom('complaints_complaints')
    .select(['id', 'version'])
    .where('id', 'in', [...before.keys()])
    .execute()
  const rows = versions.map(({ id, version }) => ({
    complaint_id: id,
    bulk_id: bulk,
    done_by: actorName(work.actor),
    done_at: work.now,
    act: JSON.stringify(act),
    before: JSON.stringify(before.get(id)),
    version,
  }))
  await work.db.insertInto('complaints_bulk_rows').values(rows).execute()
}

/** What can no longer be undone goes; what another act is sweeping at this moment is left to it. */
const sweep = (work: Work) =>
  sql`delete from complaints_bulk_rows r using (select complaint_id, bulk_id from complaints_bulk_rows
    where done_at < ${work.now.subtract({ minutes: 10 }).toString()}::timestamptz limit 1000 for update skip locked) old
    where (r.complaint_id, r.bulk_id) = (old.complaint_id, old.bulk_id)`.execute(work.db)
