import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { addMailbox, bounce, deliver, mail, nextMessageId, receive, type WrittenMail, wordsOf } from '#test/mails.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'
import { readMail } from './read-mail.ts'

// What comes after closing is looked at here, not what stands before it.
openGates(['complaint.close', 'complaint.deliver'])
const stage = await scene()
const ben = await stage.as('ben')
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

/** A complaint that Ada has sent and Ben has answered; with the Message-ID of his answer. */
async function answered(asked: WrittenMail = {}) {
  const opened = await receive(stage, mail(asked))
  const { body } = await ben.post(`/api/v1/complaints/${opened.complaint_id}/messages`, { text: 'We look into it.' })
  const { message_id } = await stage.db
    .selectFrom('conversations_messages')
    .select('message_id')
    .where('id', '=', body.id)
    .executeTakeFirstOrThrow()
  await stage.db.updateTable('conversations_messages').set({ state: 'sent' }).where('id', '=', body.id).execute()
  return {
    complaint: opened.complaint_id ?? '',
    answer: body.id as string,
    messageId: message_id ?? '',
    number: (await complaintOf(opened.complaint_id)).number as string,
  }
}

test('a mail opens a complaint in the team of its mailbox: first words, sender, language, moment of arrival', async () => {
  const row = await receive(
    stage,
    mail({ subject: 'Re: FW: The cabin was wet', text: 'Hello,\n\nthe cabin was wet and nobody came.\n\n--\nAda Lindqvist' }),
  )
  expect(row).toMatchObject({ state: 'opened', put_aside: null, from_address: ada.email })
  const complaint = await complaintOf(row.complaint_id)
  expect(complaint).toMatchObject({
    channel: 'email',
    state: 'received',
    subject: 'The cabin was wet',
    language: 'en',
    customer: { id: stage.ada },
    team: { name: 'North' },
  })
  expect(complaint.words).toContain('nobody came')
  expect(complaint.received_at).toBe(row.arrived_at.toString())
  const [message] = await messagesOf(row.complaint_id)
  expect(message).toMatchObject({ direction: 'in', from_address: ada.email, mail_id: row.id, signature: 'Ada Lindqvist' })
  expect(message?.visible_text).not.toContain('Lindqvist')
  expect(row.conversation_message_id).toBe(message?.id)
})

test('a Greek mail opens a complaint in Greek; without a subject its first line stands for it', async () => {
  const row = await receive(stage, mail({ subject: '', text: 'Η καμπίνα ήταν βρεγμένη.\nΘέλω τα χρήματά μου πίσω.' }))
  expect(await complaintOf(row.complaint_id)).toMatchObject({ language: 'el', subject: 'Η καμπίνα ήταν βρεγμένη.' })
})

test('an address without a mailbox is accepted, opened without a team of its own, and marked', async () => {
  const row = await receive(stage, mail({ to: 'nobody@desk.example' }), 'nobody@desk.example')
  expect(row.state).toBe('opened')
  expect(await complaintOf(row.complaint_id)).toMatchObject({ marks: expect.arrayContaining(['no_mailbox']), team: null })
})

test('HTML is made harmless before it is stored', async () => {
  const row = await receive(
    stage,
    mail({ text: '<p onclick="x()">Wet<script>alert(1)</script></p>', fields: { 'Content-Type': 'text/html; charset=utf-8' } }),
  )
  const [message] = await messagesOf(row.complaint_id)
  expect(message?.html).toContain('Wet')
  expect(message?.html).not.toMatch(/script|onclick/)
})

test('the customer answers our mail: same complaint, waiting ends, the address has proved itself', async () => {
  const { complaint, messageId } = await answered()
  await ben.post(`/api/v1/complaints/${complaint}/waiting`, { reply_by: stage.clock.now().add({ hours: 24 }).toString() })
  const row = await receive(stage, mail({ subject: 'Σχετ: anything', text: 'Thank you.', fields: { 'In-Reply-To': `<${messageId}>` } }))
  expect(row).toMatchObject({ state: 'attached', complaint_id: complaint })
  expect((await complaintOf(complaint)).state).not.toBe('waiting_customer')
  const sender = await stage.db.selectFrom('channels_senders').select('proved_at').where('address', '=', ada.email).executeTakeFirst()
  expect(sender?.proved_at).toBeTruthy()
})

