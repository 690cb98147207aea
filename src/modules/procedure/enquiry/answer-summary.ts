import type { Selectable } from 'kysely'
import { changeableComplaint, complaintFor, complaintForUpdate, customerCameBack, noteActivity } from '#modules/complaints/index.ts'
import { useLink } from '#modules/people/index.ts'
import { actorName, type Link } from '#platform/actor.ts'
import type { ProcedureSummaries } from '#platform/database.types.ts'
import type { BodyOf, Id, Language } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { answerSummary as answerEndpoint, Enquiry } from '../contract/enquiry.ts'
import '../refusals.ts'
import { presentEnquiry } from './present-enquiry.ts'

/** What the customer said to our summary: that it is right, or what is not. */
export interface Said {
  answer: 'confirmed' | 'corrected'
  correction: string | null
}

/** A correction says what is different; what goes with a yes is not one. */
export function saidOf(answer: Said['answer'], correction: string | undefined): Said {
  if (answer === 'confirmed') return { answer, correction: null }
  const words = correction?.replaceAll('\r\n', '\n').trim()
  if (!words) throw refuse('procedure.correction_missing')
  return { answer, correction: words }
}

/** Keeps what the customer said aloud to a summary that waits for an answer. */
export async function answerSummary(
  work: Work,
  { complaint: complaintId, summary }: { complaint: Id; summary: Id },
  { answer, correction }: BodyOf<typeof answerEndpoint>,
): Promise<Enquiry> {
  const complaint = await changeableComplaint(work, complaintId)
  const asked = await findSummary(work, { complaint: complaint.id, id: summary })
  if (!asked) throw refuse('procedure.summary_not_found')
  if (asked.answer !== null) throw refuse('procedure.summary_answered')
  await keepAnswer(work, { complaint: complaint.id, summary: asked.id }, saidOf(answer, correction))
  return presentEnquiry(work, complaint)
}

/** What a link to confirm opens. */
export interface OpenedSummary {
  number: string
  language: Language
  text: string
  answer: Said['answer'] | null
}

/** The summary that a link opens; null where there is none. Reads only: mail programs open links by themselves. */
export async function findOpenedSummary(work: Work, link: Link): Promise<OpenedSummary | null> {
  const { id, number } = await complaintFor(work, link.complaint)
  const asked = await findSummary(work, { complaint: id, link: link.id })
  if (!asked) return null
  // these columns are held to the contract's codes by check constraints
  return { number, language: asked.language as Language, text: asked.text, answer: asked.answer as Said['answer'] | null }
}

/** Keeps what the customer says on the page, once; what comes after changes nothing. A correction brings back what was put aside. */
export async function answerByLink(work: Work, link: Link, said: Said): Promise<void> {
  const complaint = await complaintForUpdate(work, link.complaint)
  const asked = await findSummary(work, { complaint: complaint.id, link: link.id })
  if (!asked || asked.answer !== null || !(await useLink(work, link))) return
  await keepAnswer(work, { complaint: complaint.id, summary: asked.id }, said)
  if (said.answer === 'corrected' || complaint.state === 'waiting_customer') await customerCameBack(work, complaint.id)
}

/** Writes the answer and announces it. */
export async function keepAnswer(work: Work, { complaint, summary }: { complaint: Id; summary: Id }, { answer, correction }: Said) {
  const seal = correction === null ? null : sealed(correction)
  await work.db
    .updateTable('procedure_summaries')
    .set({ answer, correction, correction_salt: seal?.salt ?? null, answered_by: actorName(work.actor), answered_at: work.now })
    .where('complaint_id', '=', complaint)
    .where('id', '=', summary)
    .execute()
  await noteActivity(work, complaint)
  if (seal === null) await work.announce({ fact: 'summary.confirmed', complaint, summary })
  else await work.announce({ fact: 'summary.corrected', complaint, summary, words: seal.hash })
}

const findSummary = (work: Work, by: { complaint: Id; id?: Id; link?: Id }): Promise<Selectable<ProcedureSummaries> | undefined> =>
  work.db
    .selectFrom('procedure_summaries')
    .selectAll()
    .where('complaint_id', '=', by.complaint)
    .$if(by.id !== undefined, (query) => query.where('id', '=', by.id ?? ''))
    .$if(by.link !== undefined, (query) => query.where('link_id', '=', by.link ?? ''))
    .executeTakeFirst()
