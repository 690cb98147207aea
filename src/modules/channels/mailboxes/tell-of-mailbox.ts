import { findAdministrators, organisationOf } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { type HouseLetterOut, type HouseMail, houseMailOf } from '#platform/house-mail.ts'
import { job } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'
import { sayMoment } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import { sayChannels } from '../say-channels.ts'
import type { AlarmRecord } from './list-mailbox-alarms.ts'

/** A trouble that comes and goes is told once in so long; the workspace shows it each time. */
const quiet = { hours: 6 }
const mostTold = 20

/** Writes to the administrators that a mailbox needs a look. At most once: the workspace says it in any case. */
export const tellOfMailbox = job<{ alarm: Id }>(
  'tell-of-mailbox',
  async ({ step }, { alarm }) => {
    const taken = await step((work) => takeLetters(work, alarm))
    for (const letter of taken?.letters ?? []) await taken?.house.send(letter)
  },
  { priority: 1 },
)

async function takeLetters(work: Work, id: Id): Promise<{ house: HouseMail; letters: HouseLetterOut[] } | null> {
  const { configuration, origin } = toolsOf(work)
  const house = houseMailOf(configuration)
  const alarm = await work.db.selectFrom('channels_alarms').selectAll().where('id', '=', id).executeTakeFirst()
  if (!house.canSend || !alarm || (await wasToldOf(work, alarm))) return null
  const { address, read_trouble, send_trouble } = await work.db
    .selectFrom('channels_mailboxes')
    .select(['address', 'read_trouble', 'send_trouble'])
    .where('id', '=', alarm.mailbox_id)
    .executeTakeFirstOrThrow()
  const { name, zone } = await organisationOf(work)
  const said = { unread: read_trouble, unsent: send_trouble, silent: null }[alarm.kind] ?? null
  const letters = (await findAdministrators(work)).slice(0, mostTold).map((to): HouseLetterOut => {
    const language = to.language as Language // a check constraint holds the same codes
    const say = sayChannels(language)
    const since = sayMoment(alarm.since, { language, zone })
    const figures = { mailbox: address, since, count: alarm.missed ?? 0, said, link: `${origin}/app/settings/mailboxes` }
    const parts = [`channels:mailbox_alarm.${alarm.kind}`, said && 'channels:mailbox_alarm.said', 'channels:mailbox_alarm.look']
    return {
      to: { name: to.name, address: to.email },
      from: name,
      subject: say(`channels:mailbox_alarm.subject_${alarm.kind}`, figures),
      text: `${parts.flatMap((part) => (part ? say(part, figures) : [])).join('\n\n')}\n`,
    }
  })
  return { house, letters }
}

async function wasToldOf(work: Work, { id, mailbox_id, kind, raised_at }: AlarmRecord): Promise<boolean> {
  const earlier = await work.db
    .selectFrom('channels_alarms')
    .select('id')
    .where('mailbox_id', '=', mailbox_id)
    .where('kind', '=', kind)
    .where('id', '<>', id)
    .where('raised_at', '>', raised_at.subtract(quiet))
    .executeTakeFirst()
  return earlier !== undefined
}
