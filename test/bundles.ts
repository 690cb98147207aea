import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { ZipFile } from 'yazl'
import { atTheEnd } from './at-the-end.ts'

export type Entries = ReadonlyMap<string, Buffer>

/** The entries of a zip, in its order. Written apart from the verifier, which it helps to test. */
export function entriesOf(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'))
  const entries = new Map<string, Buffer>()
  for (let at = zip.readUInt32LE(end + 16); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [names, extras, comments] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place)) as [number, number, number]
    const [packed, head] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)]
    const begins = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28)
    const bytes = zip.subarray(begins, begins + packed)
    entries.set(zip.toString('utf8', at + 46, at + 46 + names), zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes))
    at += 46 + names + extras + comments
  }
  return entries
}

export async function zipOf(entries: Entries): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, bytes] of entries) zip.addBuffer(bytes, path)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const own = new Set(['manifest.json', 'manifest.sig'])
const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What a careful forger does: every hash of the manifest computed anew, and all of it signed, with the only key at hand. */
export function sealedAnew(entries: Entries, chain: object = {}): Map<string, Buffer> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const said = JSON.parse((entries.get('manifest.json') ?? Buffer.of()).toString()) as { chain: object; entries: object }
  const kept = [...entries].filter(([path]) => !own.has(path))
  const listed = kept.map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256(bytes) }))
  const key = { algorithm: 'Ed25519', public: publicKey.export({ format: 'jwk' }).x }
  const manifest = Buffer.from(JSON.stringify({ ...said, chain: { ...said.chain, ...chain }, key, entries: listed }))
  return new Map([
    ...kept,
    ['manifest.json', manifest],
    ['manifest.sig', Buffer.from(sign(null, manifest, privateKey).toString('base64url'))],
  ])
}

/** A record of a bundle, changed, with its own hash computed anew. */
export function rewritten(line: string, change: (record: Record<string, unknown>) => Record<string, unknown>): string {
  const { sha256: _own, ...record } = JSON.parse(line) as Record<string, unknown>
  const changed = change(record)
  return JSON.stringify({ ...changed, sha256: sha256(JSON.stringify(changed)) })
}

/** Keeps bytes as a file until the end of the test file. */
export async function fileOf(bytes: Uint8Array, name = 'bundle.zip'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-bundle-'))
  atTheEnd(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}
