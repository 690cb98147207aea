import { complaintFor, issuesOf } from '#modules/complaints/index.ts'
import { publicMessages } from '#modules/conversations/index.ts'
import type { Letter } from '#modules/tone/contract/check.ts'
import type { AnswerOf, Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { unansweredIssues } from './closing-gates.ts'
import type { listLetters as listEndpoint, SentLetter } from './contract.ts'
import type { Section } from './rules/compose-letter.ts'
import { finalFor } from './rules/letter-plan.ts'
import './refusals.ts'

/** The letters of a complaint, newest first, which final one its outcomes ask for, and what nobody has answered yet. */
export async function listLetters(work: Work, complaintId: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  if (work.actor.kind === 'link') throw refuse('complaints.not_found')
  const [rows, answers, issues] = await Promise.all([
    lettersOf(work, complaint.id).orderBy('m.written_at', 'desc').orderBy('m.id', 'desc').limit(200).execute(),
    work.db.selectFrom('letters_answers').select(['message_id', 'issue_id']).where('complaint_id', '=', complaint.id).execute(),
    issuesOf(work, complaint.id),
  ])
  const data = rows.map(
    (row): SentLetter => ({
      message: row.message_id,
      letter: row.letter as Letter,
      language: row.language as Language,
      subject: row.subject,
      at: row.written_at.toString(),
      sent_at: row.sent_at?.toString() ?? null,
      state: row.state,
      pdf: row.attachment_id,
      answers: answers.filter(({ message_id }) => message_id === row.message_id).map(({ issue_id }) => issue_id),
    }),
  )
  const unanswered = await unansweredIssues(work, complaint.id, issues)
  return { data, wanted: finalFor(issues.map(({ outcome }) => outcome)), unanswered: unanswered.map(({ id }) => id) }
}

/** A letter as a customer reads it on their page. */
export interface PublicLetter {
  message: Id
  language: Language
  subject: string
  dated: string
  addressee: string[]
  sections: Section[]
  pdf: Id
}

/** The letters that a customer may read: those whose message they may read. */
export async function publicLetters(work: Work, complaintId: Id): Promise<PublicLetter[]> {
  const complaint = await complaintFor(work, complaintId)
  const rows = await lettersOf(work, complaint.id).orderBy('m.written_at').execute()
  if (rows.length === 0) return []
  const readable = new Set((await publicMessages(work, complaint.id)).map(({ id }) => id))
  return rows
    .filter(({ message_id }) => readable.has(message_id))
    .map((row) => ({
      message: row.message_id,
      language: row.language as Language,
      pdf: row.attachment_id,
      // Written by send-letter.ts alone.
      ...(row.content as unknown as Pick<PublicLetter, 'subject' | 'dated' | 'addressee' | 'sections'>),
    }))
}

const lettersOf = (work: Work, complaint: Id) =>
  work.db
    .selectFrom('letters_letters as l')
    .innerJoin('conversations_messages as m', (join) =>
      join.onRef('m.complaint_id', '=', 'l.complaint_id').onRef('m.id', '=', 'l.message_id'),
    )
    .selectAll('l')
    .select(['m.subject', 'm.state', 'm.sent_at', 'm.written_at'])
    .where('l.complaint_id', '=', complaint)
