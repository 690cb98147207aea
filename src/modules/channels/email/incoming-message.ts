import type { NewIncoming } from '#modules/conversations/index.ts'
import { isAddressOf } from '../mailboxes/find-mailbox.ts'
import { broughtInvitations } from './brought-invitations.ts'
import type { MailAddress } from './mime/mail-addresses.ts'
import type { Reading } from './reading.ts'
import { threadIndexOf } from './thread-index.ts'

/** A mail as a message of a conversation. */
export function incomingOf(reading: Reading): Omit<NewIncoming, 'complaint'> {
  const { row, understood, mailbox, authentication } = reading
  const { mail, sifted, from, html, visibleText, signature, messageId, forwarded } = understood
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
    threadGuid: threadIndexOf(mail)?.guid ?? null,
    mailbox: mailbox?.id ?? null,
    mail: row.id,
    // A warning that a mail is late is an answer of a machine too.
    automatic: { bounce: sifted.bounce, autoReply: sifted.autoReply || sifted.delayed, loop: false, generated: sifted.generated },
    bouncedRecipients: sifted.bounce ? sifted.recipients.slice(0, 50) : [],
    forwarded,
    authentication,
    invitations: broughtInvitations(mail),
    protection: mail.protection,
    attachments: mail.attachments.map(({ content, ...file }) => ({ ...file, bytes: content })),
    customer: null,
    ours: neverPartOf(reading),
  }
}

/** Our own addresses, and the one of a machine that speaks for somebody else: no answer goes there. */
function neverPartOf({ row, understood: { from, customer, mail }, mailboxes }: Reading): string[] {
  const machine = from && customer && from.address.toLowerCase() !== customer.address.toLowerCase() ? [from.address] : []
  const addressed = [...mail.to, ...mail.cc].map(({ address }) => address.toLowerCase())
  const ours = addressed.filter((address) => mailboxes.some((mailbox) => isAddressOf(mailbox, address)))
  const aliases = mail.to.map(({ address }) => address).filter((address) => ours.length === 0 || isOfOurDomain(mailboxes, address))
  return [...mailboxes.map(({ address }) => address), ...(row.recipient ? [row.recipient] : []), ...machine, ...ours, ...aliases]
}

/** Whom a mail is addressed to beside us takes part; but another name of ours, by which it may have come, would only write to ourselves. */
function isOfOurDomain(mailboxes: Reading['mailboxes'], address: string): boolean {
  const domainOf = (one: string) => one.slice(one.lastIndexOf('@')).toLowerCase()
  return mailboxes.some((mailbox) => domainOf(mailbox.address) === domainOf(address))
}

const named = ({ name, address }: MailAddress) => ({ name: name || null, address })
