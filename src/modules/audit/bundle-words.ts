import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { bundleLine, type Seal, sealsIn } from './bundle-lines.ts'
import { bringsMessage } from './bundle-messages.ts'
import type { StoredFact } from './fact-pages.ts'
import { findSealedWords, type SealedWords } from './sealed-words.ts'

/** What colleagues think among themselves stays in the house: that it was written is in the record. */
const staysInside = new Set(['note.written', 'draft.helped'])

/** What the facts of a complaint seal: `lost` are the files that are not in the bundle. */
interface Sealing {
  complaint: ComplaintRecord
  lost: ReadonlySet<string>
}

/** Reasons, withdrawals, first words: a line for each seal of these facts that no message and no file explains. */
export async function wordLines(work: Work, { complaint, lost }: Sealing, facts: readonly StoredFact[]): Promise<string> {
  const seals = facts.filter((fact) => !bringsMessage(fact)).flatMap((fact) => sealsOf(fact))
  const hashes = seals.map(({ hash }) => hash)
  const [found, files] = await Promise.all([findSealedWords(work, complaint.id, hashes), findFiles(work, complaint.id, hashes)])
  const untold = seals.filter(({ hash }) => !files.has(hash) || lost.has(hash))
  return untold.map((one) => bundleLine(recordOf(one, found.get(one.hash), complaint))).join('')
}

/** Which of these hashes are those of files: a letter's fact names its PDF. */
async function findFiles(work: Work, complaint: Id, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await work.db
    .selectFrom('conversations_attachments')
    .select('sha256')
    .where('complaint_id', '=', complaint)
    .where('message_id', 'is not', null)
    .where('scan', '!=', 'infected')
    .where('sha256', 'in', [...hashes])
    .execute()
  return new Set(rows.map(({ sha256 }) => sha256))
}

// facts_append is only ever given an object.
const sealsOf = ({ seq, fact, data }: StoredFact) =>
  sealsIn(JSON.parse(data) as Record<string, unknown>).map((one) => ({ seq, fact, ...one }))

interface Sealed {
  seq: number
  fact: string
  of: string
  hash: string
}

function recordOf({ seq, fact, of }: Sealed, words: SealedWords | undefined, complaint: ComplaintRecord) {
  const sealed = (rest: { salt: string } | { absent: 'gone' | 'inside' | 'masked' }): Seal => ({ seq, of, ...rest })
  if (staysInside.has(fact)) return { fact, seal: sealed({ absent: 'inside' }) }
  if (!words) return { fact, seal: sealed({ absent: 'gone' }) }
  const text = maskNumbers(words.value, complaint.order_numbers)
  // With the salt beside it, what is hidden of a number could be found by trying.
  if (text !== words.value) return { fact, seal: sealed({ absent: 'masked' }), text }
  return { fact, seal: sealed({ salt: words.salt.toString('hex') }), text }
}
