import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { keepMail } from '#modules/channels/index.ts'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { contributions } from '#src/reactions.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { filePath } from '../files.ts'
import { sweepFiles } from './sweep-files.ts'

const stage = await scene()
const { house, open, dataFolder, db } = stage
const folder = join(dataFolder, 'files')
const { files } = house.tools
const sweeping = sweepFiles(contributions.namedFiles)
const sweep = () => sweeping.run({ step: (run) => open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const pathOf = (text: string, sealed = false) => filePath(folder, hashOf(text), sealed)

test('what no commit names goes after a day; what is named, or is young, stays', async () => {
  await open(theDesk, (work) => files.keep(work, Buffer.from('a named one')))
  await open(theDesk, (work) => files.keep(work, Buffer.from('a sealed one'), { sealed: true }))
  await rolledBack('an old orphan')
  await rolledBack('a young orphan')
  const cutOff = `${pathOf('never finished')}.${randomUUID()}`
  await mkdir(dirname(cutOff), { recursive: true })
  await writeFile(cutOff, 'nev')
  for (const path of [pathOf('a named one'), pathOf('a sealed one', true), pathOf('an old orphan'), cutOff]) await age(path)

  await sweep()
  await sweep()

  expect((await files.read(hashOf('a named one'))).toString()).toBe('a named one')
  expect((await files.read(hashOf('a sealed one'))).toString()).toBe('a sealed one')
  expect([pathOf('an old orphan'), pathOf('a young orphan'), cutOff].map((path) => existsSync(path))).toEqual([false, true, false])
})

test('content that comes again while it is swept is there afterwards, whoever is first', async () => {
  const texts = Array.from({ length: 24 }, (_, n) => `comes again ${n}`)
  for (const text of texts) {
    await rolledBack(text)
    await age(pathOf(text))
  }

  const keep = (text: string) => open(theDesk, (work) => files.keep(work, Buffer.from(text)))
  await Promise.all([sweep(), ...texts.map(keep)])

  for (const text of texts) expect((await files.read(hashOf(text))).toString()).toBe(text)
})

test('a row that nothing names any more goes after a day, its bytes after one more; what a module names stays', async () => {
  const ben = await stage.as('ben')
  const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
  const attached = await attach(complaint.id, 'an attached one')
  const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  await (await stage.as('fay')).upload('/api/v1/organisation/logo', [{ field: 'file', name: 'l.png', type: 'image/png', bytes: picture }])
  const { logo_sha256 } = await db.selectFrom('people_organisation').select('logo_sha256').executeTakeFirstOrThrow()
  const mail = await open(theDesk, (work) => keepMail(work, { raw: Buffer.from('Subject: x\n\nx'), recipient: null, source: 'http' }))
  const { raw_sha256 } = await db.selectFrom('channels_mails').select('raw_sha256').where('id', '=', mail.id).executeTakeFirstOrThrow()
  await keep('an old row')
  await open(theDesk, (work) => files.keep(work, Buffer.from('an old sealed row'), { sealed: true }))
  for (const path of [pathOf('an old row'), pathOf('an old sealed row', true)]) await age(path)
  await ageRows()
  await keep('a young row')

  await sweep()
  expect(await rowsOf(['an old row', 'an old sealed row', 'a young row', 'an attached one'])).toEqual(['a young row', 'an attached one'])
  for (const sha256 of [attached, logo_sha256 ?? '', raw_sha256]) expect((await files.read(sha256)).byteLength).toBeGreaterThan(0)
  // A backup that began before the sweep still finds the bytes.
  expect((await files.read(hashOf('an old row'))).toString()).toBe('an old row')
  await sweep()
  expect(existsSync(pathOf('an old row'))).toBe(true)
  for (const path of [pathOf('an old row'), pathOf('an old sealed row', true)]) await age(path)
  await sweep()
  expect([existsSync(pathOf('an old row')), existsSync(pathOf('an old sealed row', true))]).toEqual([false, false])
})

test('a file that is named again at the very moment when its row is swept keeps its row and its bytes', async () => {
  const ben = await stage.as('ben')
  const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
  const texts = Array.from({ length: 24 }, (_, n) => `is named again ${n}`)
  for (const text of texts) {
    await keep(text)
    await age(pathOf(text))
  }
  await ageRows()
  await Promise.all([sweep(), ...texts.map((text) => attach(complaint.id, text)), sweep()])
  expect(await rowsOf(texts)).toEqual(texts)
  for (const text of texts) expect((await files.read(hashOf(text))).toString()).toBe(text)
})

test('who holds a name is not waited for, and finds it there', async () => {
  const ben = await stage.as('ben')
  const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
  await keep('held for long')
  await ageRows()
  await open(theDesk, async (work) => {
    await files.keep(work, Buffer.from('held for long'))
    await sweep()
    await name(work, complaint.id, 'held for long')
  })
  await sweep()
  expect(await rowsOf(['held for long'])).toEqual(['held for long'])
})

test('many are kept at once, also by two at once in another order: each once, whole, and known', async () => {
  const texts = Array.from({ length: 300 }, (_, at) => `one of many ${at % 250}`)
  await keep('one of many 7')
  const all = (said: string[]) =>
    open(theDesk, (work) =>
      files.keepAll(
        work,
        said.map((text) => Buffer.from(text)),
      ),
    )
  const [kept] = await Promise.all([all(texts), all(texts.toReversed())])
  expect(kept).toEqual(texts.map((text) => ({ sha256: hashOf(text), size: text.length })))
  expect(await rowsOf(texts)).toEqual(texts)
  for (const text of texts) expect((await files.read(hashOf(text))).toString()).toBe(text)
})

test('of none there is nothing to keep', async () => {
  expect(await open(theDesk, (work) => files.keepAll(work, []))).toEqual([])
})

test('every column that names a file is known to the sweep', async () => {
  // A new one belongs into `contributions.namedFiles` first, then here.
  const { rows } = await sql<{ place: string }>`select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = 'public' and column_name like '%sha256' and table_name not in ('files_files', 'http_answers') order by 1`.execute(
    db,
  )
  expect(rows.map(({ place }) => place)).toEqual([
    'channels_mails.raw_sha256',
    'conversations_attachments.sha256',
    'people_organisation.logo_sha256',
  ])
})

const keep = (text: string) => open(theDesk, (work) => files.keep(work, Buffer.from(text)))

const attach = (complaint: string, text: string) =>
  open(theDesk, async (work) => {
    const { sha256 } = await files.keep(work, Buffer.from(text))
    await name(work, complaint, text)
    return sha256
  })

const name = (work: Work, complaint_id: string, text: string) =>
  work.db
    .insertInto('conversations_attachments')
    .values({
      complaint_id,
      id: newId(),
      name: 'a.txt',
      media_type: 'text/plain',
      size: text.length,
      sha256: hashOf(text),
      added_by: 'desk',
      added_at: work.now,
    })
    .execute()

async function rowsOf(texts: string[]) {
  const rows = await db.selectFrom('files_files').select('sha256').where('sha256', 'in', texts.map(hashOf)).execute()
  return texts.filter((text) => rows.some(({ sha256 }) => sha256 === hashOf(text)))
}

const ageRows = () => sql`update files_files set stored_at = stored_at - interval '25 hours'`.execute(db)

async function rolledBack(text: string) {
  const kept = open(theDesk, async (work) => {
    await files.keep(work, Buffer.from(text))
    throw new Error('rolled back')
  })
  await expect(kept).rejects.toThrow('rolled back')
}

async function age(path: string) {
  const seconds = Temporal.Now.instant().subtract({ hours: 25 }).epochMilliseconds / 1000
  await utimes(path, seconds, seconds)
}
