import type { Id } from '#platform/endpoint.ts'
import { job } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'
import { scanBytes } from '#platform/scan-file.ts'
import type { Work } from '#platform/work.ts'

interface Asked {
  complaint: Id
  attachment: Id
}

/** Asks the operator's scanner about one file, where CLAMD_URL names one: take, talk, note. A scanner that is down is asked again. */
export const scanAttachment = job<Asked>('scan-attachment', async ({ step }, asked) => {
  const taken = await step((work) => take(work, asked))
  if (!taken) return
  const scan = await scanBytes(taken.clamd, await taken.files.read(taken.sha256))
  await step((work) => note(work, asked, scan))
})

/** Files that just came in are scanned soon; without a scanner they stay "not scanned", which is said beside them. */
export async function queueScans(work: Work, complaint: Id, attachments: readonly { id: Id }[]): Promise<void> {
  if (!toolsOf(work).configuration.CLAMD_URL) return
  for (const { id } of attachments) await work.enqueue(scanAttachment, { complaint, attachment: id }, { key: `scan/${id}` })
}

async function take(work: Work, { complaint, attachment }: Asked) {
  const { configuration, files } = toolsOf(work)
  const row = await work.db
    .selectFrom('conversations_attachments')
    .select('sha256')
    .where('complaint_id', '=', complaint)
    .where('id', '=', attachment)
    .executeTakeFirst()
  return row && configuration.CLAMD_URL ? { clamd: configuration.CLAMD_URL, files, sha256: row.sha256 } : null
}

async function note(work: Work, { complaint, attachment }: Asked, scan: 'clean' | 'infected') {
  await work.db
    .updateTable('conversations_attachments')
    .set({ scan })
    .where('complaint_id', '=', complaint)
    .where('id', '=', attachment)
    .execute()
  await work.announce({ fact: 'attachment.scanned', complaint, attachment, scan })
}
