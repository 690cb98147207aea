import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { addMailbox, bounce, mail, nextMessageId, receive, type WrittenMail } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { keepMail } from './keep-mail.ts'
import { threadIndex } from './thread-index.ts'

const stage = await scene()
const [ben, dov, eve, program] = [await stage.as('ben'), await stage.as('dov'), await stage.as('eve'), await stage.token('agent')]
await addMailbox(stage, { team_id: stage.teams.north })

const complaintOf = async (id: string | null) => (await ben.get(`/api/v1/complaints/${id}`)).body
const messagesOf = (complaint: string | null) =>
  stage.db
    .selectFrom('conversations_messages')
    .selectAll()
    .where('complaint_id', '=', complaint ?? '')
    .orderBy('written_at')
    .orderBy('id')
    .execute()
const reachedBy = (complaint: string | null) =>
  stage.db
    .selectFrom('conversations_recipients')
    .selectAll()
    .where('complaint_id', '=', complaint ?? '')
    .execute()

/** A complaint of a new customer whom Ben has answered, and who is waited for. */
async function waitedFor() {
  const address = `${newId()}@customer.example`
  const opened = await receive(stage, mail({ from: `Io <${address}>` }))
  const complaint = opened.complaint_id ?? ''
  const { body } = await ben.post(`/api/v1/complaints/${complaint}/messages`, { text: 'We look into it.' })
  const answer = body.id as string
  await stage.db.updateTable('conversations_messages').set({ state: 'sent' }).where('id', '=', answer).execute()
  await ben.post(`/api/v1/complaints/${complaint}/waiting`, { reply_by: stage.clock.now().add({ hours: 24 }).toString() })
  const messages = await messagesOf(complaint)
  const messageId = messages.find(({ id }) => id === answer)?.message_id ?? ''
  const { number } = await complaintOf(complaint)
  return {
    address,
    complaint,
    answer,
    messageId,
    number: number as string,
    written: messages.filter(({ direction }) => direction === 'out').length,
  }
}
type Waited = Awaited<ReturnType<typeof waitedFor>>

/** The complaint is as it was, but for what was attached: nobody was answered. */
async function expectUnmoved({ complaint, written }: Waited) {
  expect((await complaintOf(complaint)).state).toBe('waiting_customer')
  expect((await messagesOf(complaint)).filter(({ direction }) => direction === 'out')).toHaveLength(written)
}

const from = (local: string) => `${local} <${local.toLowerCase()}@elsewhere.example>`
const attachedTo = (waited: Waited) => ({ state: 'attached', complaint_id: waited.complaint, put_aside: null })
const asideFor = (put_aside: string) => ({ state: 'put_aside', put_aside, complaint_id: null })
const note = { subject: 'Automatic reply: Your complaint', text: 'I am out of the office until Monday.' }
const replied = { 'Auto-Submitted': 'auto-replied' }
const challenge = 'Please verify that you are a real human: https://filter.example/c/1'
const acknowledged = async (complaint: string | null) => (await messagesOf(complaint)).some(({ kind }) => kind === 'acknowledgement')

async function opensForReview(asked: WrittenMail) {
  const row = await receive(stage, mail(asked))
  expect(row).toMatchObject({ state: 'opened', put_aside: null })
  expect((await complaintOf(row.complaint_id)).marks).toContain('automatic')
  expect(await acknowledged(row.complaint_id)).toBe(false)
  expect((await ben.get('/api/v1/complaints?mark=automatic&limit=100')).body.data.map(({ id }: { id: string }) => id)).toContain(
    row.complaint_id,
  )
  return row
}

