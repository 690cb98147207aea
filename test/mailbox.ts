import { ImapFlow } from 'imapflow'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { vi } from 'vitest'
import { atTheEnd } from './at-the-end.ts'

export interface ArrivedMail {
  messageId: string
  inReplyTo: string
  references: string[]
  from: string
  subject: string
  /** The plain text, decoded. */
  text: string
  automatic: string
}

/** Somebody's own mail program: reads their mailbox by IMAP, and writes by SMTP. */
export interface MailProgram {
  /** The first mail that fits, as soon as it is there. */
  arrived(fits: (mail: ArrivedMail) => boolean): Promise<ArrivedMail>
  all(): Promise<ArrivedMail[]>
  send(mail: SendMailOptions): Promise<{ messageId: string }>
}

interface Account {
  address: string
  name: string
  imap: { port: number; user: string; password: string }
  smtp: { port: number }
}

const within = 90_000

/** Signs in, and ends with the test file. */
export async function mailProgram({ address, name, imap: { port, user, password }, smtp }: Account): Promise<MailProgram> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass: password }, logger: false })
  client.on('error', () => undefined)
  await client.connect()
  await client.mailboxOpen('INBOX')
  const transport = createTransport({ host: '127.0.0.1', port: smtp.port, ignoreTLS: true })
  atTheEnd(async () => {
    transport.close()
    await client.logout().catch(() => client.close())
  })
  const all = async () => {
    await client.noop()
    const numbers = (await client.search({ all: true }, { uid: true })) || []
    const mails: ArrivedMail[] = []
    for (const uid of numbers) mails.push(await readOne(client, uid))
    return mails
  }
  return {
    all,
    arrived: (fits) =>
      vi.waitFor(
        async () => {
          const mails = await all()
          const found = mails.find(fits)
          if (!found)
            throw new Error(`No such mail is in the mailbox of ${address}. There is: ${mails.map(({ subject }) => subject).join(' | ')}`)
          return found
        },
        { timeout: within, interval: 100 },
      ),
    async send(mail) {
      const { messageId } = await transport.sendMail({ from: { name, address }, ...mail })
      return { messageId }
    },
  }
}

async function readOne(client: ImapFlow, uid: number): Promise<ArrivedMail> {
  const found = await client.fetchOne(String(uid), { source: true }, { uid: true })
  if (!found || !found.source) throw new Error(`Mail ${uid} went away`)
  return readMail(found.source.toString('latin1'))
}

function readMail(raw: string): ArrivedMail {
  const { field, body } = partOf(raw)
  return {
    messageId: field('message-id'),
    inReplyTo: field('in-reply-to'),
    references: field('references').split(/\s+/).filter(Boolean),
    from: /<(.+)>/.exec(field('from'))?.[1] ?? field('from'),
    subject: field('subject'),
    automatic: field('auto-submitted'),
    text: plainText(raw) ?? body,
  }
}

function partOf(raw: string) {
  const end = /\r?\n\r?\n/.exec(raw)
  const head = raw
    .slice(0, end?.index)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
  const field = (name: string) =>
    head
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  return { field, body: end ? raw.slice(end.index + end[0].length) : '' }
}

/** The first plain part, decoded; ours are always UTF-8. */
function plainText(raw: string): string | null {
  const { field, body } = partOf(raw)
  const type = field('content-type')
  const boundary = /^multipart\/.*boundary="?([^";]+)/i.exec(type)?.[1]
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1)
    return parts.map((part) => plainText(part.replace(/^\r?\n/, ''))).find((text) => text !== null) ?? null
  }
  if (type && !/^text\/plain/i.test(type)) return null
  return Buffer.from(decoded(body, field('content-transfer-encoding').toLowerCase()), 'latin1')
    .toString('utf8')
    .replaceAll('\r\n', '\n')
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1')
  if (encoding !== 'quoted-printable') return body
  return body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
