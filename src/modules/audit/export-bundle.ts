import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { complaintFor, type Presenting, presentComplaint } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import type { Files } from '#platform/files.ts'
import { asDownload } from '#platform/http/download.ts'
import type { StreamTools } from '#platform/http/serve-stream.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { type ZipEntry, type ZipWriter, zipWriter } from '#platform/zip.ts'
import type { Begun, BundlePart, Exporting } from './bundle.ts'
import { broughtMessages, messageFiles, messageLines } from './bundle-messages.ts'
import { bundlePage } from './bundle-page.ts'
import { wordLines } from './bundle-words.ts'
import { factPages, type StoredFact } from './fact-pages.ts'

/** Sends a complaint as one file. That it was taken out is written down before the first byte leaves; no Work is open while bytes travel. */
export async function exportBundle(
  tools: StreamTools & Exporting,
  { params }: Pick<FastifyRequest, 'params'>,
  reply: FastifyReply,
): Promise<unknown> {
  const { complaint } = params as { complaint: string }
  const begun = await tools.step((work) => begin(work, complaint))
  const zip = zipWriter(begun.at)
  write(tools, begun, zip).catch((error: unknown) => zip.fail(error))
  return asDownload(reply, { type: 'application/zip', name: `${begun.complaint.number}.zip` }).send(zip.bytes)
}

async function begin(work: Work, id: string): Promise<Begun> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw refuse('complaints.not_found')
  const complaint = await complaintFor(work, id)
  const bundle = newId()
  await work.announce({ fact: 'bundle.exported', complaint: complaint.id, bundle })
  const stream = `complaint/${complaint.id}`
  // Our own fact: its stream is locked until this commits.
  const head = await work.db.selectFrom('facts_streams').select(['seq', 'hash']).where('stream', '=', stream).executeTakeFirstOrThrow()
  const { files, secrets } = toolsOf(work)
  return {
    bundle,
    complaint,
    organisation: await organisationOf(work),
    language: complaint.language as Language, // the column's check constraint holds the same codes
    chain: { stream, facts: head.seq, head: head.hash },
    at: work.now,
    by: actorName(work.actor),
    files,
    seal: secrets.seal,
  }
}

async function write(tools: StreamTools & Exporting, begun: Begun, zip: ZipWriter): Promise<void> {
  const entries: ZipEntry[] = []
  const add = async (path: string, content: Parameters<ZipWriter['add']>[1]) => {
    const entry = await zip.add(path, content)
    entries.push(entry)
    return entry
  }
  const { complaint, chain } = begun
  const addLines = (path: string, read: (work: Work, facts: StoredFact[]) => Promise<string>) =>
    add(path, factPages(tools, { stream: chain.stream, until: chain.facts }, read))

  for (const part of [complaintPart(tools.presenting), ...tools.parts])
    await add(`${part.name}.json`, [partText(part, await tools.step((work) => part.find(work, complaint.id)))])
  await addLines('facts.jsonl', (_work, facts) => Promise.resolve(facts.map(factLine).join('')))
  const missing = await writeFiles({ tools, begun, add })
  const lost = new Set(missing.values())
  await addLines('messages.jsonl', async (work, facts) => messageLines(await broughtMessages(work, complaint, facts), missing))
  await addLines('words.jsonl', (work, facts) => wordLines(work, { complaint, lost }, facts))
  await add('index.html', bundlePage(tools, begun))
  await add('verify.mjs', [await readFile(new URL('./verify-bundle.mjs', import.meta.url))])
  await seal(tools, begun, { zip, entries })
}

const factLine = ({ seq, fact, actor, at, data, prev_hash, hash }: StoredFact): string =>
  `${JSON.stringify({ seq, fact, actor, at, data, prev_hash, hash })}\n`

/** The complaint as its page shows it. */
const complaintPart = (presenting: Presenting): BundlePart => ({
  name: 'complaint',
  find: async (work, id) => presentComplaint(work, await complaintFor(work, id), presenting),
})

/** What the reader may do is nothing to whoever reads it elsewhere. */
const partText = ({ without = [] }: BundlePart, found: unknown): string =>
  JSON.stringify(found, (field, value: unknown) => (field === 'may' || without.includes(field) ? undefined : value), 2)

interface Writing {
  tools: StreamTools
  begun: Begun
  add: (path: string, content: Parameters<ZipWriter['add']>[1]) => Promise<ZipEntry>
}

/** The files of all messages. Answers which are missing, path and hash: what is lost from the disk must not hide the rest. */
async function writeFiles({ tools, begun, add }: Writing): Promise<Map<string, string>> {
  const missing = new Map<string, string>()
  const chain = { stream: begun.chain.stream, until: begun.chain.facts }
  const pages = factPages(tools, chain, async (work, facts) => messageFiles(await broughtMessages(work, begun.complaint, facts)))
  for await (const files of pages) {
    for (const { path, sha256 } of files) {
      const content = await opened(begun.files, sha256)
      if (content) await add(path, content)
      else missing.set(path, sha256)
    }
  }
  return missing
}

/** The bytes of a file, or null when it is not on the disk. */
async function opened(files: Files, sha256: string): Promise<AsyncIterable<Uint8Array> | null> {
  try {
    const stream = (await files.stream(sha256)) as AsyncIterable<Uint8Array>
    const chunks = stream[Symbol.asyncIterator]()
    const first = await chunks.next()
    return (async function* rest() {
      if (!first.done) yield first.value
      yield* { [Symbol.asyncIterator]: () => chunks }
    })()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The manifest names every entry with its hash, and is signed; its own hash goes into the record of the house. */
async function seal(tools: StreamTools, begun: Begun, { zip, entries }: { zip: ZipWriter; entries: ZipEntry[] }) {
  const manifest = Buffer.from(`${JSON.stringify({ ...headOf(begun), entries }, null, 2)}\n`)
  await zip.add('manifest.json', [manifest])
  await zip.add('manifest.sig', [`${begun.seal.sign(manifest).toString('base64url')}\n`])
  const sha256 = createHash('sha256').update(manifest).digest('hex')
  await tools.step((work) =>
    work.announce({ fact: 'bundle.made', complaint: begun.complaint.id, bundle: begun.bundle, manifest: `sha256:${sha256}` }),
  )
  zip.end()
}

const headOf = ({ bundle, complaint, organisation, chain, at, by, seal: { publicKey } }: Begun) => ({
  format: 'redress-bundle',
  version: 1,
  bundle,
  organisation: organisation.name,
  complaint: { id: complaint.id, number: complaint.number },
  exported_at: at.toString(),
  exported_by: by,
  chain,
  key: { algorithm: 'Ed25519', public: publicKey },
})
