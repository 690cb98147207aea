import { sql } from 'kysely'
import type { DB } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import type { SealedRows } from '#platform/facts/verify-facts.ts'
import type { Work } from '#platform/work.ts'

/** What a person wrote, where its row still has its salt. */
export interface SealedWords {
  value: string
  salt: Buffer
  hash: string
  /** Its table and column. */
  place: string
}

/** Tables and columns: where it says what, and where the salt stands beside it. */
interface Place {
  table: string
  /** The complaint's own id. */
  complaint: string
  id: string
  value: string
  salt: string
  /** Rows that count, beside those that have a salt. */
  where?: string
}

type Column<Table extends keyof DB> = keyof DB[Table] & string

const place = <Table extends keyof DB>(
  table: Table,
  value: Column<Table>,
  how: { salt?: Column<Table>; complaint?: Column<Table>; id?: Column<Table>; where?: string } = {},
): Place => ({ table, complaint: 'complaint_id', id: 'id', salt: 'salt', ...how, value })

/** Every place where words stand over which a fact holds a seal. A test reads the catalogue and finds what is missing here. */
export const sealedPlaces: readonly Place[] = [
  place('boundaries_incidents', 'quote', { salt: 'quote_salt' }),
  place('boundaries_incidents', 'attended_note', { salt: 'attended_salt' }),
  place('boundaries_limits', 'appeal_words', { salt: 'appeal_salt' }),
  place('clocks_choices', 'reason'),
  place('clocks_submissions', 'missing'),
  place('complaints_answers', 'words'),
  place('complaints_classifications', 'reason'),
  place('complaints_closures', 'reopened_reason', { salt: 'reopened_salt' }),
  place('complaints_complaints', 'words', { salt: 'words_salt', complaint: 'id' }),
  place('complaints_disputes', 'ended_reason', { salt: 'ended_salt' }),
  place('complaints_merges', 'reason'),
  place('complaints_merges', 'undone_reason', { salt: 'undone_salt' }),
  place('complaints_splits', 'reason'),
  place('complaints_waitings', 'words'),
  place('complaints_withdrawals', 'words'),
  place('conversations_helper_drafts', 'text'),
  place('conversations_kept_words', 'reason', { id: 'message_id' }),
  // What was moved is read, and checked, where it is now.
  place('conversations_messages', 'text', { where: 'moved_to is null' }),
  place('conversations_notes', 'text'),
  place('precedents_alarms', 'explanation'),
  place('procedure_acts', 'reason'),
  place('procedure_feelings', 'words'),
  place('procedure_findings', 'claim', { salt: 'claim_salt' }),
  place('procedure_findings', 'note', { salt: 'note_salt' }),
  place('procedure_issue_causes', 'words'),
  place('procedure_points', 'value', { salt: 'value_salt' }),
  place('procedure_points', 'reason', { salt: 'reason_salt' }),
  place('procedure_summaries', 'text'),
  place('procedure_summaries', 'correction', { salt: 'correction_salt' }),
  place('promises_promises', 'words'),
  place('promises_promises', 'release_words'),
  place('promises_reagreements', 'words'),
  place('remedies_coupons', 'cancel_reason'),
  place('remedies_acts', 'reason', { id: 'remedy_id' }),
  place('remedies_expectations', 'wanted', { id: 'issue_id' }),
  place('remedies_expectations', 'floor_reason', { salt: 'floor_salt', id: 'issue_id' }),
  place('remedies_looks', 'finding'),
  place('remedies_remedies', 'departs', { salt: 'departs_salt' }),
  place('remedies_remedies', 'explanation'),
  place('remedies_remedies', 'evidence', { salt: 'evidence_salt' }),
  place('surveys_suppressions', 'words'),
  place('surveys_surveys', 'comment', { salt: 'comment_salt' }),
  place('tasks_tasks', 'title'),
  place('tasks_tasks', 'settled_reason', { salt: 'settled_salt' }),
]

const fromPlace = ({ table, complaint, id, value, salt, where = 'true' }: Place): string =>
  `select ${complaint} as complaint_id, '${table}.${value}' as place, ${id}::text as id, ${value} as value, ${salt} as salt from ${table}
    where ${salt} is not null and ${value} is not null and ${where}`

// Waivers stand together in the closing that they belong to, each with its salt in hexadecimal digits.
const fromWaivers = `select c.complaint_id, 'complaints_closures.waivers', c.id::text, w ->> 'reason', decode(w ->> 'salt', 'hex')
  from complaints_closures c cross join lateral jsonb_array_elements(c.waivers) w where w ->> 'salt' is not null`

const hashed = "encode(sha256(salt || convert_to(value, 'UTF8')), 'hex')"
const all = `(${[...sealedPlaces.map(fromPlace), fromWaivers].join('\n  union all\n  ')}) words`

/** What `verify` holds the chains of complaints against. */
export const sealedRows: SealedRows = {
  kind: 'complaint',
  // A letter's fact names its PDF by the hash of its bytes.
  words: `select complaint_id as owner, place, id, ${hashed} as hash, false as free from ${all}
    union all select complaint_id, 'conversations_attachments.sha256', id::text, sha256, true from conversations_attachments`,
  owners: 'select id as owner from complaints_complaints',
}

const hash = sql.raw(hashed)

/** The words behind these seals, as far as they are still there, by their hash. Notes and drafts are not among them: they stay inside. */
export async function findSealedWords(work: Work, complaint: Id, hashes: readonly string[]): Promise<Map<string, SealedWords>> {
  if (hashes.length === 0) return new Map()
  const { rows } = await sql<SealedWords>`select value, salt, place, ${hash} as hash from ${sql.raw(all)}
    where complaint_id = ${complaint} and ${hash} = any(${[...hashes]}::text[]) and not place = any(${inside}::text[])`.execute(work.db)
  return new Map(rows.map((row) => [row.hash, row]))
}

const inside = ['conversations_notes.text', 'conversations_helper_drafts.text', 'conversations_messages.text']
