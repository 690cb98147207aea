import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { ada } from '#test/cast.ts'
import { addMailbox, mail, nextMessageId, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const [ben, dov, eve] = [await stage.as('ben'), await stage.as('dov'), await stage.as('eve')]
await addMailbox(stage, { team_id: stage.teams.north })

const byId = (messageId: string) => `/api/v1/messages?message_id=${encodeURIComponent(messageId)}`

test('a mail is found by its Message-ID, whole, its card numbers and IBANs masked', async () => {
  const messageId = nextMessageId()
  const file = 'the bill, byte for byte'
  const words =
    'Card 4111 1111 1111 1111, IBAN GR16 0110 1250 0000 0001 2300 695.\r\n\r\nOn Fri, 20 Nov 2026 at 10:00, Harbour Ferries <complaints@desk.example> wrote:\r\n> We are sorry.'
  const parts = [
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
    '--b1',
    'Content-Type: application/octet-stream; name="bill.bin"',
    'Content-Disposition: attachment; filename="bill.bin"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(file).toString('base64'),
    '--b1--',
  ]
  const row = await receive(
    stage,
    mail({
      messageId,
      cc: 'Kim <kim@customer.example>',
      text: parts.join('\n'),
      fields: { 'Content-Type': 'multipart/mixed; boundary=b1' },
    }),
  )
  const { status, body } = await ben.get(byId(messageId))
  expect(status).toBe(200)
  expect(body.next).toBeNull()
  expect(body.data).toHaveLength(1)
  expect(body.data[0]).toMatchObject({
    message_id: messageId,
    complaint: { id: row.complaint_id },
    direction: 'in',
    subject: 'The cabin was wet',
    from: { name: ada.name, address: ada.email },
    to: [{ name: null, address: 'complaints@desk.example' }],
    cc: [{ name: 'Kim', address: 'kim@customer.example' }],
    attachments: [{ name: 'bill.bin', size: file.length, sha256: createHash('sha256').update(file).digest('hex') }],
    automatic: { bounce: false, auto_reply: false, loop: false, recipients: [] },
    put_aside: null,
  })
  const [{ text, visible_text }] = body.data
  expect(text).toContain('We are sorry.')
  expect(visible_text).not.toContain('We are sorry.')
  expect(text).not.toMatch(/4111 1111 1111|0110 1250/)
})

test('brackets around the Message-ID do not matter; an unknown one finds nothing; a cursor of another list is refused', async () => {
  const messageId = nextMessageId()
  await receive(stage, mail({ messageId }))
  expect((await ben.get(byId(`<${messageId}>`))).body.data).toHaveLength(1)
  expect((await ben.get(byId('unknown@nowhere.example'))).body).toEqual({ data: [], next: null })
  expect((await ben.get(`${byId(messageId)}&cursor=nonsense`)).body.code).toBe('platform.unknown_cursor')
})

test('a question without a Message-ID is refused, and the field is named in the language that was asked for', async () => {
  const program = await stage.token('agent')
  const asked = async (query: string, language: string) => {
    const { status, body } = await program.get(`/api/v1/messages${query}`, { 'accept-language': language })
    return [status, body.code, body.errors[0].path, body.errors[0].sentence]
  }
  const bad = [400, 'platform.bad_input', 'message_id']
  expect(await asked('', 'en')).toEqual([...bad, 'Something is missing here, or has the wrong form.'])
  expect(await asked('?limit=5', 'el')).toEqual([...bad, 'Κάτι λείπει εδώ ή δεν έχει τη σωστή μορφή.'])
  expect(await asked('?message_id=', 'es')).toEqual([...bad, 'Escriba aquí algo que se pueda leer.'])
  expect((await asked('?message_id=%20', 'en'))[0]).toBe(400)
})

test('what we sent is found, too', async () => {
  const row = await receive(stage, mail({ from: 'new@customer.example' }))
  const { message_id } = await stage.db
    .selectFrom('conversations_messages')
    .select('message_id')
    .where('complaint_id', '=', row.complaint_id)
    .where('direction', '=', 'out')
    .executeTakeFirstOrThrow()
  expect((await ben.get(byId(message_id ?? ''))).body.data).toMatchObject([
    { direction: 'out', message_id, to: [{ address: 'new@customer.example' }] },
  ])
})

test('a mail that was put aside is found with its reason, masked and harmless, by who sorts mails', async () => {
  const messageId = nextMessageId()
  await receive(
    stage,
    mail({
      messageId,
      text: '<p>4111 1111 1111 1111<script>x()</script></p>',
      fields: { 'Auto-Submitted': 'auto-replied', 'Content-Type': 'text/html; charset=utf-8' },
    }),
  )
  const { body } = await ben.get(byId(messageId))
  expect(body.data).toMatchObject([{ complaint: null, put_aside: 'auto_reply', automatic: { auto_reply: true } }])
  expect(JSON.stringify(body)).not.toMatch(/script|4111 1111 1111/)
  expect((await eve.get(byId(messageId))).body.data).toEqual([])
})

test('another team sees neither the message nor the mail that was put aside', async () => {
  const [opened, aside] = [nextMessageId(), nextMessageId()]
  await receive(stage, mail({ messageId: opened }))
  await receive(stage, mail({ messageId: aside, fields: { 'Auto-Submitted': 'auto-replied' } }))
  expect((await ben.get(byId(opened))).body.data).toHaveLength(1)
  expect((await ben.get(byId(aside))).body.data).toHaveLength(1)
  expect((await dov.get(byId(opened))).body.data).toEqual([])
  expect((await dov.get(byId(aside))).body.data).toEqual([])
})

test('two mails with one Message-ID are both found, page by page', async () => {
  const messageId = nextMessageId()
  await receive(stage, mail({ messageId }))
  await receive(stage, mail({ messageId, from: 'other@customer.example' }))
  const first = (await ben.get(`${byId(messageId)}&limit=1`)).body
  expect(first.data).toHaveLength(1)
  const second = (await ben.get(`${byId(messageId)}&limit=1&cursor=${first.next}`)).body
  expect(second).toMatchObject({ data: [{ message_id: messageId }], next: null })
  expect(second.data[0].id).not.toBe(first.data[0].id)
})
