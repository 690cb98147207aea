import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Upload } from '#platform/http/serve-upload.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Say } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { type Added, largestFile, mostCodes } from './contract.ts'
import { poolForUpdate, presentPool } from './find-pools.ts'
import { type ReadCodes, readCodes } from './rules/read-codes.ts'
import { drawCode, sealedCode } from './seal-code.ts'
import './refusals.ts'

/** Takes the codes of a file into the stock, row by row. A file that comes twice adds nothing the second time. */
export async function importCodes(work: Work, pool: Id, { files, say }: { files: readonly Upload[]; say: Say }): Promise<Added> {
  const read = readCodes(textOf(files[0]))
  if (read.codes.length === 0 && read.refused.length === 0) throw refuse('coupons.file_empty')
  if (read.codes.length + read.refused.length > mostCodes) throw refuse('coupons.too_many_codes', { most: mostCodes })
  const batch = await openBatch(work, pool, 'imported')
  const taken = await keep(
    work,
    batch,
    read.codes.map(({ plain }) => plain),
  )
  const refused = [...read.refused, ...knownAmong(read, taken)].toSorted((one, other) => one.row - other.row)
  await closeBatch(work, batch, { codes: taken.size, refused: refused.length })
  return {
    added: taken.size,
    refused: refused.slice(0, mostShown).map(({ row, fault }) => ({ row, fault, sentence: say(`coupons:row.${fault}`, { row }) })),
    refused_count: refused.length,
    pool: await presentPool(work, pool),
  }
}

/** Draws so many codes by lot. One that the desk has already is drawn again. */
export async function generateCodes(work: Work, pool: Id, count: number): Promise<Added> {
  const batch = await openBatch(work, pool, 'generated')
  let added = 0
  while (added < count) {
    const drawn = Array.from({ length: count - added }, drawCode)
    added += (await keep(work, batch, drawn)).size
  }
  await closeBatch(work, batch, { codes: added, refused: 0 })
  return { added, refused: [], refused_count: 0, pool: await presentPool(work, pool) }
}

const mostShown = 100

function textOf(file: Upload | undefined): string {
  if (!file || file.bytes.byteLength === 0) throw refuse('coupons.file_missing')
  if (file.bytes.byteLength > largestFile) throw refuse('coupons.file_too_large', { megabytes: largestFile / 1_000_000 })
  // Spreadsheets also write UTF-16, and say so in the first two bytes.
  const encoding = file.bytes[0] === 0xff && file.bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file.bytes)
  } catch (error) {
    if (error instanceof TypeError) throw refuse('coupons.file_not_text')
    throw error
  }
}

const knownAmong = ({ codes }: ReadCodes, taken: ReadonlySet<string>) =>
  codes.filter(({ plain }) => !taken.has(plain)).map(({ row }) => ({ row, fault: 'known' as const }))

interface Batch {
  pool: Id
  id: Id
  source: 'imported' | 'generated'
}

async function openBatch(work: Work, pool: Id, source: Batch['source']): Promise<Batch> {
  const { ended_at, name } = await poolForUpdate(work, pool)
  if (ended_at) throw refuse('coupons.pool_ended', { name })
  const batch = { pool, id: newId(), source }
  await work.db
    .insertInto('remedies_coupon_batches')
    .values({ id: batch.id, pool_id: pool, source, codes: 0, added_by: actorName(work.actor), added_at: work.now })
    .execute()
  return batch
}

async function closeBatch(work: Work, { pool, id, source }: Batch, figures: { codes: number; refused: number }): Promise<void> {
  await work.db.updateTable('remedies_coupon_batches').set(figures).where('id', '=', id).execute()
  if (figures.codes > 0)
    await work.announce({ fact: 'coupon_codes.added', house: 'remedies', pool, batch: id, source, codes: figures.codes })
}

const atOnce = 2_000

/** Puts codes into the stock; answers those that were new to the desk. In the order of their hashes, so that two files at once wait and do not lock each other out. */
async function keep(work: Work, { pool, id: batch_id }: Batch, codes: readonly string[]): Promise<Set<string>> {
  const plains = new Map<string, string>()
  const rows = codes.map((plain) => ({ ...sealedCode(work, plain), pool_id: pool, id: newId(), batch_id }))
  for (const [at, { code_hash }] of rows.entries()) plains.set(code_hash.toString('hex'), codes[at] ?? '')
  const sorted = rows.toSorted((one, other) => Buffer.compare(one.code_hash, other.code_hash))
  const kept = new Set<string>()
  for (let from = 0; from < sorted.length; from += atOnce) {
    const fresh = await work.db
      .insertInto('remedies_coupon_codes')
      .values(sorted.slice(from, from + atOnce))
      .onConflict((conflict) => conflict.column('code_hash').doNothing())
      .returning('code_hash')
      .execute()
    for (const { code_hash } of fresh) kept.add(plains.get(code_hash.toString('hex')) ?? '')
  }
  return kept
}
