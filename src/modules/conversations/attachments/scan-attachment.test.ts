import { type AddressInfo, createServer } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { scene } from '#test/scene.ts'

/** A scanner that speaks clamd's protocol: it finds the word EICAR. */
const asked: string[] = []
const clamd = createServer((socket) => {
  const heard: Buffer[] = []
  socket.on('data', (chunk) => {
    heard.push(Buffer.from(chunk))
    const whole = Buffer.concat(heard)
    if (!whole.subarray(-4).equals(Buffer.alloc(4))) return
    asked.push(whole.toString('latin1').slice(0, 10))
    socket.end(whole.includes('EICAR') ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0')
  })
})
await new Promise<void>((ready) => clamd.listen(0, '127.0.0.1', ready))
afterAll(() => new Promise<void>((closed) => clamd.close(() => closed())))

const { as, db, runJobs } = await scene({ CLAMD_URL: `tcp://127.0.0.1:${(clamd.address() as AddressInfo).port}` })
const ben = await as('ben')
const { id: complaint } = (await ben.post('/api/v1/complaints', { text: 'See the file.', channel: 'phone', anonymous: true })).body as {
  id: string
}

async function uploaded(content: string): Promise<string> {
  const answer = await ben.upload(`/api/v1/complaints/${complaint}/attachments`, [
    { field: 'file', name: 'letter.txt', type: 'text/plain', bytes: new TextEncoder().encode(content) },
  ])
  expect(answer.status).toBe(201)
  await runJobs()
  return answer.body.id as string
}

const scanOf = async (id: string) =>
  (await db.selectFrom('conversations_attachments').select('scan').where('id', '=', id).executeTakeFirstOrThrow()).scan

test('a clean file is called clean and handed out', async () => {
  const id = await uploaded('The ferry left without me.')
  expect(await scanOf(id)).toBe('clean')
  expect(asked.at(-1)).toBe('zINSTREAM\0')
  expect((await ben.get(`/api/v1/complaints/${complaint}/attachments/${id}`)).status).toBe(200)
})

test('a file with a virus is kept, named, and not handed out', async () => {
  const id = await uploaded('EICAR')
  expect(await scanOf(id)).toBe('infected')
  expect(await ben.get(`/api/v1/complaints/${complaint}/attachments/${id}`)).toMatchObject({
    status: 409,
    body: { code: 'conversations.infected' },
  })
})
