import { newId } from '#platform/id.ts'
import type { Answered } from './caller.ts'
import { ada } from './cast.ts'
import type { Scene } from './scene.ts'

export interface WrittenMail {
  from?: string
  to?: string
  cc?: string
  subject?: string
  text?: string
  messageId?: string
  /** Further fields, as they stand in the mail. */
  fields?: Record<string, string>
}

let written = 0

/** A plain mail as ordinary clients send it, by Ada unless said otherwise; each with a Message-ID and words of its own. */
export function mail({
  from = `${ada.name} <${ada.email}>`,
  to = 'complaints@desk.example',
  cc,
  subject = 'The cabin was wet',
  messageId = nextMessageId(),
  text = wordsOf(messageId),
  fields = {},
}: WrittenMail = {}): Buffer {
  const head = {
    From: from,
    To: to,
    ...(cc && { Cc: cc }),
    Subject: subject,
    'Message-ID': `<${messageId}>`,
    Date: 'Sat, 21 Nov 2026 09:00:00 +0000',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...fields,
  }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text.replace(/\r?\n/g, '\r\n')}\r\n`)
}

/** The words of a mail that brings none: the same for the same Message-ID. */
export const wordsOf = (messageId: string): string =>
  `Hello,\n\nthe cabin was wet and nobody came. Booking ${messageId.slice(0, 40)}.\n\nAda`

export const nextMessageId = (): string => `m${(written += 1)}.${crypto.randomUUID()}@customer.example`

/** The mailbox to which mails go unless they say otherwise. */
export async function addMailbox({ db, clock }: Scene, columns: { team_id?: string } = {}): Promise<void> {
  const mailbox = { id: newId(), address: 'complaints@desk.example', name: 'Complaints', created_at: clock.now(), ...columns }
  await db.insertInto('channels_mailboxes').values(mailbox).execute()
}

/** Brings raw mail by HTTP, as an administrator's program does. */
export async function deliver(stage: Scene, raw: Uint8Array, recipient = 'complaints@desk.example'): Promise<Answered> {
  const robot = await programOf(stage)
  return robot.post(`/api/v1/inbound/email?recipient=${encodeURIComponent(recipient)}`, Buffer.from(raw), {
    'content-type': 'message/rfc822',
  })
}

/** Brings a mail and has it read; answers its row. */
export async function receive(stage: Scene, raw: Uint8Array, recipient?: string) {
  const { body } = await deliver(stage, raw, recipient)
  await stage.runJobs()
  return stage.db.selectFrom('channels_mails').selectAll().where('id', '=', body.id).executeTakeFirstOrThrow()
}

const programs = new WeakMap<Scene, ReturnType<Scene['token']>>()

function programOf(stage: Scene) {
  const known = programs.get(stage) ?? stage.token('administrator')
  programs.set(stage, known)
  return known
}

/** A bounce of RFC 3464 about a mail of ours. */
export function bounce({
  original,
  recipient,
  action = 'failed',
}: {
  original: string
  recipient: string
  action?: 'failed' | 'delayed'
}): Buffer {
  const status = action === 'failed' ? '5.1.1' : '4.4.1'
  const said = action === 'failed' ? '550 5.1.1 No such user here' : '451 4.4.1 Connection timed out'
  const parts = [
    'Content-Type: text/plain; charset=us-ascii\r\n\r\nYour message could not be delivered to one or more recipients.\r\n',
    `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.customer.example\r\n\r\nFinal-Recipient: rfc822; ${recipient}\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; ${said}\r\n`,
    `Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${original}>\r\nSubject: Your complaint\r\n`,
  ]
  const body = `${parts.map((part) => `--b0\r\n${part}`).join('\r\n')}\r\n--b0--`
  return mail({
    from: 'Mail Delivery System <MAILER-DAEMON@mx.customer.example>',
    subject: action === 'failed' ? 'Undelivered Mail Returned to Sender' : 'Delayed Mail (still being retried)',
    text: body,
    fields: {
      'Return-Path': '<>',
      'Auto-Submitted': 'auto-replied',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b0"',
    },
  })
}
