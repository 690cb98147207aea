import { createHash } from 'node:crypto'
import { plainIncoming, takeComplaint } from '#modules/conversations/index.ts'
import { currentPrivacyNotice, followDays, mintLink } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { answerOnce } from '#platform/http/answers-kept.ts'
import type { PageForm } from '#platform/http/read-page-form.ts'
import type { Say } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { readStamp, seemsGenerated } from './form-stamp.ts'
import { dayOf, type TypedForm } from './rules/judge-form.ts'

export interface SentForm extends PageForm {
  form: TypedForm
  language: Language
  say: Say
}

/** Opens the complaint that a form brings, once however often the form is sent, and answers with a follow link. Its Work is the desk's. */
export async function takeForm(work: Work, sent: SentForm): Promise<{ secret: string }> {
  const stamp = readStamp(work, sent.fields['stamp'])
  const take = () => openFromForm(work, sent, seemsGenerated(work, { stamp, trap: sent.fields['website'] }))
  // Sent again with other words it is another complaint: the name of what was sent holds its content.
  const { complaint, customer } = stamp
    ? await answerOnce(work, { actor: 'web_form', route: '/complain', key: `${stamp.key}/${contentOf(sent)}`, asked: null }, take)
    : await take()
  return mintLink(work, { complaint, customer, use: 'follow', days: followDays })
}

async function openFromForm(
  work: Work,
  { form, files, language, fields }: SentForm,
  generated: boolean,
): Promise<{ complaint: Id; customer: Id | null }> {
  const text = form.text.trim()
  const complaint = await takeComplaint(work, {
    channel: 'web_form',
    text,
    language,
    anonymous: form.anonymous,
    ...(!form.anonymous && { customer: customerOf(form) }),
    ...(form.wish && { desired_outcome: form.wish }),
    ...(form.occurred && { occurred_at: String(dayOf(form.occurred)) }),
    ...(form.order && { orderNumbers: [form.order] }),
    privacyNoticeVersion: await noticeShown(work, language, fields['notice']),
    message: {
      ...plainIncoming,
      channel: 'web_form',
      from: form.email ? { name: form.name || null, address: form.email } : null,
      text,
      visibleText: text,
      at: work.now,
      automatic: { ...plainIncoming.automatic, generated },
      attachments: files,
    },
  })
  return { complaint: complaint.id, customer: complaint.customer_id }
}

const customerOf = ({ name, email, phone, address }: TypedForm) => ({
  ...(name && { name }),
  ...(email && { email }),
  ...(phone && { phone }),
  ...(address && { address }),
})

/** The version of the privacy notice that the form showed, as long as there is such a one. */
async function noticeShown(work: Work, language: Language, said: string | undefined): Promise<number | null> {
  const current = (await currentPrivacyNotice(work, language))?.version ?? null
  const shown = /^\d{1,6}$/.test(said ?? '') ? Number(said) : null
  return current && shown && shown >= 1 && shown <= current ? shown : current
}

function contentOf({ form, files }: SentForm): string {
  const hash = createHash('sha256').update(JSON.stringify(form))
  for (const { name, bytes } of files) hash.update(`\0${name}\0${bytes.byteLength}\0`).update(bytes)
  return hash.digest('hex')
}
