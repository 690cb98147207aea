import { keepAttachments, writeReply } from '#modules/conversations/index.ts'
import { followDays, mintLink, organisationOf } from '#modules/people/index.ts'
import type { Letter } from '#modules/tone/contract/check.ts'
import type { AnswerOf, BodyOf, Id, Language } from '#platform/endpoint.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { type Composed, composeLetter, missingIn, presentIssues, presentMissing, type SayMissing } from './compose.ts'
import type { sendLetter as sendEndpoint, previewSheet as sheetEndpoint } from './contract.ts'
import { letterPdf } from './letter-pdf.ts'
import { choicePath, makeOffer, mintChoice } from './options/index.ts'
import { sayIn as sayOfOffer } from './options/rules/option-words.ts'
import { htmlOf } from './rules/lay-out.ts'
import { sayIn } from './rules/letter-words.ts'
import './refusals.ts'

type Asked = BodyOf<typeof sendEndpoint> & { say: SayMissing }

/** Sends a letter as a reply that carries the PDF, or takes note that a person printed it. Refused while something is missing, all of it named. */
export async function sendLetter(work: Work, complaintId: Id, { say, ...asked }: Asked): Promise<AnswerOf<typeof sendEndpoint>> {
  const composed = await composeLetter(work, { complaint: complaintId, letter: asked.letter }, asked)
  await refuseIncomplete(work, composed, { byHand: asked.by_hand !== undefined, say })
  const { complaint, letter, language, subject, sections, offer } = composed
  const choice = offer && (await mintChoice(work, { complaint, until: offer.until }))

  const { url } = await mintLink(work, { complaint: complaint.id, customer: complaint.customer_id, use: 'follow', days: followDays })
  const choose = choice && choicePath(choice.url)
  const pdf = await keepPdf(work, composed, asked.by_hand ? (choose ?? url) : null)
  const links = asked.by_hand ? [] : linksOf(language, { choose, follow: url })
  const { attachments = [], ...ways } = asked
  const message = await writeReply(work, complaint.id, {
    ...waysOf(ways),
    html: htmlOf(sections, links),
    subject,
    letter,
    language,
    attachments: [pdf.id, ...attachments],
    keepsDraft: true,
  })

  const issues = presentIssues(composed)
  await keepLetter(work, composed, {
    message: message.id,
    pdf: pdf.id,
    answers: issues.filter(({ covered }) => covered).map(({ id }) => id),
  })
  if (offer && choice) await makeOffer(work, { complaint, language, message: message.id, offer, link: choice.id })
  await work.announce({
    fact: 'letter.written',
    complaint: complaint.id,
    message: message.id,
    letter,
    language,
    template: composed.template,
    blocks: [...new Set(sections.flatMap(({ blocks }) => blocks.map(({ block }) => block)))],
    answers: issues.filter(({ covered }) => covered).map(({ id }) => id),
    pdf: pdf.sha256,
  })
  return { message, pdf: pdf.id, issues }
}

const linksOf = (language: Language, { choose, follow }: { choose: string | null; follow: string }): string[] => [
  ...(choose === null ? [] : [sayOfOffer(language)('options:mail.choose', { link: choose })]),
  sayIn(language)('letters:mail.follow', { link: follow }),
]

/** The paper before it leaves. Nothing is kept, and nobody gets a link: its place shows as dots. */
export async function previewSheet(
  work: Work,
  at: { complaint: Id; letter: Letter },
  { by_hand = false, ...written }: BodyOf<typeof sheetEndpoint>,
): Promise<AnswerOf<typeof sheetEndpoint>> {
  const composed = await composeLetter(work, at, written)
  const pdf = await paperOf(work, composed, by_hand ? `${toolsOf(work).origin}/c/…` : null)
  return { name: nameOfPaper(composed), pdf: pdf.toString('base64') }
}

async function refuseIncomplete(work: Work, composed: Composed, { byHand, say }: { byHand: boolean; say: SayMissing }) {
  const missing = presentMissing(work, await missingIn(work, composed, byHand), say)
  if (missing.length === 0) return
  const sentences = [...new Set(missing.map(({ sentence }) => sentence))]
  throw refuse('letters.incomplete', { count: missing.length, first: sentences.slice(0, 3).join(' '), missing })
}

type Ways = Pick<Asked, 'to' | 'cc' | 'mailbox' | 'by_hand' | 'words_reason' | 'confirmed_recipients'>

const waysOf = ({ to, cc, mailbox, by_hand, words_reason, confirmed_recipients }: Ways): Ways => ({
  ...(to && { to }),
  ...(cc && { cc }),
  ...(mailbox && { mailbox }),
  ...(by_hand && { by_hand }),
  ...(words_reason && { words_reason }),
  ...(confirmed_recipients && { confirmed_recipients }),
})

async function keepPdf(work: Work, composed: Composed, link: string | null) {
  const bytes = await paperOf(work, composed, link)
  const { complaint } = composed
  const [pdf] = await keepAttachments(work, { complaint: complaint.id, message: null }, [
    { name: nameOfPaper(composed), mediaType: 'application/pdf', bytes },
  ])
  if (!pdf) throw new Error('A PDF that was just kept has no row')
  return pdf
}

const nameOfPaper = ({ complaint, letter }: Composed): string => `${complaint.number}-${letter}.pdf`

/** The letter on paper. `link`: where the customer follows the complaint, on what a person prints. */
async function paperOf(
  work: Work,
  { complaint, language, subject, sections, known, offer }: Composed,
  link: string | null,
): Promise<Buffer> {
  return letterPdf({
    language,
    subject,
    sections,
    link: link === null ? null : { link, says: offer === null ? 'letters:sheet.follow' : 'options:sheet.choose' },
    organisation: await organisationOf(work),
    number: complaint.number,
    dated: work.now,
    addressee: addresseeOf(known),
  })
}

const addresseeOf = ({ address, record, email }: Composed['known']): string[] =>
  address ?? [record['customer.name'], email].filter((line): line is string => Boolean(line?.trim()))

async function keepLetter(work: Work, composed: Composed, { message, pdf, answers }: { message: Id; pdf: Id; answers: Id[] }) {
  const { complaint, letter, language, template, subject, sections, known } = composed
  const place = { complaint_id: complaint.id, message_id: message }
  const content = { subject, dated: work.now.toString(), addressee: addresseeOf(known), sections }
  await work.db
    .insertInto('letters_letters')
    .values({ ...place, letter, language, template, content: JSON.stringify(content), attachment_id: pdf })
    .execute()
  if (answers.length === 0) return
  await work.db
    .insertInto('letters_answers')
    .values(answers.map((issue_id) => ({ ...place, issue_id })))
    .execute()
}
