import type { NewIncoming } from '#modules/conversations/index.ts'
import type { MailAddress } from './mail-addresses.ts'
import type { Reading } from './reading.ts'

/** A mail as a message of a conversation. */
export function incomingOf({ row, understood, mailbox, mailboxes }: Reading): Omit<NewIncoming, 'complaint'> {
  const { mail, sifted, from, customer } = understood
  const { bounce, autoReply, delayed, generated } = sifted
  const machine = from && customer && from.address.toLowerCase() !== customer.address.toLowerCase() ? [from.address] : []
  return {
    channel: 'email',
    from: from && named(from),
    recipients: [
      ...mail.to.map((one) => ({ role: 'to' as const, ...named(one) })),
      ...mail.cc.map((one) => ({ role: 'cc' as const, ...named(one) })),
    ],
    subject: mail.subject,
    text: mail.text,
    html: understood.html,
    visibleText: understood.visibleText,
    signature: understood.signature,
    at: row.arrived_at,
    messageId: understood.messageId,
    inReplyTo: mail.inReplyTo[0] ?? null,
    references: mail.references,
    mailbox: mailbox?.id ?? null,
    mail: row.id,
    // A warning that a mail is late is an answer of a machine too.
    automatic: { bounce, autoReply: autoReply || delayed, loop: false, generated },
    bouncedRecipients: bounce ? sifted.recipients.slice(0, 50) : [],
    attachments: mail.attachments.map(({ name, mediaType, content, inline, contentId }) => ({
      name,
      mediaType,
      bytes: content,
      inline,
      contentId,
    })),
    customer: null,
    ours: [...mailboxes.map(({ address }) => address), ...(row.recipient ? [row.recipient] : []), ...machine],
  }
}

const named = ({ name, address }: MailAddress) => ({ name: name || null, address })
