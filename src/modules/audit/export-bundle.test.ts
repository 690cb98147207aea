import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createToken } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { entriesOf, fileOf, zipOf } from '#test/bundles.ts'
import { scene } from '#test/scene.ts'
import { bundlePath } from './contract.ts'
import { verifyBundle } from './verify-bundle.mjs'

const { as, db, house, open, stranger, facts, runJobs, token } = await scene()
const [ben, cleo, eve] = await Promise.all([as('ben'), as('cleo'), as('eve')])

const complaint = await tellStory()
const bundle = (await eve.get(bundlePath(complaint))).bytes
const entries = entriesOf(bundle)

/** A complaint with everything that a bundle may hold: words, answers, files, a note, a card number, a reason. */
async function tellStory(): Promise<string> {
  const opened = await ben.post('/api/v1/complaints', {
    text: 'Το πλοίο έφυγε χωρίς εμένα.',
    channel: 'email',
    language: 'el',
    customer: { name: 'Ada', email: 'ada@customer.example' },
  })
  const { id } = opened.body as { id: string }
  const file = await ben.upload(`/api/v1/complaints/${id}/attachments`, [
    { field: 'file', name: 'εισιτήριο.txt', type: 'text/plain', bytes: new TextEncoder().encode('Seat 14, 08:30') },
  ])
  await ben.post(`/api/v1/complaints/${id}/messages`, {
    text: 'Dear Ada, we are sorry. You find your ticket with this.',
    attachments: [file.body.id],
  })
  await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'in', text: 'My card is 4111 1111 1111 1111.' })
  await ben.post(`/api/v1/complaints/${id}/notes`, { text: 'Kestrelwick thinks that he is right.' })
  await ben.post(`/api/v1/complaints/${id}/withdrawal`, { words: 'Leave it, it is fine.' })
  await runJobs()
  return id
}

const linesOf = (path: string): Record<string, unknown>[] =>
  (entries.get(path) ?? Buffer.of())
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

const verified = async (changed: ReadonlyMap<string, Buffer>, key?: string) => verifyBundle(await fileOf(await zipOf(changed)), key)
const faultsOf = async (changed: ReadonlyMap<string, Buffer>) => (await verified(changed)).faults

test('a bundle holds the whole chain, what was said, its files, a page and its own proof', async () => {
  expect([...entries.keys()]).toEqual(
    expect.arrayContaining([
      'complaint.json',
      'facts.jsonl',
      'messages.jsonl',
      'words.jsonl',
      'index.html',
      'verify.mjs',
      'manifest.json',
      'manifest.sig',
    ]),
  )
  expect(linesOf('facts.jsonl').map(({ fact }) => fact)).toEqual((await facts(`complaint/${complaint}`)).slice(0, -1))
  expect(linesOf('messages.jsonl').map(({ kind }) => kind)).toEqual(expect.arrayContaining(['message', 'contact']))
  const [attachment = ''] = [...entries.keys()].filter((path) => path.startsWith('attachments/'))
  expect(attachment).toMatch(/^attachments\/\d{6}-1-εισιτήριο\.txt$/)
  expect(entries.get(attachment)?.toString()).toBe('Seat 14, 08:30')
})

test('the program in it, which needs nothing but Node, finds that all of it holds', async () => {
  const program = await fileOf(entries.get('verify.mjs') as Buffer, 'verify.mjs')
  const { stdout } = await promisify(execFile)(process.execPath, [program, await fileOf(bundle)])
  expect(stdout).toContain('all of it holds')
  expect((await readFile(program, 'utf8')).trimEnd().split('\n').length).toBeLessThan(200)
})

test('each text fits the seal that its fact holds, and what is not in it is said', async () => {
  const { faults, seen } = await verified(entries)
  expect(faults).toEqual([])
  expect(seen.texts).toBeGreaterThanOrEqual(3)
  expect(seen.without).toEqual({ masked: 1, inside: 1 })
})

test('card numbers stay hidden, and no salt helps to guess them; what colleagues think stays in the house', () => {
  const whole = Buffer.concat([...entries.values()]).toString()
  expect(whole).not.toContain('4111 1111')
  expect(whole).not.toContain('Kestrelwick')
  const call = linesOf('messages.jsonl').find(({ kind }) => kind === 'contact')
  expect(call).toMatchObject({ text: expect.stringContaining('1111.'), seal: { absent: 'masked' } })
  expect(JSON.stringify(call)).not.toContain('salt')
})

