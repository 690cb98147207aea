import { expect, test } from 'vitest'
import { deliver, mail } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { mailLimit } from './keep-mail.ts'

const stage = await scene()
const robot = await stage.token('administrator')
const asMail = { 'content-type': 'message/rfc822' }
const rows = () => stage.db.selectFrom('channels_mails').selectAll().orderBy('id').execute()

test('a mail is kept as it came, sealed, before anybody reads it; then it is read', async () => {
  const raw = mail()
  const { status, body } = await deliver(stage, raw)
  expect(status).toBe(202)
  const row = await stage.db.selectFrom('channels_mails').selectAll().where('id', '=', body.id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ source: 'http', state: 'stored', recipient: 'complaints@desk.example', size: raw.byteLength })
  expect(await stage.house.tools.files.read(row.raw_sha256)).toEqual(raw)
  const file = await stage.db.selectFrom('files_files').select('encrypted').where('sha256', '=', row.raw_sha256).executeTakeFirstOrThrow()
  expect(file.encrypted).toBe(true)
  await stage.runJobs()
  expect((await rows())[0]?.state).toBe('opened')
})

test('only who may deliver mail delivers it', async () => {
  const ben = await stage.as('ben')
  expect((await ben.post('/api/v1/inbound/email', mail(), asMail)).status).toBe(403)
  expect((await stage.stranger.post('/api/v1/inbound/email', mail(), asMail)).status).toBe(401)
})

test('other content is refused, and a mail above the limit, each with a sentence', async () => {
  const other = await robot.post('/api/v1/inbound/email', '<mail/>', { 'content-type': 'application/xml' })
  expect(other).toMatchObject({ status: 415, body: { code: 'platform.wrong_media_type' } })
  const large = await robot.post('/api/v1/inbound/email', Buffer.alloc(mailLimit + 1, 'a'), asMail)
  expect(large).toMatchObject({ status: 413, body: { code: 'platform.too_large' } })
  expect((await robot.post('/api/v1/inbound/email?recipient=a%00b', mail(), asMail)).status).toBe(400)
})

test('an empty body is kept, too, and a mail of thirty megabytes is read', async () => {
  expect((await deliver(stage, Buffer.alloc(0))).status).toBe(202)
  const part = `--b1\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Disposition: attachment; filename=x.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(370_000)}`
  const raw = mail({
    text: `--b1\r\n\r\nThe bill is attached.\r\n${part}--b1--`,
    fields: { 'Content-Type': 'multipart/mixed; boundary=b1' },
  })
  expect(raw.byteLength).toBeGreaterThan(28_000_000)
  const { body } = await deliver(stage, raw)
  await stage.runJobs()
  expect(await stage.db.selectFrom('channels_mails').select('state').where('id', '=', body.id).executeTakeFirstOrThrow()).toEqual({
    state: 'opened',
  })
})

test('five megabytes of words are read, and all of them kept', async () => {
  const raw = mail({ text: 'The cabin was wet and nobody came to look. '.repeat(115_000) })
  const { body } = await deliver(stage, raw)
  await stage.runJobs()
  const row = await stage.db.selectFrom('channels_mails').selectAll().where('id', '=', body.id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ state: 'opened', tries: 0 })
  const message = await stage.db
    .selectFrom('conversations_messages')
    .select('text')
    .where('complaint_id', '=', row.complaint_id)
    .where('direction', '=', 'in')
    .executeTakeFirstOrThrow()
  expect(message.text.length).toBeGreaterThan(4_900_000)
})

test('the same mail for the same recipient is one, also at once; for another recipient it is another', async () => {
  const raw = mail({ text: 'Twice.' })
  const answers = await Promise.all([1, 2, 3, 4].map(() => deliver(stage, raw)))
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect((await deliver(stage, raw, 'COMPLAINTS@desk.example')).body.id).toBe(answers[0]?.body.id)
  expect((await deliver(stage, raw, 'other@desk.example')).body.id).not.toBe(answers[0]?.body.id)
})

test('an Idempotency-Key is answered once, and refused with another mail', async () => {
  const headers = { ...asMail, 'idempotency-key': 'one' }
  const raw = mail({ text: 'With a key.' })
  const first = await robot.post('/api/v1/inbound/email', raw, headers)
  expect((await robot.post('/api/v1/inbound/email', raw, headers)).body).toEqual(first.body)
  expect((await robot.post('/api/v1/inbound/email', mail({ text: 'Another.' }), headers)).status).toBe(422)
})
