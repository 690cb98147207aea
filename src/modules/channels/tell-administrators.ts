import { findAdministrators, organisationOf } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { type HouseLetterOut, type HouseMail, houseMailOf } from '#platform/house-mail.ts'
import { job } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { spend } from './automatic/automatic-budgets.ts'
import type { StopRecord } from './automatic/find-stops.ts'
import { sayChannels } from './say-channels.ts'

/** Alarms have a budget too: what is over it stands in the workspace's banner only. */
const mostAlarms = { anHour: 5, aDay: 20 }
const mostTold = 20

/** Writes to the administrators that the desk has stopped automatic mail by itself. At most once: the banner says it in any case. */
export const tellAdministrators = job<{ stop: Id }>('tell-administrators', async ({ step }, { stop }) => {
  const taken = await step((work) => takeLetters(work, stop))
  for (const letter of taken?.letters ?? []) await taken?.house.send(letter)
})

async function takeLetters(work: Work, id: Id): Promise<{ house: HouseMail; letters: HouseLetterOut[] } | null> {
  const { configuration, origin } = toolsOf(work)
  const house = houseMailOf(configuration)
  if (!house.canSend) return null
  // Marked before it is sent: what dies meanwhile is not sent twice.
  const stop = await work.db
    .updateTable('channels_stops')
    .set({ told_at: work.now })
    .where('id', '=', id)
    .where('told_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!stop || (await spend(work, [{ spender: 'alarms', ...mostAlarms }]))) return null
  const { name } = await organisationOf(work)
  const mailbox = await addressOf(work, stop)
  const administrators = (await findAdministrators(work)).slice(0, mostTold)
  return {
    house,
    letters: administrators.map((to) => {
      const say = sayChannels(to.language as Language) // a check constraint holds the same codes
      const figures = { name, mailbox, link: `${origin}/app/settings/outgoing` }
      const parts = [`alarm.${stop.reason}`, 'alarm.stopped', 'alarm.look']
      return {
        to: { name: to.name, address: to.email },
        from: name,
        subject: say('channels:alarm.subject', figures),
        text: `${parts.map((part) => say(`channels:${part}`, figures)).join('\n\n')}\n`,
      }
    }),
  }
}

async function addressOf(work: Work, { mailbox_id }: StopRecord): Promise<string> {
  if (!mailbox_id) return ''
  const mailbox = await work.db.selectFrom('channels_mailboxes').select('address').where('id', '=', mailbox_id).executeTakeFirst()
  return mailbox?.address ?? ''
}
