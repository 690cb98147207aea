import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Entries, entriesOf, fileOf, rewritten, sealedAnew, zipOf } from '#test/bundles.ts'
import { scene } from '#test/scene.ts'
import { bundlePath } from './contract.ts'
import { verifyBundle } from './verify-bundle.mjs'

const { as, token } = await scene()
const ben = await as('ben')
const bytes = await tellStory()
const entries = entriesOf(bytes)
const key = ((await ben.get('/api/v1/bundle-key')).body as { key: string }).key
const place = await fileOf(bytes)

async function tellStory(): Promise<Buffer> {
  const { id } = (
    await ben.post('/api/v1/complaints', {
      text: 'The ferry left without me.',
      channel: 'phone',
      customer: { email: 'ada@customer.example' },
    })
  ).body as { id: string }
  const upload = { field: 'file', name: 'ticket.txt', type: 'text/plain', bytes: new TextEncoder().encode('Seat 14, 08:30') }
  const file = await ben.upload(`/api/v1/complaints/${id}/attachments`, [upload])
  await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'Dear Ada, we are sorry. We pay for the taxi.', attachments: [file.body.id] })
  await ben.post(`/api/v1/complaints/${id}/withdrawal`, { words: 'Leave it, it is fine.' })
  return (await (await token('manager')).get(bundlePath(id))).bytes
}

const textOf = (path: string): string => (entries.get(path) ?? Buffer.of()).toString()
const linesOf = (path: string): string[] => textOf(path).trimEnd().split('\n')
const changed = (path: string, text: string): Map<string, Buffer> => new Map(entries).set(path, Buffer.from(text))
const withLines = (path: string, lines: readonly string[]) => changed(path, lines.map((line) => `${line}\n`).join(''))
const attachment = [...entries.keys()].find((path) => path.startsWith('attachments/')) ?? ''

async function faultsOf(made: Entries, trusted?: string): Promise<string> {
  await writeFile(place, await zipOf(made))
  return (await verifyBundle(place, trusted)).faults.join('\n')
}

/** As a forger would send it: only what cannot be forged is found. */
const forged = (made: Entries, chain?: object) => faultsOf(sealedAnew(made, chain))

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

interface Line {
  seq: number
  fact: string
  actor: string
  at: string
  data: string
  prev_hash: string
  hash: string
}

test('what left the desk holds, under its key and under no other', async () => {
  expect(await faultsOf(entries)).toBe('')
  expect(await faultsOf(entries, key)).toBe('')
  expect(await faultsOf(sealedAnew(entries))).toBe('')
  expect(await faultsOf(sealedAnew(entries), key)).toMatch(/^manifest\.json: is signed with another key/)
})

test('a changed fact is named, even when every hash outside the chain was made to fit', async () => {
  const lines = linesOf('facts.jsonl')
  const line = JSON.parse(lines[1] ?? '') as Line
  const other = withLines('facts.jsonl', lines.with(1, JSON.stringify({ ...line, actor: 'person/somebody-else' })))
  expect(await forged(other)).toBe(`facts.jsonl line 2, fact 2 (${line.fact}): was changed: it does not fit its hash`)
})

test('a fact whose own hash was made to fit breaks the one that follows', async () => {
  const lines = linesOf('facts.jsonl')
  const line = JSON.parse(lines[1] ?? '') as Line
  const next = JSON.parse(lines[2] ?? '') as Line
  const stream = (JSON.parse(textOf('manifest.json')) as { chain: { stream: string } }).chain.stream
  const actor = 'person/somebody-else'
  const hash = sha256([line.prev_hash, stream, line.seq, line.fact, actor, line.at, line.data].join('\n'))
  const other = withLines('facts.jsonl', lines.with(1, JSON.stringify({ ...line, actor, hash })))
  expect(await forged(other)).toBe(`facts.jsonl line 3, fact 3 (${next.fact}): does not follow fact 2`)
})

test('facts in another order, one less and one twice are named', async () => {
  const lines = linesOf('facts.jsonl')
  const [first = '', second = ''] = lines
  expect(await forged(withLines('facts.jsonl', [second, first, ...lines.slice(2)]))).toContain('facts.jsonl line 1, fact 2')
  expect(await forged(withLines('facts.jsonl', lines.toSpliced(1, 1)))).toContain('facts.jsonl line 2, fact 3')
  expect(await forged(withLines('facts.jsonl', [...lines, lines.at(-1) ?? '']))).toContain(`facts.jsonl line ${lines.length + 1}`)
  const cut = JSON.parse(lines.at(-2) ?? '') as Line
  expect(await forged(withLines('facts.jsonl', lines.slice(0, -1)))).toBe(
    `facts.jsonl: does not end with fact ${lines.length} and its hash`,
  )
  // Who cuts the chain and says so in the manifest is found by the key alone.
  expect(await faultsOf(sealedAnew(withLines('facts.jsonl', lines.slice(0, -1)), { facts: cut.seq, head: cut.hash }), key)).toMatch(
    /another key/,
  )
})

