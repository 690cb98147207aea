import { ImapFlow } from 'imapflow'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { afterAll, vi } from 'vitest'

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

const within = 30_000

/** Signs in, and ends with the test file. */
export async function mailProgram({ address, name, imap: { port, user, password }, smtp }: Account): Promise<MailProgram> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass: password }, logger: false })
  client.on('error', () => undefined)
  await client.connect()
  await client.mailboxOpen('INBOX')
  const transport = createTransport({ host: '127.0.0.1', port: smtp.port, ignoreTLS: true })
  afterAll(async () => {
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
  const asked = { envelope: true, bodyStructure: true, headers: ['references', 'auto-submitted'] }
  const found = await client.fetchOne(String(uid), asked, { uid: true })
  if (!found || !found.envelope) throw new Error(`Mail ${uid} went away`)
  const fields = unfolded(found.headers?.toString() ?? '')
  const { messageId = '', inReplyTo = '', subject = '', from = [] } = found.envelope
  return {
    messageId,
    inReplyTo,
    subject,
    references: fields('references').split(/\s+/).filter(Boolean),
    from: from[0]?.address ?? '',
    automatic: fields('auto-submitted'),
    text: await plainText(client, uid, plainPart(found.bodyStructure)),
  }
}

const unfolded = (header: string) => {
  const lines = header.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return (name: string) =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
}

interface Part {
  part?: string
  type: string
  childNodes?: Part[]
}

/** The number of the first plain part; a mail of one part has the number 1. */
function plainPart(part: Part | undefined): string {
  const parts = (node: Part): Part[] => [node, ...(node.childNodes ?? []).flatMap(parts)]
  return (part && parts(part).find(({ type }) => type === 'text/plain')?.part) ?? '1'
}

async function plainText(client: ImapFlow, uid: number, part: string): Promise<string> {
  const { content } = await client.download(String(uid), part, { uid: true })
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