test('a chain that only names the customer’s own first mail finds the complaint, too', async () => {
  const first = nextMessageId()
  const { complaint_id } = await receive(stage, mail({ messageId: first }))
  const row = await receive(stage, mail({ text: 'And one more thing.', fields: { References: `<${first}> <unknown@elsewhere.example>` } }))
  expect(row).toMatchObject({ state: 'attached', complaint_id })
})

test('the number in the subject brings the customer home, also from another of their addresses', async () => {
  const { complaint, number } = await answered()
  await stage.open(theDesk, async (work) => {
    await work.db
      .insertInto('people_contacts')
      .values({ customer_id: stage.ada, kind: 'email', value: 'ada@work.example', normal: 'ada@work.example', added_at: work.now })
      .execute()
  })
  const row = await receive(stage, mail({ from: 'ada@work.example', subject: `About [${number}]`, text: 'Any news?' }))
  expect(row).toMatchObject({ state: 'attached', complaint_id: complaint })
})

test('a closed complaint is opened again by its customer', async () => {
  const { complaint, messageId } = await answered()
  const { issues_list } = await complaintOf(complaint)
  const closed = await ben.post(`/api/v1/complaints/${complaint}/closure`, {
    issues: [{ id: issues_list[0].id, outcome: 'upheld', sentence: 'You were right.' }],
  })
  expect(closed.body.state).toBe('closed')
  await receive(stage, mail({ text: 'It happened again.', fields: { 'In-Reply-To': `<${messageId}>` } }))
  expect((await complaintOf(complaint)).state).toBe('open')
})

test('who names a complaint without taking part in it is put aside, by number and by chain', async () => {
  const { complaint, number, messageId } = await answered()
  const before = await messagesOf(complaint)
  const byNumber = await receive(
    stage,
    mail({ from: 'Mallory <mallory@elsewhere.example>', subject: `Re: [${number}]`, text: 'Tell me all.' }),
  )
  const byChain = await receive(
    stage,
    mail({ from: 'Mallory <mallory@elsewhere.example>', text: 'Tell me all.', fields: { References: `<${messageId}>` } }),
  )
  expect([byNumber, byChain].map(({ state, put_aside }) => [state, put_aside])).toEqual([
    ['put_aside', 'unknown_sender'],
    ['put_aside', 'unknown_sender'],
  ])
  expect(await messagesOf(complaint)).toHaveLength(before.length)
})

test('two customers who answer the same newsletter have a complaint each', async () => {
  const fields = { References: '<newsletter-7@news.example>' }
  const one = await receive(stage, mail({ from: 'one@customer.example', text: 'Stop it.', fields }))
  const other = await receive(stage, mail({ from: 'other@customer.example', text: 'Stop it.', fields }))
  expect([one.state, other.state]).toEqual(['opened', 'opened'])
  expect(one.complaint_id).not.toBe(other.complaint_id)
})

test('a bounce marks the mail that came back, and neither opens nor resumes anything', async () => {
  const { complaint, answer, messageId } = await answered()
  await ben.post(`/api/v1/complaints/${complaint}/waiting`, { reply_by: stage.clock.now().add({ hours: 24 }).toString() })
  const row = await receive(stage, bounce({ original: messageId, recipient: ada.email }))
  expect(row).toMatchObject({ state: 'attached', complaint_id: complaint })
  const messages = await messagesOf(complaint)
  expect(messages.find(({ id }) => id === answer)).toMatchObject({ state: 'bounced' })
  expect(messages.at(-1)).toMatchObject({ bounce: true, bounced_recipients: [ada.email] })
  expect((await complaintOf(complaint)).state).toBe('waiting_customer')
})

test('a bounce of nothing that we sent is put aside; a warning of delay leaves the message as it is', async () => {
  expect(await receive(stage, bounce({ original: 'unknown@elsewhere.example', recipient: 'x@customer.example' }))).toMatchObject({
    state: 'put_aside',
    put_aside: 'bounce',
  })
  const { complaint, answer, messageId } = await answered()
  expect(await receive(stage, bounce({ original: messageId, recipient: ada.email, action: 'delayed' }))).toMatchObject({
    state: 'attached',
  })
  expect((await messagesOf(complaint)).find(({ id }) => id === answer)).toMatchObject({ state: 'sent' })
})

