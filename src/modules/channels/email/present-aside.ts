import { maskHtml, maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import type { Work } from '#platform/work.ts'
import type { MailMessage } from '../contract.ts'
import type { MailAddress } from './mime/mail-addresses.ts'
import { type MailRecord, readingOf } from './reading.ts'

/** A mail that was put aside, read again from its raw file: its numbers masked, its HTML harmless. */
export async function presentAside(work: Work, row: MailRecord): Promise<MailMessage> {
  const { mail, sifted, from, visibleText, signature, html } = (await readingOf(work, row)).understood
  return {
    id: row.id,
    message_id: row.message_id,
    complaint: null,
    direction: 'in',
    state: null,
    subject: maskNumbers(mail.subject),
    from: from && named(from),
    to: mail.to.map(named),
    cc: mail.cc.map(named),
    text: maskNumbers(mail.text),
    html: html === null ? null : maskHtml(html),
    visible_text: maskNumbers(visibleText),
    signature: signature === null ? null : maskNumbers(signature),
    attachments: mail.attachments.map(({ name, size, sha256, mediaType }) => ({
      name: maskNumbers(name),
      size,
      sha256,
      media_type: mediaType,
    })),
    automatic: {
      bounce: sifted.bounce,
      auto_reply: sifted.autoReply || sifted.delayed,
      loop: row.put_aside === 'loop',
      recipients: sifted.recipients,
    },
    put_aside: row.put_aside,
  }
}

const named = ({ name, address }: MailAddress) => ({ name: name || null, address })
