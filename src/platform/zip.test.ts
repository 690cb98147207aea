import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { entriesOf } from '#test/bundles.ts'
import { zipWriter } from './zip.ts'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z')

test('entries are written one after the other, each with its size and hash', async () => {
  const zip = zipWriter(now)
  const read = buffer(zip.bytes)
  expect(await zip.add('a.txt', ['Καλη', 'μέρα'])).toEqual({ path: 'a.txt', size: 16, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  await zip.add('παράπονο/b.bin', [new Uint8Array([1, 2, 3])])
  zip.end()
  expect([...entriesOf(await read)].map(([path, bytes]) => [path, bytes.toString('latin1')])).toEqual([
    ['a.txt', Buffer.from('Καλημέρα').toString('latin1')],
    ['παράπονο/b.bin', '\u0001\u0002\u0003'],
  ])
})

test('what nobody reads is not made', async () => {
  const zip = zipWriter(now)
  let made = 0
  async function* endless() {
    for (;;) {
      made += 1
      yield crypto.getRandomValues(new Uint8Array(60_000))
      await new Promise(setImmediate)
    }
  }
  const adding = zip.add('endless', endless())
  const left = adding.catch((error: Error) => error.message)
  await once(zip.bytes, 'readable')
  for (let turn = 0; turn < 2_000; turn += 1) await new Promise(setImmediate)
  expect(made).toBeLessThan(50)

  zip.bytes.destroy()
  expect(await left).toContain('Nobody reads')
  await expect(zip.add('more', ['text'])).rejects.toThrow('Nobody reads')
})

test('an entry that breaks breaks the whole: nobody takes half of it for all of it', async () => {
  const zip = zipWriter(now)
  const read = buffer(zip.bytes)
  const broken = read.catch((error: Error) => error.message)
  // oxlint-disable-next-line require-yield -- it breaks before it gives anything
  async function* breaking(): AsyncGenerator<string> {
    throw new Error('the disk is gone')
  }
  await expect(zip.add('a.txt', breaking())).rejects.toThrow('the disk is gone')
  zip.fail(new Error('the disk is gone'))
  expect(await broken).toBe('the disk is gone')
})
