import { organisationOf } from '#modules/people/index.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { accessTokenOf, type Step } from '../email/access-token.ts'
import { type MailServer, smtpTransport, type Tried, wordsOf } from '../email/mail-server.ts'
import { sayChannels } from '../say-channels.ts'
import { mailboxForUpdate } from './edit-mailbox.ts'
import { serversOf } from './test-mailbox.ts'

interface TestMail {
  server: MailServer
  from: { name: string; address: string }
  to: string
  subject: string
  text: string
}

/** A short letter from this mailbox to an address, in the language of who asks. */
export async function takeTestMail(work: Work, { params, body }: { params: { mailbox: string }; body: { to: string } }): Promise<TestMail> {
  const row = await mailboxForUpdate(work, params.mailbox)
  const { smtp } = serversOf(work, row)
  if (!smtp) throw refuse('channels.cannot_send')
  const { name, language } = await organisationOf(work)
  const say = sayChannels(work.actor.kind === 'person' ? work.actor.language : language)
  return {
    server: smtp,
    from: { name: row.name, address: row.address },
    to: body.to,
    subject: say('channels:test_mail.subject', { name }),
    text: say('channels:test_mail.text', { address: row.address }),
  }
}

/** Sends it, with no Work open, and says what the server said. */
export async function sendTestMail({ server, ...mail }: TestMail, step: Step): Promise<Pick<Tried, 'works' | 'said'>> {
  const transport = smtpTransport(server, server.consent ? accessTokenOf(step, server.consent) : undefined)
  try {
    const { response } = await transport.sendMail({
      ...mail,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return { works: true, said: response }
  } catch (error) {
    return { works: false, said: wordsOf(error) }
  } finally {
    transport.close()
  }
}
