#!/usr/bin/env node
// Checks a complaint bundle of Redress, offline, with nothing but Node 20 or later: node verify.mjs BUNDLE.zip [PUBLIC-KEY]
// Every entry against the manifest, the manifest against its signature, every fact against the chain, and every text against the seal that a
// fact holds over it: sha256(salt, text). It names each record that is wrong, and ends with 1. A copy of this program that somebody gives you
// together with a bundle proves nothing: take it, and the desk's public key (GET /api/v1/bundle-key), from a place that you trust.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { createInflateRaw } from 'node:zlib'

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')

/** What is wrong, place by place (nothing when all of it holds), the manifest, and how much was looked at. */
export async function verifyBundle(path, trustedKey) {
  const seen = { facts: 0, messages: 0, files: 0, texts: 0, without: {} }
  const state = { path, faults: [], manifest: null, last: { seq: 0, hash: '' }, seen }
  for (const map of ['entries', 'named', 'seals']) state[map] = new Map()
  try {
    state.file = await open(path)
    await readDirectory(state)
    await checkManifest(state, trustedKey)
    await checkEntries(state)
  } catch (error) {
    wrong(state, path, `cannot be read as a bundle (${error.message})`)
  } finally {
    await state.file?.close()
  }
  return { faults: state.faults, manifest: state.manifest, seen }
}

const wrong = ({ faults }, place, what) => void (faults.length < 100 && faults.push(`${place}: ${what}`))

// The zip: its directory stands at its end, and says where each entry begins. Large ones say so in fields of eight bytes.

async function readDirectory(state) {
  const { size } = await state.file.stat()
  const tail = await bytesAt(state, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = tail.lastIndexOf('PK\x05\x06')
  if (end < 0 || end + 22 > tail.length) throw new Error('it is no zip, or its end is missing')
  let [count, length, start] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (count === 0xffff || start === 0xffffffff) {
    const large = await bytesAt(state, Number(tail.readBigUInt64LE(end - 12)), 56)
    ;[count, length, start] = [32, 40, 48].map((at) => Number(large.readBigUInt64LE(at)))
  }
  const directory = await bytesAt(state, start, length)
  for (let at = 0; at < directory.length; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw new Error('its directory is damaged')
    const [names, extras, comments] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place))
    const name = directory.toString('utf8', at + 46, at + 46 + names)
    const sizes = [24, 20, 42].map((place) => directory.readUInt32LE(at + place))
    readLarge(directory.subarray(at + 46 + names, at + 46 + names + extras), sizes)
    if (state.entries.has(name)) wrong(state, name, 'stands in the zip twice')
    state.entries.set(name, { method: directory.readUInt16LE(at + 10), size: sizes[0], packed: sizes[1], offset: sizes[2] })
    at += 46 + names + extras + comments
  }
  if (state.entries.size !== count) wrong(state, 'zip', `says that it has ${count} entries, and has ${state.entries.size}`)
}

function readLarge(extra, sizes) {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    let place = at + 4
    for (const one of extra.readUInt16LE(at) === 1 ? [0, 1, 2] : [])
      if (sizes[one] === 0xffffffff) [sizes[one], place] = [Number(extra.readBigUInt64LE(place)), place + 8]
  }
}

