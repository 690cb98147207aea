import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundlePath } from '#modules/audit/contract.ts'
import { sealedRows } from '#modules/audit/index.ts'
import { theDesk } from '#platform/actor.ts'
import { verifyFacts } from '#platform/facts/verify-facts.ts'
import { verifyFiles } from '#platform/files/verify-files.ts'
import { filePath } from '#platform/files.ts'
import { contributions } from '#src/reactions.ts'
import { fileOf } from '#test/bundles.ts'
import { scene } from '#test/scene.ts'

const { as, db, house, open, dataFolder } = await scene()
const { pool } = house.database
const ben = await as('ben')
const id = await complain()
const stream = `complaint/${id}`

async function complain(): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The ferry left without me.', channel: 'phone', anonymous: true })
  const upload = { field: 'file', name: 'ticket.txt', type: 'text/plain', bytes: new TextEncoder().encode('Seat 14, 08:30') }
  const file = await ben.upload(`/api/v1/complaints/${body.id}/attachments`, [upload])
  const call = { channel: 'phone', direction: 'in', text: 'I still wait.', attachments: [file.body.id] }
  await ben.post(`/api/v1/complaints/${body.id}/contacts`, call)
  await ben.post(`/api/v1/complaints/${body.id}/notes`, { text: 'He is right.' })
  return body.id as string
}

/** The command as an operator gives it, beside the desk of this scene. */
async function verify(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), 'verify', ...args], {
    cwd: dataFolder,
    env: {
      ...process.env,
      DATABASE_URL: pool.options.connectionString ?? '',
      REDRESS_DATA: dataFolder,
      REDRESS_URL: 'http://desk.example',
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const out of [child.stdout, child.stderr]) out.on('data', (words) => (said += String(words)))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

/** Somebody who owns the database changes a row behind our back, and changes it back. */
async function behindOurBack(change: string, undo: string, look: () => Promise<void>) {
  const asOwner = (statement: string) => pool.query(`set session_replication_role = replica; ${statement}; reset session_replication_role`)
  await asOwner(change)
  try {
    await look()
  } finally {
    await asOwner(undo)
  }
}

test('a whole record is said to hold: chains, texts and files', async () => {
  const { code, said } = await verify()
  expect(said).toMatch(/facts in \d+ streams: every chain holds/)
  expect(said).toMatch(/[1-9]\d* texts fit their seals, \d+ are gone/)
  expect(said).toMatch(/[1-9]\d* files are what they were/)
  expect(code).toBe(0)
})

test('the first broken record of each stream is named, and the command fails', async () => {
  const other = `complaint/${await complain()}`
  const tampered = (actor: string) => `update facts_facts set actor = ${actor} where stream in ('${stream}', '${other}') and seq in (2, 3)`
  await behindOurBack(tampered("actor || 'x'"), tampered("rtrim(actor, 'x')"), async () => {
    const { code, said } = await verify()
    expect(said).toContain(`broken: ${stream} 2\n`)
    expect(said).toContain(`broken: ${other} 2\n`)
    expect(said).not.toMatch(/broken: \S+ 3\n/)
    expect(said).toContain('2 places do not hold')
    expect(code).toBe(1)
  })
})

const record = () => verifyFacts(pool.options.connectionString ?? '', sealedRows)
const files = () => verifyFiles(open, contributions.namedFiles)

test.each([
  { what: 'what the customer said', table: 'conversations_messages', column: 'text', where: `complaint_id = '${id}' and kind = 'contact'` },
  { what: 'a note', table: 'conversations_notes', column: 'text', where: `complaint_id = '${id}'` },
  { what: 'the first words', table: 'complaints_complaints', column: 'words', where: `id = '${id}'` },
])('$what, changed after it was sealed, is named', async ({ table, column, where }) => {
  const to = (text: string) => `update ${table} set ${column} = ${text} where ${where}`
  await behindOurBack(to(`${column} || '.'`), to(`left(${column}, -1)`), async () => {
    expect((await record()).broken).toEqual([expect.stringMatching(new RegExp(`^${stream} ${table}\\.${column} [0-9a-f-]{36}$`))])
  })
  expect((await record()).broken).toEqual([])
})

test('what was erased, salt and all, is counted and breaks nothing', async () => {
  const before = await record()
  const note = db.updateTable('conversations_notes').where('complaint_id', '=', id)
  const { salt } = await db.selectFrom('conversations_notes').select('salt').where('complaint_id', '=', id).executeTakeFirstOrThrow()
  await note.set({ salt: null, text: '' }).execute()
  expect(await record()).toEqual({ ...before, texts: before.texts - 1, gone: before.gone + 1 })
  await note.set({ salt, text: 'He is right.' }).execute()
})

test('a complaint that lost its whole stream, and one that lost its head, are named', async () => {
  const lone = `complaint/${await complain()}`
  const copies = ['facts_facts', 'facts_streams'].map(
    (table) => `create table kept_${table} as select * from ${table} where stream = '${lone}'`,
  )
  await pool.query(copies.join('; '))
  const gone = (table: string) => `delete from ${table} where stream = '${lone}'`
  const back = (table: string) => `insert into ${table} select * from kept_${table}`
  await behindOurBack(gone('facts_streams'), back('facts_streams'), async () => expect((await record()).broken).toEqual([`${lone} head`]))
  await behindOurBack(gone('facts_facts'), back('facts_facts'), async () => expect((await record()).broken).toContain(`${lone} gone`))
  await pool.query('drop table kept_facts_facts, kept_facts_streams')
})

test('a file that was changed or lost is named by its hash', async () => {
  const { sha256 } = await db
    .selectFrom('conversations_attachments')
    .select('sha256')
    .where('complaint_id', '=', id)
    .executeTakeFirstOrThrow()
  const path = filePath(join(dataFolder, 'files'), sha256, false)
  const bytes = await readFile(path)
  await writeFile(path, 'Seat 41, 18:30')
  expect((await files()).broken).toEqual([`${sha256} changed`])
  await rm(path)
  expect((await files()).broken).toEqual([`${sha256} missing`])
  await writeFile(path, bytes)
})

test('a sealed file that was changed does not open', async () => {
  const kept = await open(theDesk, (work) => house.tools.files.keep(work, Buffer.from('a raw mail'), { sealed: true }))
  const mail = { id: crypto.randomUUID(), source: 'import', source_key: 'one', arrived_at: Temporal.Now.instant() }
  await db
    .insertInto('channels_mails')
    .values({ ...mail, raw_sha256: kept.sha256, size: kept.size })
    .execute()
  const path = filePath(join(dataFolder, 'files'), kept.sha256, true)
  const bytes = await readFile(path)
  const other = Buffer.from(bytes)
  other[other.length - 1] = (other.at(-1) ?? 0) ^ 1
  await writeFile(path, other)
  expect((await files()).broken).toEqual([`${kept.sha256} unreadable`])
  await writeFile(path, bytes)
})

test('one bundle is held against itself, this desk’s key and its record', async () => {
  const { bytes } = await (await as('eve')).get(bundlePath(id))
  const { code, said } = await verify(await fileOf(bytes))
  expect(said).toContain('the chain stands in the record of this desk')
  expect(code).toBe(0)
  const other = Buffer.from(bytes)
  other[2_000] = (other[2_000] ?? 0) ^ 255
  const found = await verify(await fileOf(other))
  expect(found.said).toContain('This bundle is not as it left this desk.')
  expect(found.code).toBe(1)
  expect((await verify('no-such-file.zip')).said).toContain('is not there')
})
