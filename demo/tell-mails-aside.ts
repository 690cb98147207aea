import { keepMail } from '#modules/channels/index.ts'
import { theDesk } from '#platform/actor.ts'
import { type StoryMailAside, startOf } from './story/story.ts'
import { type Happening, known, type Told, teamOf } from './told.ts'

/** A mail that the desk puts aside, for a person to look at. */
export function mailAsideHappens(told: Told, mail: StoryMailAside, after: () => Promise<void>): Happening {
  const at = startOf(mail, told.now, teamOf(told, mail.team).zone)
  return {
    at,
    async tell() {
      const recipient = known(told.mailboxes, mail.team).address
      const number = mail.names === undefined ? null : await numberOf(told, mail.names)
      const raw = written({ ...mail, subject: number === null ? mail.subject : `${mail.subject} [${number}]` }, recipient, at)
      await told.house.open(theDesk, (work) => keepMail(work, { raw, recipient, source: 'http' }))
      await after()
    },
  }
}

async function numberOf({ house, story }: Told, key: string): Promise<string> {
  const named = story.complaints.find((complaint) => complaint.key === key)
  const found = house.database.kysely
    .selectFrom('complaints_complaints')
    .select('number')
    .where('subject', '=', named?.subject ?? '')
  return (await found.executeTakeFirstOrThrow()).number
}

function written({ from, subject, fields = {}, text }: StoryMailAside, to: string, at: Temporal.Instant): Buffer {
  const head = {
    From: from,
    To: to,
    Subject: subject,
    Date: new Date(at.epochMilliseconds).toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${at.epochMilliseconds}.${to}>`,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...fields,
  }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`)
}