async function bytesAt({ file }, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

async function* contentOf(state, path) {
  const { method, packed, offset, size } = state.entries.get(path)
  const head = await bytesAt(state, offset, 30)
  if (head.readUInt32LE(0) !== 0x04034b50) throw new Error('it does not begin where the zip says')
  const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  if (packed === 0) return
  const raw = createReadStream(state.path, { start, end: start + packed - 1 })
  const plain = method === 0 ? raw : pipeline(raw, createInflateRaw(), () => {})
  let left = size
  for await (const chunk of plain) {
    if ((left -= chunk.length) < 0) throw new Error('it is longer than the zip says')
    yield chunk
  }
}

async function wholeOf(state, path) {
  if (!state.entries.has(path)) throw new Error(`${path} is not there`)
  const chunks = []
  for await (const chunk of contentOf(state, path)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

// The manifest, and what it says of the rest.

async function checkManifest(state, trustedKey) {
  const [bytes, signature] = [await wholeOf(state, 'manifest.json'), await wholeOf(state, 'manifest.sig')]
  const manifest = read(bytes.toString(), 'manifest.json', state) ?? {}
  const [kind, x] = [`${manifest.format} ${manifest.version}`, manifest.key?.public]
  if (kind !== 'redress-bundle 1' || !/^[\w-]{43}$/.test(x)) throw new Error('manifest.json is of another kind')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const fits = verify(null, bytes, key, Buffer.from(String(signature), 'base64url'))
  if (!fits) wrong(state, 'manifest.json', 'was changed: it does not fit its signature, manifest.sig')
  if (trustedKey && trustedKey !== x) wrong(state, 'manifest.json', `is signed with another key, ${x}`)
  Object.assign(state, { manifest, hashes: new Set(manifest.entries.map((entry) => entry.sha256)) })
  for (const entry of manifest.entries) state.named.set(entry.path, entry)
}

async function checkEntries(state) {
  const { named, entries, manifest } = state
  for (const name of entries.keys())
    if (!named.has(name) && !/^manifest\.(json|sig)$/.test(name)) wrong(state, name, 'was added: the manifest does not know it')
  // The facts first: what the others say is held against them.
  for (const path of new Set(['facts.jsonl', ...named.keys()])) {
    if (named.has(path) && entries.has(path)) await checkEntry(path, state)
    else wrong(state, path, 'was taken out: it is not there')
  }
  const { facts, head } = manifest.chain
  if (state.last.seq !== facts || state.last.hash !== head) wrong(state, 'facts.jsonl', `does not end with fact ${facts} and its hash`)
  for (const place of state.seals.keys()) wrong(state, `facts.jsonl, ${place}`, 'seals what the bundle says nothing of')
}

async function checkEntry(path, state) {
  const [whole, said, check] = [createHash('sha256'), state.named.get(path), path === 'facts.jsonl' ? checkFact : checkRecord]
  let [size, rest, line] = [0, Buffer.alloc(0), 0]
  state.seen.files += 1
  try {
    for await (const chunk of contentOf(state, path)) {
      whole.update(chunk)
      size += chunk.length
      rest = path.endsWith('.jsonl') ? Buffer.concat([rest, chunk]) : rest
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        check(rest.toString('utf8', 0, end), `${path} line ${(line += 1)}`, state)
        rest = rest.subarray(end + 1)
      }
    }
    if (path === 'messages.jsonl') state.seen.messages = line
    if (size !== said.size || whole.digest('hex') !== said.sha256)
      wrong(state, path, 'was changed: it does not fit its hash in the manifest')
  } catch (error) {
    wrong(state, path, `cannot be read (${error.message})`)
  }
}

// Lines: a fact hangs on the one before; any other record carries its own hash, and may carry the words that a fact sealed.

function read(text, place, state) {
  try {
    return JSON.parse(text)
  } catch {
    return wrong(state, place, 'is damaged')
  }
}

function checkFact(line, place, state) {
  const { seq, fact, actor, at, data, prev_hash, hash } = read(line, place, state) ?? {}
  const [name, { last }] = [`${place}, fact ${seq} (${fact})`, state]
  const text = [prev_hash, state.manifest.chain.stream, seq, fact, actor, at, data].join('\n')
  if (sha256(text) !== hash) wrong(state, name, 'was changed: it does not fit its hash')
  if (seq !== last.seq + 1 || prev_hash !== last.hash) wrong(state, name, `does not follow fact ${last.seq}`)
  state.last = { seq, hash }
  state.seen.facts += 1
  for (const [of, value] of Object.entries(read(data, place, state) ?? {}))
    if (/^[0-9a-f]{64}$/.test(value) && !state.hashes.has(value)) state.seals.set(`fact ${seq}, ${of}`, value)
}

function checkRecord(line, place, state) {
  const { sha256: own, ...record } = read(line, place, state) ?? {}
  const name = `${place}${record.id ? ` (${record.id})` : ''}`
  if (sha256(JSON.stringify(record)) !== own) wrong(state, name, 'was changed: it does not fit its own hash')
  for (const { path, sha256: hash } of record.attachments?.filter((file) => file.path) ?? [])
    if (state.named.get(path)?.sha256 !== hash) wrong(state, name, `${path} is not the file that came with it`)
  if (record.seal) checkSeal(record, name, state)
}

function checkSeal({ seal, text }, name, state) {
  const [place, wanted] = [`fact ${seal.seq}, ${seal.of}`, state.seals.get(`fact ${seal.seq}, ${seal.of}`)]
  state.seals.delete(place)
  if (!wanted) return wrong(state, name, `${place}, seals nothing that is still to be told`)
  if (seal.absent) state.seen.without[seal.absent] = (state.seen.without[seal.absent] ?? 0) + 1
  else if (sha256(Buffer.from(seal.salt, 'hex'), text) === wanted) state.seen.texts += 1
  else wrong(state, name, `was changed: its text is not the one that ${place}, sealed`)
}

async function main([path, key]) {
  if (!path) return 'Say which: node verify.mjs BUNDLE.zip [PUBLIC-KEY]'
  const { faults, manifest, seen } = await verifyBundle(path, key)
  process.exitCode = faults.length > 0 ? 1 : 0
  if (faults.length > 0) return [...faults, 'This bundle is not as it left the desk.'].join('\n')
  const without = Object.entries(seen.without).map(([why, count]) => `, ${count} ${why}`)
  return `${manifest.complaint.number}: ${seen.facts} facts, ${seen.messages} messages, ${seen.files} entries: all of it holds.
${seen.texts} texts fit their seals${without.join('')}. Exported ${manifest.exported_at}, signed with
${manifest.key.public}${key ? ', the key that you trust' : ': compare it with the key that the desk publishes'}.`
}

if (process.argv[1] && (await realpath(process.argv[1])) === fileURLToPath(import.meta.url))
  process.stdout.write(`${await main(process.argv.slice(2))}\n`)
