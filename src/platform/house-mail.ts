import { createTransport } from 'nodemailer'

/** A letter of the house itself: to a colleague, and on no complaint. */
export interface HouseLetterOut {
  to: { name: string; address: string }
  /** The name that stands beside the sender's address. */
  from: string
  subject: string
  text: string
}

/** What SMTP_URL is for: invitations, new passwords, and what belongs to no mailbox. */
export interface HouseMail {
  /** Whether a mail server is named at all. Where none is, links are shown to be passed on by hand. */
  readonly canSend: boolean
  /** Hands the letter to the mail server; throws its own words. Called by jobs, with no Work open. */
  send(letter: HouseLetterOut): Promise<void>
}

const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

/** The mail server that SMTP_URL names: `smtps://` is TLS from the first byte; `smtp://` takes STARTTLS where it is offered. */
export interface HouseServer {
  host: string
  port: number
  tls: boolean
  user: string
  password: string
  /** The sender: `?from=desk@example.org` at the end of SMTP_URL, else its user, else redress@ the desk's host. */
  address: string
}

export function houseServerOf({ SMTP_URL, origin }: { SMTP_URL?: string | undefined; origin: string }): HouseServer | null {
  if (!SMTP_URL) return null
  const url = new URL(SMTP_URL)
  const tls = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const address = url.searchParams.get('from') ?? (user.includes('@') ? user : `redress@${new URL(origin).hostname}`)
  return { host: url.hostname, port: Number(url.port) || (tls ? 465 : 587), tls, user, password: decodeURIComponent(url.password), address }
}

/** The house's own mail, sent by that server. */
export function houseMailOf(configuration: { SMTP_URL?: string | undefined; origin: string }): HouseMail {
  const server = houseServerOf(configuration)
  if (!server) return { canSend: false, send: () => Promise.reject(new Error('No mail server is named: set SMTP_URL')) }
  const { host, port, tls, user, password, address } = server
  return {
    canSend: true,
    async send({ to, from, subject, text }) {
      // One connection a letter: they are few, and none is held open for them.
      const transport = createTransport({ host, port, secure: tls, ...(user && { auth: { user, pass: password } }), ...patience })
      const headers = { 'Auto-Submitted': 'auto-generated' }
      await transport.sendMail({
        from: { name: from || 'Redress', address },
        to,
        subject,
        text,
        headers,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
  }
}
