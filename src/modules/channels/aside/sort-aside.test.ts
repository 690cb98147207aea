import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { accountOf } from '#test/account.ts'
import { addMailbox, bounce, mail, nextMessageId, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import type { AsideReason } from '../email/judge-mail.ts'
import { keepMail } from '../email/keep-mail.ts'

const stage = await scene()
const [ben, fay] = [await stage.as('ben'), await stage.as('fay')]
await addMailbox(stage, { team_id: stage.teams.north })

let count = 0
const other = (words: string) => `${words} (${(count += 1)})`
const away = (text: string) => mail({ text, fields: { 'Auto-Submitted': 'auto-replied' } })
const report = (type: string, about: string) => ({
  text: `--b\n\n${other('A report')}\n--b\nContent-Type: message/${about}\n\nFeedback-Type: abuse\nDisposition: manual-action/MDN-sent-manually; displayed\nOriginal-Message-ID: <x@elsewhere.example>\n--b--`,
  fields: { 'Content-Type': `multipart/report; report-type=${type}; boundary=b` },
})

/** How a mail comes to lie there, for each reason that reading one can have, and for what was put aside without being read. */
const ways: Record<Exclude<AsideReason, 'withheld' | 'duplicate'>, () => Promise<{ id: Id }>> = {
  loop: async () => receive(stage, mail({ messageId: await sentByUs(), text: other('We look into it.') })),
  bounce: () => receive(stage, bounce({ original: `x${(count += 1)}@elsewhere.example`, recipient: 'x@customer.example' })),
  delayed: () =>
    receive(stage, bounce({ original: `x${(count += 1)}@elsewhere.example`, recipient: 'x@customer.example', action: 'delayed' })),
  auto_reply: () => receive(stage, away(other('I am away.'))),
  read_receipt: () => receive(stage, mail(report('disposition-notification', 'disposition-notification'))),
  abuse_report: () => receive(stage, mail(report('feedback-report', 'feedback-report'))),
  challenge: () =>
    receive(
      stage,
      mail({
        subject: 'Please confirm your message',
        text: other('Please click the link to prove that you are human.'),
        fields: { 'X-BoxTrapper-Verify': 'yes', 'Auto-Submitted': 'auto-replied' },
      }),
    ),
  list: () =>
    receive(
      stage,
      mail({
        from: `news${(count += 1)}@lists.example`,
        text: other('The news.'),
        fields: { 'List-Id': '<news.lists.example>', 'List-Unsubscribe': '<mailto:off@lists.example>', Precedence: 'list' },
      }),
    ),
  spam: async () => {
    const sender = { address: 'spam@elsewhere.example', verdict: 'spam' }
    await stage.db
      .insertInto('channels_senders')
      .values(sender)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return receive(stage, mail({ from: sender.address, text: other('Buy this.') }))
  },
  unknown_sender: async () => {
    const messageId = nextMessageId()
    await receive(stage, mail({ messageId, text: other('The first.') }))
    return receive(
      stage,
      mail({ from: `m${(count += 1)}@elsewhere.example`, text: 'Tell me all.', fields: { References: `<${messageId}>` } }),
    )
  },
  no_sender: () => receive(stage, Buffer.from(`Subject: ${other('Guess who')}\r\n\r\nIt is I.\r\n`)),
  empty: () => receive(stage, Buffer.alloc(0), `empty${(count += 1)}@desk.example`),
  not_mail: () => receive(stage, Buffer.from(other('no mail at all'))),
  too_large: () => kept({ raw: mail({ text: other('Too large') }), cut: true, source: 'smtp' }),
  sent_by_us: async () => {
    const found = await kept({
      raw: mail({ from: 'complaints@desk.example', to: 'x@harbour.example', text: other('Two, please.') }),
      source: { archiveKey: newId() },
    })
    await stage.house.database.pool.query('update graphile_worker._private_jobs set run_at = now()')
    await stage.runJobs()
    return found
  },
  unreadable: async () => {
    const { id } = await kept({ raw: mail({ text: other('Unreadable') }), source: 'http' })
    await stage.house.database.pool.query('delete from graphile_worker._private_jobs')
    await stage.db
      .updateTable('channels_mails')
      .set({ state: 'put_aside', put_aside: 'unreadable', settled_at: stage.clock.now() })
      .where('id', '=', id)
      .execute()
    return { id }
  },
}

const kept = (asked: Pick<Parameters<typeof keepMail>[1], 'raw' | 'source' | 'cut'>) =>
  stage.open(theDesk, (work) => keepMail(work, { recipient: 'complaints@desk.example', ...asked }))

async function sentByUs(): Promise<string> {
  const opened = await receive(stage, mail({ text: other('The cabin was wet') }))
  const { body } = await ben.post(`/api/v1/complaints/${opened.complaint_id}/messages`, { text: 'We look into it.' })
  const row = await stage.db.selectFrom('conversations_messages').select('message_id').where('id', '=', body.id).executeTakeFirstOrThrow()
  return row.message_id ?? ''
}

const listed = async (id: Id) => (await ben.get('/api/v1/mails-aside?limit=100')).body.data.find((one: { id: Id }) => one.id === id)

test.each(Object.entries(ways))(
  'put aside as %s: it is listed with its reason and its raw file, and opens, is added or is discarded by a person',
  async (reason, make) => {
    const [opening, adding, discarding] = [await make(), await make(), await make()]
    for (const { id } of [opening, adding, discarding]) {
      expect(await listed(id)).toMatchObject({ reason })
      const row = await stage.db.selectFrom('channels_mails').select('raw_sha256').where('id', '=', id).executeTakeFirstOrThrow()
      const raw = await fay.get(`/api/v1/mails/${id}/raw`)
      expect(createHash('sha256').update(raw.bytes).digest('hex')).toBe(row.raw_sha256)
    }
    const opened = await ben.post(`/api/v1/mails-aside/${opening.id}/opening`)
    expect(opened.status).toBe(200)
    expect((await ben.post(`/api/v1/mails-aside/${adding.id}/attachment`, { complaint: opened.body.complaint.id })).body.complaint).toEqual(
      opened.body.complaint,
    )
    expect((await ben.post(`/api/v1/mails-aside/${discarding.id}/discarding`, { reason: 'Nothing for us.' })).body).toEqual({
      discarded: true,
    })
    const messages = await stage.db
      .selectFrom('conversations_messages')
      .select('mail_id')
      .where('complaint_id', '=', opened.body.complaint.id)
      .where('direction', '=', 'in')
      .execute()
    expect(new Set(messages.map(({ mail_id }) => mail_id))).toEqual(new Set([opening.id, adding.id]))
    expect(messages).toHaveLength(2)
    for (const { id } of [opening, adding, discarding]) {
      expect(await listed(id)).toBeUndefined()
      expect((await fay.get(`/api/v1/mails/${id}/raw`)).status).toBe(200)
    }
    expect(await accountOf(stage.db)).toMatchObject({ stored: 0, astray: [] })
  },
)
