import { type ComplaintRecord, changeableComplaint, noteActivity } from '#modules/complaints/index.ts'
import { writeReply } from '#modules/conversations/index.ts'
import { mintLink, organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id, Language } from '#platform/endpoint.ts'
import { type Seal, sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { askSummary as askEndpoint, Enquiry } from '../contract/enquiry.ts'
import '../refusals.ts'
import { sayIn } from '../say-procedure.ts'
import { keepAnswer, type Said, saidOf } from './answer-summary.ts'
import { presentEnquiry } from './present-enquiry.ts'

type Asked = BodyOf<typeof askEndpoint>

const openDays = 30

/** Says back what we understood: by mail, where a link lets the customer confirm or correct it, or aloud, with what they said to it. */
export async function askSummary(work: Work, complaintId: Id, asked: Asked): Promise<Enquiry> {
  const complaint = await changeableComplaint(work, complaintId)
  const said = spokenAnswer(asked)
  const row = { complaint_id: complaint.id, id: newId() }
  const text = asked.text.replaceAll('\r\n', '\n').trim()
  const mailed = asked.way === 'mail' ? await mail(work, complaint, { ...asked, text }) : null
  const seal = sealed(text)
  await write(work, complaint, { ...row, text, seal, mailed })
  await noteActivity(work, complaint.id)
  await work.announce({
    fact: 'summary.asked',
    complaint: complaint.id,
    summary: row.id,
    message: mailed?.message ?? null,
    words: seal.hash,
  })
  if (said) await keepAnswer(work, { complaint: complaint.id, summary: row.id }, said)
  return presentEnquiry(work, complaint)
}

/** Who is asked aloud answers at once; who is written to answers by the link. */
function spokenAnswer({ way, answer, correction }: Asked): Said | null {
  if (way === 'mail') return null
  if (answer === undefined) throw refuse('procedure.summary_answer_missing')
  return saidOf(answer, correction)
}

async function mail(work: Work, complaint: ComplaintRecord, { text, to, words_reason, confirmed_recipients }: Asked) {
  const language = complaint.language as Language // the column's check constraint holds the same codes
  const { url, id } = await mintLink(work, { complaint: complaint.id, customer: complaint.customer_id, use: 'confirm', days: openDays })
  const [{ name }, say] = [await organisationOf(work), sayIn(language)]
  const from = work.actor.kind === 'person' ? [work.actor.name, name] : [name]
  const parts = [say('enquiry.mail.opening'), text, say('enquiry.mail.ask'), `${url}/summary`, say('enquiry.mail.answer'), from.join('\n')]
  const message = await writeReply(work, complaint.id, {
    text: parts.join('\n\n'),
    language,
    keepsDraft: true,
    ...(to && { to }),
    ...(words_reason && { words_reason }),
    ...(confirmed_recipients && { confirmed_recipients }),
  })
  return { message: message.id, link: id }
}

interface NewSummary {
  complaint_id: Id
  id: Id
  text: string
  seal: Seal
  mailed: { message: Id; link: Id } | null
}

const write = (work: Work, { language }: ComplaintRecord, { seal, mailed, ...row }: NewSummary) =>
  work.db
    .insertInto('procedure_summaries')
    .values({
      ...row,
      salt: seal.salt,
      language,
      way: mailed ? 'mail' : 'spoken',
      message_id: mailed?.message ?? null,
      link_id: mailed?.link ?? null,
      asked_by: actorName(work.actor),
      asked_at: work.now,
    })
    .execute()