const rows: Record<string, () => Promise<void>> = {
  'a person writes for the first time': async () => {
    const row = await receive(stage, mail({ from: from('First') }))
    expect(row).toMatchObject({ state: 'opened', put_aside: null })
    expect(await acknowledged(row.complaint_id)).toBe(true)
  },
  'a person answers a mail of ours': async () => {
    const waited = await waitedFor()
    const row = await receive(
      stage,
      mail({ from: waited.address, text: 'Here it is.', fields: { 'In-Reply-To': `<${waited.messageId}>` } }),
    )
    expect(row).toMatchObject(attachedTo(waited))
    expect((await complaintOf(waited.complaint)).state).toBe('open')
  },
  'a person answers, and of what it answers only Outlook’s Thread-Index is left': async () => {
    const waited = await waitedFor()
    const fields = { 'Thread-Index': threadIndex({ guid: waited.complaint, at: stage.clock.now() }) }
    expect(await receive(stage, mail({ from: waited.address, text: 'Here it is.', fields }))).toMatchObject(attachedTo(waited))
    expect((await complaintOf(waited.complaint)).state).toBe('open')
    expect(await receive(stage, mail({ from: from('Other'), text: 'Mine, too.', fields }))).toMatchObject({ state: 'opened' })
  },
  'a person writes about bounces, absence or spam': async () => {
    const asked = [
      { subject: 'Undeliverable parcel', text: 'Delivery failed: 550 times.' },
      { subject: 'Out of office: that was a lie', text: 'Your agent is never there.' },
      { subject: 'Please confirm that you are human', text: 'I only get automatic replies.' },
    ]
    for (const one of asked) expect(await receive(stage, mail({ ...one, from: from('Human') }))).toMatchObject({ state: 'opened' })
  },
  'a bounce of a mail of ours': async () => {
    const waited = await waitedFor()
    expect(await receive(stage, bounce({ original: waited.messageId, recipient: waited.address }))).toMatchObject(attachedTo(waited))
    const messages = await messagesOf(waited.complaint)
    expect(messages.find(({ id }) => id === waited.answer)).toMatchObject({ state: 'bounced', state_reason: '550 5.1.1 No such user here' })
    expect(messages.at(-1)).toMatchObject({ direction: 'in', bounce: true, bounced_recipients: [waited.address] })
    const reached = (await reachedBy(waited.complaint)).find(
      ({ message_id, address }) => message_id === waited.answer && address === waited.address,
    )
    expect(reached?.bounced_at).toBeTruthy()
    await expectUnmoved(waited)
  },
  'a bounce that names no Message-ID but our number and a recipient': async () => {
    const waited = await waitedFor()
    const text = (to: string) =>
      `This is the qmail-send program.\nI was not able to deliver your message to the following addresses.\n\n<${to}>:\n550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nSubject: Re: The cabin was wet [${waited.number}]\n`
    const said = (to: string): WrittenMail => ({ from: 'MAILER-DAEMON@mx.example', subject: 'failure notice', text: text(to) })
    expect(await receive(stage, mail(said('nobody@customer.example')))).toMatchObject(asideFor('bounce'))
    expect(await receive(stage, mail(said(waited.address)))).toMatchObject(attachedTo(waited))
    expect((await messagesOf(waited.complaint)).find(({ id }) => id === waited.answer)).toMatchObject({ state: 'bounced' })
    await expectUnmoved(waited)
  },
  'a bounce of nothing that we sent': async () => {
    expect(await receive(stage, bounce({ original: 'x@elsewhere.example', recipient: 'x@customer.example' }))).toMatchObject(
      asideFor('bounce'),
    )
  },
  'a warning that a mail of ours is late': async () => {
    const waited = await waitedFor()
    const row = await receive(stage, bounce({ original: waited.messageId, recipient: waited.address, action: 'delayed' }))
    expect(row).toMatchObject(attachedTo(waited))
    const messages = await messagesOf(waited.complaint)
    expect(messages.find(({ id }) => id === waited.answer)).toMatchObject({ state: 'sent' })
    expect(messages.at(-1)).toMatchObject({ bounce: false, auto_reply: true })
    await expectUnmoved(waited)
  },
  'a warning about nothing that we sent': async () => {
    const row = await receive(stage, bounce({ original: 'y@elsewhere.example', recipient: 'x@customer.example', action: 'delayed' }))
    expect(row).toMatchObject(asideFor('delayed'))
  },
  'an absence note to a mail of ours': async () => {
    const waited = await waitedFor()
    const asked = { ...note, from: waited.address, fields: { 'In-Reply-To': `<${waited.messageId}>` } }
    expect(await receive(stage, mail(asked))).toMatchObject(attachedTo(waited))
    expect((await messagesOf(waited.complaint)).at(-1)).toMatchObject({ auto_reply: true })
    await expectUnmoved(waited)
    const stranger = { ...asked, from: from('Mallory'), fields: { ...asked.fields, ...replied } }
    expect(await receive(stage, mail(stranger))).toMatchObject(asideFor('auto_reply'))
  },
  'an absence note that names no Message-ID but our number': async () => {
    const waited = await waitedFor()
    const asked = { ...note, subject: `Automatic reply: Re: The cabin [${waited.number}]`, fields: replied }
    expect(await receive(stage, mail({ ...asked, from: from('Mallory') }))).toMatchObject(asideFor('auto_reply'))
    expect(await receive(stage, mail({ ...asked, from: waited.address }))).toMatchObject(attachedTo(waited))
    await expectUnmoved(waited)
  },
  'an absence note to nothing that we sent': async () => {
    expect(await receive(stage, mail({ ...note, from: from('Away'), fields: replied }))).toMatchObject(asideFor('auto_reply'))
  },
  'a filter that asks us to prove that a person wrote': async () => {
    const waited = await waitedFor()
    const asked = { subject: 'Please confirm your message', text: challenge, from: waited.address }
    expect(await receive(stage, mail({ ...asked, fields: { 'In-Reply-To': `<${waited.messageId}>` } }))).toMatchObject(attachedTo(waited))
    expect((await messagesOf(waited.complaint)).at(-1)).toMatchObject({ auto_reply: true })
    await expectUnmoved(waited)
    expect(await receive(stage, mail({ ...asked, from: from('Filter'), fields: replied }))).toMatchObject(asideFor('challenge'))
  },
  'a contact form that says `auto-generated`': async () => {
    const fields = { 'Auto-Submitted': 'auto-generated', 'Reply-To': 'Io Pappa <io@customer.example>' }
    const row = await opensForReview({ from: 'Website <form@shop.example>', text: 'Name: Io. The kettle leaks.', fields })
    expect(await complaintOf(row.complaint_id)).toMatchObject({ customer: { name: 'Io Pappa' } })
    expect((await messagesOf(row.complaint_id))[0]).toMatchObject({ generated: true, auto_reply: false })
  },
  'a newsletter or another mail in bulk to us alone': async () => {
    await opensForReview({
      from: from('News'),
      text: 'Ten offers for you.',
      fields: { 'List-Unsubscribe': '<https://n.example/u>', Precedence: 'bulk' },
    })
    const one = await receive(
      stage,
      mail({ from: from('Shop'), text: 'Your order is late.', fields: { 'List-Unsubscribe': '<https://s.example/u>' } }),
    )
    expect(one.state).toBe('opened')
    expect((await complaintOf(one.complaint_id)).marks).not.toContain('automatic')
  },
  'mail of a list': async () => {
    const fields = { 'List-Id': 'Crew <crew.lists.example>', 'List-Post': '<mailto:crew@lists.example>' }
    expect(await receive(stage, mail({ from: from('Member'), to: 'crew@lists.example', text: 'Hello all.', fields }))).toMatchObject(
      asideFor('list'),
    )
    expect(await receive(stage, mail({ from: from('Member'), text: 'Hello us.', fields }))).toMatchObject(asideFor('list'))
  },
  'mail of a list from somebody who answers us through it': async () => {
    const waited = await waitedFor()
    const fields = { 'List-Id': '<office.customer.example>', 'In-Reply-To': `<${waited.messageId}>` }
    expect(await receive(stage, mail({ from: waited.address, text: 'Our answer.', fields }))).toMatchObject(attachedTo(waited))
  },
  'mail of a list that is one of our own addresses': async () => {
    const fields = { 'List-Id': '<complaints.desk.example>', Precedence: 'list' }
    const plain = await receive(stage, mail({ from: 'Nea <nea@customer.example>', text: 'The cabin was cold.', fields }))
    const rewritten = { ...fields, 'List-Post': '<mailto:complaints@desk.example>', 'X-Original-From': 'Leo <leo@customer.example>' }
    const via = await receive(
      stage,
      mail({ from: '"Leo via Complaints" <complaints@desk.example>', text: 'The cabin was hot.', fields: rewritten }),
    )
    for (const [row, name] of [
      [plain, 'Nea'],
      [via, 'Leo'],
    ] as const) {
      expect(row).toMatchObject({ state: 'opened', from_address: `${name.toLowerCase()}@customer.example` })
      const complaint = await complaintOf(row.complaint_id)
      expect(complaint).toMatchObject({ customer: { name }, team: { name: 'North' } })
      expect(complaint.marks).not.toContain('list')
      expect(await acknowledged(row.complaint_id)).toBe(true)
    }
  },
  'a report of abuse': async () => {
    const text =
      '--b\nContent-Type: text/plain\n\nA report.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n--b--'
    const fields = { 'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b' }
    expect(await receive(stage, mail({ from: from('Feedback'), text, fields }))).toMatchObject(asideFor('abuse_report'))
  },
  'a read receipt': async () => {
    const waited = await waitedFor()
    const text = `--b\nContent-Type: text/plain\n\nRead.\n--b\nContent-Type: message/disposition-notification\n\nOriginal-Message-ID: <${waited.messageId}>\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--`
    const fields = { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b' }
    expect(await receive(stage, mail({ from: waited.address, subject: 'Read: x', text, fields }))).toMatchObject(asideFor('read_receipt'))
    const words = 'Your message\n\n   To: complaints@desk.example\n   Subject: Your complaint\n\n was read on Tuesday, 5 March 2024 14:30.'
    expect(await receive(stage, mail({ from: waited.address, subject: 'Read: Your complaint', text: words }))).toMatchObject(
      asideFor('read_receipt'),
    )
    await expectUnmoved(waited)
  },
  'our own mail that comes back': async () => {
    const { messageId } = await waitedFor()
    expect(await receive(stage, mail({ messageId }))).toMatchObject(asideFor('loop'))
    expect(await receive(stage, mail({ fields: { 'X-Redress-Loop': messageId } }))).toMatchObject(asideFor('loop'))
  },
  'a mail with the loop mark of another desk': async () => {
    const fields = { 'X-Redress-Loop': 'rd.7.x@other-desk.example' }
    expect(await receive(stage, mail({ from: from('Desk'), text: 'We complain to you.', fields }))).toMatchObject({ state: 'opened' })
  },
  'a stranger who writes our number': async () => {
    const { complaint, number } = await waitedFor()
    const row = await receive(stage, mail({ from: from('Mallory'), subject: `Re: [${number}]`, text: 'Tell me all.' }))
    expect(row).toMatchObject({ ...asideFor('unknown_sender'), suggested_complaint_id: complaint })
  },
  'the same Message-ID twice': async () => {
    const messageId = nextMessageId()
    const asked = { messageId, from: from('Twice'), text: 'Once is enough.' }
    const first = await receive(stage, mail(asked))
    const second = await receive(stage, mail(asked), 'info@desk.example')
    expect(second).toMatchObject({
      state: 'attached',
      complaint_id: first.complaint_id,
      conversation_message_id: first.conversation_message_id,
    })
    expect(second.id).not.toBe(first.id)
    expect((await ben.get(`/api/v1/messages?message_id=${messageId}`)).body.data).toHaveLength(1)
    expect(await messagesOf(first.complaint_id).then((all) => all.filter(({ direction }) => direction === 'in'))).toHaveLength(1)
  },
  'a sender who was marked as spam': async () => {
    await stage.db.insertInto('channels_senders').values({ address: 'spam@ads.example', verdict: 'spam' }).execute()
    expect(await receive(stage, mail({ from: 'SPAM@ads.example' }))).toMatchObject(asideFor('spam'))
  },
  'an empty mail, or what is no mail, or a mail without a sender': async () => {
    expect(await receive(stage, Buffer.alloc(0))).toMatchObject(asideFor('empty'))
    expect(await receive(stage, Buffer.from('{"this": "is no mail"}'))).toMatchObject(asideFor('not_mail'))
    expect(await receive(stage, Buffer.from('Subject: Who am I\r\n\r\nGuess.\r\n'))).toMatchObject(asideFor('no_sender'))
  },
}

test.each(Object.entries(rows))('%s: becomes what the table says', async (_title, holds) => {
  await expect(holds()).resolves.toBeUndefined()
})

test('the table in the paper has exactly these rows', () => {
  const paper = readFileSync(new URL('../../../../docs/using/mail.md', import.meta.url), 'utf8')
  const [, ...listed] = [...paper.matchAll(/^\| (?!---)(.+?) \|/gm)].map(([, first]) => first)
  expect(listed).toEqual(Object.keys(rows))
})

test('a bounce without a mark of its own is told by the empty sender of its envelope', async () => {
  const text = 'Your message could not be delivered to <gone@customer.example>:\n550 5.1.1 unknown user'
  const judged = async (envelopeFrom: string) => {
    const raw = mail({ from: 'Post <post@customer.example>', subject: 'Undeliverable: x', text: `${text}\n${newId()}` })
    const { id } = await stage.open(theDesk, (work) =>
      keepMail(work, { source: 'smtp', raw, recipient: 'complaints@desk.example', envelopeFrom }),
    )
    await stage.runJobs()
    return stage.db.selectFrom('channels_mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  }
  expect(await judged('')).toMatchObject({ ...asideFor('bounce'), envelope_from: '' })
  expect(await judged('post@customer.example')).toMatchObject({ state: 'opened' })
})

test('the same bounce twice is one message', async () => {
  const waited = await waitedFor()
  const raw = bounce({ original: waited.messageId, recipient: waited.address })
  await receive(stage, raw)
  expect(await receive(stage, raw, 'info@desk.example')).toMatchObject(attachedTo(waited))
  expect((await messagesOf(waited.complaint)).filter((message) => message.bounce)).toHaveLength(1)
})

test('who has looked takes a complaint out of the list for review, once; so does an answer', async () => {
  const form = (text: string) => opensForReview({ from: from('Form'), text, fields: { 'Auto-Submitted': 'auto-generated' } })
  const [looked, answered] = [await form('The kettle leaks.'), await form('The pan is black.')]
  const listed = async () => (await ben.get('/api/v1/complaints?mark=automatic&limit=100')).body.data.map(({ id }: { id: string }) => id)
  expect((await dov.post(`/api/v1/complaints/${looked.complaint_id}/review`)).status).toBe(404)
  expect((await eve.post(`/api/v1/complaints/${looked.complaint_id}/review`)).status).toBe(403)
  for (let turn = 0; turn < 2; turn += 1)
    expect(await ben.post(`/api/v1/complaints/${looked.complaint_id}/review`)).toMatchObject({ status: 200, body: { reviewed: true } })
  expect((await stage.facts(`complaint/${looked.complaint_id}`)).filter((fact) => fact === 'complaint.reviewed')).toHaveLength(1)
  await ben.post(`/api/v1/complaints/${answered.complaint_id}/messages`, { text: 'We look into it.' })
  expect(await listed()).not.toContain(looked.complaint_id)
  expect(await listed()).not.toContain(answered.complaint_id)
  expect((await messagesOf(looked.complaint_id))[0]).toMatchObject({ generated: true })
})

test('a list of complaints is narrowed by a mark, within what the caller sees', async () => {
  const row = await opensForReview({ from: from('Form'), text: 'The lid is loose.', fields: { 'Auto-Submitted': 'auto-generated' } })
  await receive(stage, mail({ from: from('Human'), text: 'The deck was dirty.' }))
  const { data } = (await program.get('/api/v1/complaints?mark=automatic&limit=100')).body
  expect(data.map(({ id }: { id: string }) => id)).toContain(row.complaint_id)
  expect(data.every(({ marks }: { marks: string[] }) => marks.includes('automatic'))).toBe(true)
  expect((await dov.get('/api/v1/complaints?mark=automatic')).body.data).toEqual([])
  expect((await ben.get('/api/v1/complaints?mark=no_such_mark')).status).toBe(400)
})

test('an absence robot that answers again and again gets no answer', async () => {
  const waited = await waitedFor()
  for (let turn = 0; turn < 3; turn += 1) {
    const fields = { ...replied, 'In-Reply-To': `<${waited.messageId}>` }
    await receive(stage, mail({ ...note, from: waited.address, text: `I am out of the office until Monday. ${turn}`, fields }))
  }
  expect((await messagesOf(waited.complaint)).filter((message) => message.auto_reply)).toHaveLength(3)
  await expectUnmoved(waited)
})
