import type { NewIncoming } from '#modules/conversations/index.ts'
import type { MailAddress } from './mime/mail-addresses.ts'
import type { Reading } from './reading.ts'

/** A mail as a message of a conversation. */
export function incomingOf(reading: Reading): Omit<NewIncoming, 'complaint'> {
  const { row, understood, mailbox } = reading
  const { mail, sifted, from, html, visibleText, signature, messageId } = understood
  return {
    channel: 'email',
    from: from && named(from),
    recipients: [
      ...mail.to.map((one) => ({ role: 'to' as const, ...named(one) })),
      ...mail.cc.map((one) => ({ role: 'cc' as const, ...named(one) })),
    ],
    subject: mail.subject,
    text: mail.text,
    html,
    visibleText,
    signature,
    at: row.arrived_at,
    messageId,
    inReplyTo: mail.inReplyTo[0] ?? null,
    references: mail.references,
    mailbox: mailbox?.id ?? null,
    mail: row.id,
    // A warning that a mail is late is an answer of a machine too.
    automatic: { bounce: sifted.bounce, autoReply: sifted.autoReply || sifted.delayed, loop: false, generated: sifted.generated },
    bouncedRecipients: sifted.bounce ? sifted.recipients.slice(0, 50) : [],
    attachments: mail.attachments.map(({ content, ...file }) => ({ ...file, bytes: content })),
    customer: null,
    ours: neverPartOf(reading),
  }
}

/** Our own addresses, and the one of a machine that speaks for somebody else: no answer goes there. */
function neverPartOf({ row, understood: { from, customer }, mailboxes }: Reading): string[] {
  const machine = from && customer && from.address.toLowerCase() !== customer.address.toLowerCase() ? [from.address] : []
  return [...mailboxes.map(({ address }) => address), ...(row.recipient ? [row.recipient] : []), ...machine]
}

const named = ({ name, address }: MailAddress) => ({ name: name || null, address })