test('an absence note is attached to the message that it answers, flagged, and resumes nothing; one that answers nothing is put aside', async () => {
  const { complaint, messageId } = await answered()
  await ben.post(`/api/v1/complaints/${complaint}/waiting`, { reply_by: stage.clock.now().add({ hours: 24 }).toString() })
  const note = {
    subject: 'Out of office',
    text: 'I am away until Monday.',
    fields: { 'Auto-Submitted': 'auto-replied', 'In-Reply-To': `<${messageId}>` },
  }
  expect(await receive(stage, mail(note))).toMatchObject({ state: 'attached', complaint_id: complaint })
  expect((await messagesOf(complaint)).at(-1)).toMatchObject({ auto_reply: true })
  expect((await complaintOf(complaint)).state).toBe('waiting_customer')
  expect(await receive(stage, mail({ ...note, fields: { 'Auto-Submitted': 'auto-replied' } }))).toMatchObject({
    state: 'put_aside',
    put_aside: 'auto_reply',
  })
})

test('our own mail that comes back is put aside; the mark of another desk says nothing', async () => {
  const { messageId } = await answered()
  expect(await receive(stage, mail({ messageId }))).toMatchObject({ state: 'put_aside', put_aside: 'loop' })
  expect(await receive(stage, mail({ fields: { 'X-Redress-Loop': messageId } }))).toMatchObject({ state: 'put_aside', put_aside: 'loop' })
  expect(
    await receive(stage, mail({ text: 'We complain to you.', fields: { 'X-Redress-Loop': 'rd.7.x@other-desk.example' } })),
  ).toMatchObject({ state: 'opened' })
})

test('a contact form that says it is a machine opens for the person behind it, marked', async () => {
  const row = await receive(
    stage,
    mail({
      from: 'noreply@shop.example',
      text: 'Name: Io. The parcel is broken.',
      fields: { 'Auto-Submitted': 'auto-generated', 'Reply-To': 'Io Pappa <io@customer.example>' },
    }),
  )
  const complaint = await complaintOf(row.complaint_id)
  expect(complaint).toMatchObject({ marks: expect.arrayContaining(['automatic']), customer: { name: 'Io Pappa' } })
  const { body } = await ben.get(`/api/v1/complaints/${row.complaint_id}/recipients`)
  expect(body.data.map(({ address }: { address: string }) => address)).toEqual(['io@customer.example'])
})

test('what is no mail is put aside', async () => {
  expect(await receive(stage, Buffer.alloc(0))).toMatchObject({ state: 'put_aside', put_aside: 'empty' })
  expect(await receive(stage, Buffer.from('{"this": "is no mail"}'))).toMatchObject({ state: 'put_aside', put_aside: 'not_mail' })
  expect(await receive(stage, Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 10, 0]))).toMatchObject({ state: 'put_aside', put_aside: 'not_mail' })
  expect(await receive(stage, Buffer.from('Subject: Who am I\r\n\r\nGuess.\r\n'))).toMatchObject({
    state: 'put_aside',
    put_aside: 'no_sender',
  })
})

test('hostile mail is read like any other: NUL bytes, an endless subject, an endless Message-ID, an attachment called ../../x', async () => {
  const attached = [
    '--b1',
    'Content-Type: text/plain',
    '',
    'Nul\0s \ud83d',
    '--b1',
    'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename="../../x"',
    '',
    'no pdf',
    '--b1--',
  ].join('\n')
  const row = await receive(
    stage,
    mail({
      subject: `Σ${'ω'.repeat(10_000)}`,
      messageId: `${'ж'.repeat(5_000)}@x.example`,
      text: attached,
      fields: { 'Content-Type': 'multipart/mixed; boundary=b1' },
    }),
  )
  expect(row.state).toBe('opened')
  const files = await stage.db.selectFrom('conversations_attachments').select('name').where('complaint_id', '=', row.complaint_id).execute()
  expect(files.map(({ name }) => name)).toEqual([expect.not.stringMatching(/[/\\]|^\./)])
})

