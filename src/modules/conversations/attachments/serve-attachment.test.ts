import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const ben = await stage.as('ben')
const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'letter', customer: ada })
const path = `/api/v1/complaints/${complaint.id}/attachments`
const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1')
const upload = ([name, type, bytes]: readonly [string, string, Buffer<ArrayBuffer>], fields = {}) =>
  ben.upload(path, [{ field: 'file', name, type, bytes }], fields)

test('a picture is shown in a sandbox when asked, and is a download otherwise', async () => {
  const { status, body } = await upload(['φωτογραφία.png', 'image/png', png])
  expect(status).toBe(201)
  expect(body).toMatchObject({ name: 'φωτογραφία.png', media_type: 'image/png', preview: true, scan: 'not_scanned', size: png.byteLength })
  const shown = await ben.get(`${path}/${body.id}?preview=1`)
  expect(shown.bytes).toEqual(png)
  expect(shown.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
  })
  expect(shown.headers['content-disposition']).toMatch(/^inline; filename="_+\.png"; filename\*=UTF-8''%CF%86/)
  expect((await ben.get(`${path}/${body.id}`)).headers['content-disposition']).toMatch(/^attachment;/)
})

test('a page that calls itself a picture, and one that does not, are downloads that nothing runs', async () => {
  for (const type of ['image/png', 'text/html', 'image/svg+xml']) {
    const { body } = await upload(['../../x.png', type, Buffer.from('<script>alert(1)</script>')])
    expect(body).toMatchObject({ name: 'x.png', preview: false })
    const { headers } = await ben.get(`${path}/${body.id}?preview=1`)
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['content-disposition']).toMatch(/^attachment; filename="x.png"/)
  }
})

test('a scanned letter goes to the words that a colleague entered; a mail stays as it came', async () => {
  const { body: timeline } = await ben.get(`/api/v1/complaints/${complaint.id}/timeline`)
  const { message } = timeline.data.find(({ kind }: { kind: string }) => kind === 'message')
  await upload(['letter.pdf', 'application/pdf', Buffer.from('%PDF-1.4')], { message: message.id })
  const { body: after } = await ben.get(`/api/v1/complaints/${complaint.id}/timeline`)
  expect(after.data.find(({ kind }: { kind: string }) => kind === 'message').message.attachments).toMatchObject([
    { name: 'letter.pdf', preview: true },
  ])
  expect((await upload(['a.txt', 'text/plain', Buffer.from('a')], { message: 'nothing' })).body.code).toBe(
    'conversations.message_not_found',
  )
})

test('no file and two files are refused', async () => {
  expect((await ben.upload(path, [])).body.code).toBe('conversations.no_file')
  const two = [1, 2].map((n) => ({ field: 'file', name: `${n}.txt`, type: 'text/plain', bytes: Buffer.from('x') }))
  expect((await ben.upload(path, two)).body.code).toBe('conversations.one_file')
})

test('who may not see the complaint does not see its files, and an id that is none finds nothing', async () => {
  const { body } = await upload(['a.txt', 'text/plain', Buffer.from('a')])
  await stage.db.updateTable('complaints_complaints').set({ team_id: stage.teams.north }).where('id', '=', complaint.id).execute()
  expect((await (await stage.as('dov')).get(`${path}/${body.id}`)).status).toBe(404)
  expect((await stage.stranger.get(`${path}/${body.id}`)).status).toBe(401)
  expect((await ben.get(`${path}/x%00y`)).status).toBe(404)
  expect((await ben.get(`${path}/${complaint.id}`)).body.code).toBe('conversations.attachment_not_found')
})

test('the same bytes twice are stored once and named twice', async () => {
  const [one, other] = await Promise.all([upload(['a.bin', '', Buffer.from('same')]), upload(['b.bin', '', Buffer.from('same')])])
  expect(one.body.sha256).toBe(other.body.sha256)
  expect(one.body.id).not.toBe(other.body.id)
  await stage.open(theDesk, async (work) => {
    const { count } = await work.db
      .selectFrom('files_files')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('sha256', '=', one.body.sha256)
      .executeTakeFirstOrThrow()
    expect(count).toBe(1)
  })
})
