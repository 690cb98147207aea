import { theDesk } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import { houseMailOf } from '#platform/house-mail.ts'
import { job } from '#platform/job.ts'
import { type OpenWork, toolsOf } from '#platform/open-work.ts'
import type { Login } from '#platform/sessions.ts'
import type { Work } from '#platform/work.ts'
import { organisationOf } from '../organisation/find-organisation.ts'
import { letter } from './house-letters.ts'

const hourOfTheToken = { hours: 1 }

/** Mails a link for a new password. Twice is harmless: both mails carry the same link, which works once. */
export const mailNewPassword = job<{ login: string; sealed: string; asked_at: string }>(
  'people/mail-new-password',
  async (steps, asked) => {
    const mail = await steps.step((work) => write(work, asked))
    if (mail) await mail.houseMail.send(mail.mail)
  },
  { priority: 5 },
)

/** What sign-in calls when somebody forgot the password. The token waits encrypted: the queue is no place for secrets. */
export function resetMail(open: OpenWork, { loginId, token }: Login & { token: string }): Promise<void> {
  return open(theDesk, async (work) => {
    const { configuration, secrets } = toolsOf(work)
    if (!houseMailOf(configuration).canSend) return
    const sealed = secrets.encrypt(Buffer.from(token)).toString('base64url')
    await work.enqueue(mailNewPassword, { login: loginId, sealed, asked_at: work.now.toString() })
  })
}

async function write(work: Work, { login, sealed, asked_at }: { login: string; sealed: string; asked_at: string }) {
  const until = Temporal.Instant.from(asked_at).add(hourOfTheToken)
  const agent = await work.db
    .selectFrom('people_agents')
    .selectAll()
    .where('login_id', '=', login)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!agent || Temporal.Instant.compare(until, work.now) <= 0) return null
  const { configuration, origin, secrets } = toolsOf(work)
  const organisation = await organisationOf(work)
  const token = secrets.decrypt(Buffer.from(sealed, 'base64url')).toString()
  const words = letter('new_password', {
    language: agent.language as Language,
    zone: organisation.zone,
    organisation: organisation.name || 'Redress',
    name: agent.name,
    link: `${origin}/app/new-password?token=${encodeURIComponent(token)}`,
    until,
  })
  return {
    houseMail: houseMailOf(configuration),
    mail: { to: { name: agent.name, address: agent.email }, from: organisation.name, ...words },
  }
}
