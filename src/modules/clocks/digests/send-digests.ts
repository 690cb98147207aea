import { findAgents, organisationOf } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { type HouseLetterOut, type HouseMail, houseMailOf } from '#platform/house-mail.ts'
import { job } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'
import { sayMoment } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import { sayClocks } from '../say-clocks.ts'
import { wantedByRole } from './choose-digest.ts'

/** Every morning: a mail to each who wants it with what is late, and what ends before the next morning. Who has nothing due gets none. */
export const sendDigests = job<object>('send-digests', async ({ step }) =>
  step(async (work) => {
    if (!houseMailOf(toolsOf(work).configuration).canSend) return
    for (const { id } of await wishing(work)) await work.enqueue(sendDigest, { agent: id }, { key: `digest/${id}` })
  }),
)

/** One colleague's mail. Marked before it is sent: what dies meanwhile is not sent twice. */
export const sendDigest = job<{ agent: Id }>('send-digest', async ({ step }, { agent }) => {
  const taken = await step((work) => takeLetter(work, agent))
  if (taken) await taken.house.send(taken.letter)
})

const wishing = async (work: Work) =>
  (
    await work.db
      .selectFrom('people_agents as a')
      .leftJoin('clocks_digests as d', 'd.agent_id', 'a.id')
      .select(['a.id', 'a.role', 'd.wanted'])
      .where('a.deactivated_at', 'is', null)
      .execute()
  ).filter(({ role, wanted }) => wanted ?? wantedByRole(role))

async function takeLetter(work: Work, agentId: Id): Promise<{ house: HouseMail; letter: HouseLetterOut } | null> {
  const house = houseMailOf(toolsOf(work).configuration)
  const [agent] = await findAgents(work, [agentId])
  if (!house.canSend || !agent || agent.deactivated_at) return null
  const { name, zone } = await organisationOf(work)
  const rows = await dueFor(work, agent)
  if (rows.length === 0 || !(await isFirstToday(work, agentId, zone))) return null
  const language = agent.language as Language // a check constraint holds the same codes
  const say = sayClocks(language)
  const lines = rows.map(({ number, kind, due_at, complaint_id }) => {
    const when = sayMoment(due_at, { language, zone })
    const figures = { number, kind: say(`clocks:kinds.${kind}`), moment: when }
    const isLate = Temporal.Instant.compare(due_at, work.now) < 0
    return `${say(isLate ? 'clocks:digest.late' : 'clocks:digest.due', figures)}\n${toolsOf(work).origin}/app/complaints/${complaint_id}`
  })
  const parts = [say('clocks:digest.about', { name: agent.name }), ...lines, say('clocks:digest.stop')]
  return {
    house,
    letter: {
      to: { name: agent.name, address: agent.email },
      from: name,
      subject: say('clocks:digest.subject', { count: rows.length }),
      text: `${parts.join('\n\n')}\n`,
    },
  }
}

async function isFirstToday(work: Work, agent: Id, zone: string): Promise<boolean> {
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate()
  const taken = await work.db
    .insertInto('clocks_digests')
    .values({ agent_id: agent, sent_on: today })
    .onConflict((conflict) =>
      conflict
        .column('agent_id')
        .doUpdateSet({ sent_on: today })
        .where((row) => row.or([row('clocks_digests.sent_on', 'is', null), row('clocks_digests.sent_on', '<', today)])),
    )
    .returning('agent_id')
    .executeTakeFirst()
  return taken !== undefined
}

const mostLines = 40

/** What is open and late or due within a day: of one's own complaints, and of the teams that one leads. Restricted ones stay out of mails. */
const dueFor = (work: Work, agent: { id: Id }) =>
  work.db
    .selectFrom('clocks_clocks as k')
    .innerJoin('complaints_complaints as c', 'c.id', 'k.complaint_id')
    .select(['c.number', 'k.complaint_id', 'k.kind', 'k.due_at'])
    .where('k.open', '=', true)
    .where('k.due_at', '<', work.now.add({ hours: 24 }))
    .where('c.restriction', 'is', null)
    .where((match) =>
      match.or([
        match('c.owner_id', '=', agent.id),
        match('c.team_id', 'in', (sub) =>
          sub.selectFrom('people_memberships as m').select('m.team_id').where('m.agent_id', '=', agent.id).where('m.leads', '=', true),
        ),
      ]),
    )
    .orderBy('k.due_at')
    .orderBy('k.id')
    .limit(mostLines)
    .execute()