test('that it was taken out is in the record, with the hash of its manifest', async () => {
  const rows = await db
    .selectFrom('facts_facts')
    .select(['fact', 'actor', 'data'])
    .where('stream', '=', `complaint/${complaint}`)
    .orderBy('seq', 'desc')
    .limit(2)
    .execute()
  const manifest = createHash('sha256')
    .update(entries.get('manifest.json') as Buffer)
    .digest('hex')
  expect(rows[0]).toMatchObject({ fact: 'bundle.made', data: { manifest: `sha256:${manifest}` } })
  expect(rows[1]).toMatchObject({ fact: 'bundle.exported', actor: expect.stringMatching(/^person\//) })
})

test('its page is in the complaint’s language and escapes what people wrote', () => {
  const page = entries.get('index.html')?.toString() ?? ''
  expect(page).toContain('<html lang="el">')
  expect(page).toContain('Το πλοίο έφυγε χωρίς εμένα.')
  expect(page).not.toContain('audit:')
})

test('who may not export it is told so, and who may not see it finds nothing', async () => {
  expect((await ben.get(bundlePath(complaint))).status).toBe(403)
  expect((await stranger.get(bundlePath(complaint))).status).toBe(401)
  await db.updateTable('complaints_complaints').set({ restriction: 'threat' }).where('id', '=', complaint).execute()
  expect((await cleo.get(bundlePath(complaint))).status).toBe(404)
  await db.updateTable('complaints_complaints').set({ restriction: null }).where('id', '=', complaint).execute()
  expect((await (await token('manager')).get(bundlePath('no-id'))).status).toBe(404)
})

const paths = [...entries.keys()].filter((path) => !['manifest.json', 'manifest.sig'].includes(path))

test.each(paths)('one changed byte of %s is found and named', async (path) => {
  const bytes = Buffer.from(entries.get(path) as Buffer)
  const place = Math.floor(bytes.length / 2)
  bytes[place] = (bytes[place] ?? 0) ^ 1
  const found = await faultsOf(new Map([...entries, [path, bytes]]))
  expect(found.join('\n')).toContain(path)
})

/** As many facts as somebody who tags and untags for years makes. */
async function longComplaint(facts: number): Promise<string> {
  const { id } = (await ben.post('/api/v1/complaints', { text: 'Late, every day.', channel: 'phone', anonymous: true })).body as {
    id: string
  }
  await sql`select facts_append(${`complaint/${id}`}, 'complaint.tagged', 'desk', date_trunc('milliseconds', now()), json_build_object('complaint', ${id}::text, 'tag', 't' || n)::text)
    from generate_series(1, ${facts}::int) n`.execute(db)
  return id
}

test('a chain of many pages is whole in its bundle', async () => {
  const long = await longComplaint(1_234)
  const { bytes } = await eve.get(bundlePath(long))
  const { faults, manifest, seen } = await verifyBundle(await fileOf(bytes))
  expect(faults).toEqual([])
  expect(seen.facts).toBe(manifest?.chain.facts)
  expect(seen.facts).toBeGreaterThan(1_234)
})

test('while somebody reads slowly no transaction is open; who leaves half way has exported it all the same', async () => {
  const { id } = (await ben.post('/api/v1/complaints', { text: 'See the film.', channel: 'phone', anonymous: true })).body as { id: string }
  const upload = { field: 'file', name: 'film.bin', type: 'application/octet-stream', bytes: new Uint8Array(randomBytes(12_000_000)) }
  const file = await ben.upload(`/api/v1/complaints/${id}/attachments`, [upload])
  await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'in', text: 'A film.', attachments: [file.body.id] })
  await house.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = house.app.server.address() as AddressInfo
  const { secret } = await open(theDesk, (work) => createToken(work, { name: 'auditor', role: 'auditor', duties: [], teams: null }))
  const headers = { authorization: `Bearer ${secret}` }

  const [answer] = (await once(get({ port, host: '127.0.0.1', path: bundlePath(id), headers }), 'response')) as [IncomingMessage]
  try {
    await once(answer, 'readable')
    // As much as fits into the pipes is made; from then on it waits for the reader, and holds nothing.
    await expect.poll(openTransactions, { timeout: 20_000 }).toBe(0)
  } finally {
    answer.destroy()
  }
  const told = await facts(`complaint/${id}`)
  expect(told).toContain('bundle.exported')
  expect(told).not.toContain('bundle.made')
})

/** The most that were open at once during a while. */
async function openTransactions(): Promise<number> {
  let most = 0
  for (let turn = 0; turn < 20; turn += 1) {
    const { rows } = await sql<{ open: number }>`select count(*)::int as open from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`.execute(db)
    most = Math.max(most, rows[0]?.open ?? 0)
    await pause(10)
  }
  return most
}