test('a sender who was marked as spam is put aside', async () => {
  await stage.db.insertInto('channels_senders').values({ address: 'spam@ads.example', verdict: 'spam' }).execute()
  expect(await receive(stage, mail({ from: 'SPAM@ads.example' }))).toMatchObject({ state: 'put_aside', put_aside: 'spam' })
})

test('the same mail a second time is the same message; another mail with the same Message-ID is another', async () => {
  const messageId = nextMessageId()
  const first = await receive(stage, mail({ messageId }))
  const copy = await receive(stage, Buffer.concat([Buffer.from('Received: from a list\r\n'), mail({ messageId })]))
  const footed = await receive(stage, mail({ messageId, text: `${wordsOf(messageId)}\n\n___\nThe list of passengers` }))
  const other = await receive(stage, mail({ messageId, from: 'other@customer.example' }))
  const rewritten = await receive(stage, mail({ messageId, text: 'Something else altogether.' }))
  expect([first, copy, footed, other, rewritten].map(({ state }) => state)).toEqual(['opened', 'attached', 'attached', 'opened', 'opened'])
  expect(copy.conversation_message_id).toBe(first.conversation_message_id)
  expect((await messagesOf(first.complaint_id)).filter(({ direction }) => direction === 'in')).toHaveLength(1)
})

test('one mail to two of our addresses, read at once, is one complaint', async () => {
  const raw = mail({ text: 'To both of you.', cc: 'info@desk.example' })
  const ids = await Promise.all(
    ['complaints@desk.example', 'info@desk.example'].map(async (recipient) => (await deliver(stage, raw, recipient)).body.id as string),
  )
  const steps = {
    step: <Result>(run: Parameters<typeof stage.open<Result>>[1]) => stage.open(theDesk, run),
    signal: new AbortController().signal,
    worker: 'test',
  }
  await Promise.all(ids.map((id) => readMail.run(steps, { mail: id })))
  const rows = await stage.db.selectFrom('channels_mails').select('state').where('id', 'in', ids).orderBy('state').execute()
  expect(rows.map(({ state }) => state)).toEqual(['attached', 'opened'])
})

test('two mails from a new address at once are two complaints of one customer', async () => {
  const from = 'Nea <nea@customer.example>'
  const ids = await Promise.all(
    ['The first.', 'The second.'].map(async (text) => (await deliver(stage, mail({ from, text }))).body.id as string),
  )
  const steps = {
    step: <Result>(run: Parameters<typeof stage.open<Result>>[1]) => stage.open(theDesk, run),
    signal: new AbortController().signal,
    worker: 'test',
  }
  await Promise.all(ids.map((id) => readMail.run(steps, { mail: id })))
  const rows = await stage.db
    .selectFrom('channels_mails as m')
    .innerJoin('complaints_complaints as c', 'c.id', 'm.complaint_id')
    .select('c.customer_id')
    .where('m.id', 'in', ids)
    .execute()
  expect(rows).toHaveLength(2)
  expect(new Set(rows.map(({ customer_id }) => customer_id)).size).toBe(1)
})

test('a mail that cannot be read is tried some times, then put aside; the next is read all the same', async () => {
  const { body } = await deliver(stage, mail({ text: 'Lost on disk.' }))
  const { raw_sha256 } = await stage.db
    .selectFrom('channels_mails')
    .select('raw_sha256')
    .where('id', '=', body.id)
    .executeTakeFirstOrThrow()
  await rm(join(stage.dataFolder, 'files', raw_sha256.slice(0, 2), `${raw_sha256}.sealed`))
  const steps = {
    step: <Result>(run: Parameters<typeof stage.open<Result>>[1]) => stage.open(theDesk, run),
    signal: new AbortController().signal,
    worker: 'test',
  }
  for (let turn = 0; turn < 5; turn += 1) await expect(readMail.run(steps, { mail: body.id })).rejects.toThrow('ENOENT')
  expect(await stage.db.selectFrom('channels_mails').selectAll().where('id', '=', body.id).executeTakeFirstOrThrow()).toMatchObject({
    state: 'put_aside',
    put_aside: 'unreadable',
    tries: 5,
  })
  expect(await receive(stage, mail({ text: 'The next one.' }))).toMatchObject({ state: 'opened' })
})
