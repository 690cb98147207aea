import { findThread, type TakenMessage } from '#modules/conversations/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import type { Configuration } from '#platform/configuration.ts'
import type { Files } from '#platform/files.ts'
import { houseServerOf } from '#platform/house-mail.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { findSender } from '../mailboxes/find-sender.ts'
import { serversOf } from '../mailboxes/test-mailbox.ts'
import type { OutgoingMail } from './compose-mail.ts'
import type { MailServer } from './mail-server.ts'
import { replyAddress } from './reply-token.ts'
import { threadIndex } from './thread-index.ts'

/** A message with everything that sending needs, so that no Work is open while we talk. */
export interface Letter {
  mail: Omit<OutgoingMail, 'attachments'>
  from: { name: string; address: string }
  envelope: string[]
  attachments: { name: string; mediaType: string; sha256: string; contentId: string | null }[]
  server: MailServer
  /** Which connection it shares: the mailbox in this version. */
  line: string
  mailbox: string | null
  files: Files
}

/** Null when no mailbox and no SMTP_URL can send. */
export async function letterOf(
  work: Work,
  { complaint, message, recipients, envelope, attachments }: TakenMessage,
): Promise<Letter | null> {
  const sent = await senderOf(work, { ...message, team_id: complaint.team_id })
  if (!sent || !message.message_id) return null
  const { plus, ...sender } = sent
  const answersTo = plus ? replyAddress(work, sender.from.address, complaint) : null
  const conversation = await findThread(work, complaint.id)
  const named = (role: string) => recipients.filter((one) => one.role === role).map(({ name, address }) => ({ name: name ?? '', address }))
  return {
    ...sender,
    mail: {
      from: sender.from,
      replyTo: answersTo === null ? null : { name: sender.from.name, address: answersTo },
      to: named('to'),
      cc: named('cc'),
      subject: message.subject,
      text: message.text,
      html: message.html,
      messageId: message.message_id,
      inReplyTo: message.in_reply_to,
      references: message.reference_ids,
      threadIndex: threadIndex({ guid: conversation ?? complaint.id, at: complaint.received_at }),
      automatic: message.kind !== 'message',
      language: complaint.language,
      listHeaders: {},
      accent: (await organisationOf(work)).accent,
    },
    envelope,
    attachments: attachments.map(({ name, media_type, sha256, content_id }) => ({
      name,
      mediaType: media_type,
      sha256,
      contentId: content_id,
    })),
    files: toolsOf(work).files,
  }
}

/** `plus`: an answer to `name+anything@` reaches it. */
type Sender = Pick<Letter, 'from' | 'server' | 'line' | 'mailbox'> & { plus: boolean }

async function senderOf(work: Work, asked: Parameters<typeof findSender>[1]): Promise<Sender | null> {
  const mailbox = await findSender(work, asked)
  const organisation = await organisationOf(work)
  const server = mailbox && serversOf(work, mailbox).smtp
  if (!server) return houseSender(toolsOf(work).configuration, organisation.name)
  return {
    from: { name: mailbox.name || organisation.name, address: mailbox.address },
    server,
    line: `${mailbox.id}/${mailbox.version}`,
    mailbox: mailbox.id,
    plus: mailbox.plus_addresses,
  }
}

/** What belongs to no mailbox goes out by SMTP_URL. */
function houseSender(configuration: Configuration, name: string): Sender | null {
  const house = houseServerOf(configuration)
  if (!house) return null
  const { host, port, tls, user, password, address } = house
  const server = { host, port, security: tls ? ('tls' as const) : ('offered' as const), user, password }
  return { from: { name, address }, server, line: `house/${host}/${port}`, mailbox: null, plus: false }
}