test('a changed message is named, and so is one whose own hash was made to fit: its seal is in the chain', async () => {
  const lines = linesOf('messages.jsonl')
  const at = lines.findIndex((line) => line.includes('taxi'))
  const { id } = JSON.parse(lines[at] ?? '') as { id: string }
  const name = `messages.jsonl line ${at + 1} (${id})`
  expect(await forged(withLines('messages.jsonl', lines.with(at, (lines[at] ?? '').replace('taxi', 'boat'))))).toBe(
    `${name}: was changed: it does not fit its own hash\n${name}: was changed: its text is not the one that fact ${sealOf(lines[at])}, words, sealed`,
  )
  const rehashed = rewritten(lines[at] ?? '', (record) => ({ ...record, text: 'Dear Ada, we pay nothing.' }))
  expect(await forged(withLines('messages.jsonl', lines.with(at, rehashed)))).toContain(`${name}: was changed: its text`)
  const subject = rewritten(lines[at] ?? '', (record) => ({ ...record, subject: 'Another' }))
  expect(await faultsOf(withLines('messages.jsonl', lines.with(at, subject)))).toContain('messages.jsonl: was changed')
})

const sealOf = (line = '{}') => (JSON.parse(line) as { seal: { seq: number } }).seal.seq

test('a message, a reason or a file that was taken out is missed', async () => {
  const messages = linesOf('messages.jsonl')
  expect(await forged(withLines('messages.jsonl', messages.toSpliced(0, 1)))).toBe(
    `facts.jsonl, fact ${sealOf(messages[0])}, words: seals what the bundle says nothing of`,
  )
  const words = linesOf('words.jsonl')
  expect(await forged(withLines('words.jsonl', words.toSpliced(0, 1)))).toContain('seals what the bundle says nothing of')
  const without = new Map(entries)
  without.delete(attachment)
  expect(await faultsOf(without)).toContain(`${attachment}: was taken out`)
  expect(await forged(without)).toContain(`${attachment} is not the file that came with it`)
})

test('a file in place of another, and one that was added, are named', async () => {
  expect(await forged(changed(attachment, 'Seat 41, 18:30'))).toContain(`${attachment} is not the file that came with it`)
  expect(await faultsOf(changed('letters/000009-1-answer.pdf', 'We never promised that.'))).toBe(
    'letters/000009-1-answer.pdf: was added: the manifest does not know it',
  )
})

test('any byte of the manifest and of its signature counts', async () => {
  const manifest = entries.get('manifest.json') as Buffer
  await fc.assert(
    fc.asyncProperty(fc.nat(manifest.length - 1), fc.nat(6), async (at, bit) => {
      const other = Buffer.from(manifest)
      other[at] = (other[at] ?? 0) ^ (1 << bit)
      return (await faultsOf(new Map(entries).set('manifest.json', other))).includes('manifest')
    }),
    { numRuns: 60 },
  )
  const without = (name: string) => changed('manifest.json', textOf('manifest.json').replace(`"${name}"`, `"${name}x"`))
  expect(await faultsOf(without('entries'))).toContain('manifest.json: was changed')
  expect(await faultsOf(without('chain'))).toContain('manifest.json: was changed')
  expect(await faultsOf(without('key'))).toContain('manifest.json is of another kind')
  expect(
    await faultsOf(
      changed(
        'manifest.sig',
        textOf('manifest.sig').replace(/^./, (one) => (one === 'A' ? 'B' : 'A')),
      ),
    ),
  ).toContain('does not fit its signature')
})

test('whatever byte of the file is flipped or cut off: it is found, or says the same as before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), fc.boolean(), async (at, bit, cut) => {
      const other = cut ? bytes.subarray(0, at) : Buffer.from(bytes)
      if (!cut) other[at] = (other[at] ?? 0) ^ (1 << bit)
      await writeFile(place, other)
      const { faults } = await verifyBundle(place, key)
      if (faults.length > 0) return
      expect(cut).toBe(false)
      expect([...entriesOf(other)]).toEqual([...entries])
    }),
    { numRuns: 150 },
  )
})

test('what is no bundle is said to be none', async () => {
  await writeFile(place, 'A letter to the mayor.')
  expect((await verifyBundle(place)).faults.join()).toContain('it is no zip')
  expect(await faultsOf(new Map([['manifest.json', Buffer.from('{"format":"other"}')]]))).toContain('manifest.sig is not there')
  expect(await faultsOf(changed('manifest.json', '{"format":"other"}'))).toContain('manifest.json is of another kind')
})
