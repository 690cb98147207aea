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

/** The house's own mail. SMTP_URL may end in `?from=desk@example.org`; else its user, else redress@ the desk's host, is the sender. */
export function houseMailOf({ SMTP_URL: smtpUrl, origin }: { SMTP_URL?: string | undefined; origin: string }): HouseMail {
  if (!smtpUrl) return { canSend: false, send: () => Promise.reject(new Error('No mail server is named: set SMTP_URL')) }
  const address = senderOf(new URL(smtpUrl), new URL(origin))
  return {
    canSend: true,
    async send({ to, from, subject, text }) {
      // One connection a letter: they are few, and none is held open for them.
      const transport = createTransport({ ...serverOf(new URL(smtpUrl)), ...patience })
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

function serverOf(url: URL) {
  const secure = url.protocol === 'smtps:'
  const auth = url.username ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}
  return { host: url.hostname, port: Number(url.port) || (secure ? 465 : 587), secure, ...auth }
}

function senderOf(url: URL, origin: URL): string {
  const user = decodeURIComponent(url.username)
  return url.searchParams.get('from') ?? (user.includes('@') ? user : `redress@${origin.hostname}`)
}
