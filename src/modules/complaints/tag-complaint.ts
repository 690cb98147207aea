import { actorName } from '#platform/actor.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, touch, writeComplaint } from './change-complaint.ts'
import { urgencyWithTag } from './rules/lifecycle.ts'

/** Tags a complaint; `urgent` makes it at least high. Twice is once. */
export async function tagComplaint(work: Work, id: string, tag: string): Promise<{ tags: string[] }> {
  const complaint = await changeableComplaint(work, id)
  const tagged = await work.db
    .insertInto('complaints_tags')
    .values({ complaint_id: complaint.id, tag, tagged_by: actorName(work.actor), tagged_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('tag')
    .executeTakeFirst()
  if (tagged) {
    await work.announce({ fact: 'complaint.tagged', complaint: complaint.id, tag })
    await raise(work, complaint, urgencyWithTag(complaint.urgency, tag))
  }
  return { tags: await tagsOf(work, complaint.id) }
}

/** Takes a tag off. The urgency stays: somebody may have set it for another reason. */
export async function untagComplaint(work: Work, id: string, tag: string): Promise<{ tags: string[] }> {
  const complaint = await changeableComplaint(work, id)
  const gone = await work.db
    .deleteFrom('complaints_tags')
    .where('complaint_id', '=', complaint.id)
    .where('tag', '=', tag)
    .returning('tag')
    .executeTakeFirst()
  if (gone) {
    await touch(work, complaint.id)
    await work.announce({ fact: 'complaint.untagged', complaint: complaint.id, tag })
  }
  return { tags: await tagsOf(work, complaint.id) }
}

async function raise(work: Work, complaint: { id: string; urgency: string }, urgency: 'critical' | 'high' | null) {
  if (!urgency || urgency === complaint.urgency) return touch(work, complaint.id)
  await writeComplaint(work, complaint.id, { urgency })
  await work.announce({ fact: 'complaint.ranked', complaint: complaint.id, urgency })
}

async function tagsOf(work: Work, id: string): Promise<string[]> {
  const rows = await work.db.selectFrom('complaints_tags').select('tag').where('complaint_id', '=', id).orderBy('tag').execute()
  return rows.map(({ tag }) => tag)
}
