import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { scene } from '#test/scene.ts'
import { filePath } from '../files.ts'
import { sweepFiles } from './sweep-files.ts'

const { house, open, dataFolder } = await scene()
const folder = join(dataFolder, 'files')
const { files } = house.tools
const sweep = () => sweepFiles.run({ step: (run) => open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})
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
