import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { knowsBundle, sealedRows, verifyBundle } from '#modules/audit/index.ts'
import { theDesk } from '#platform/actor.ts'
import { type Configuration, readConfiguration, WrongConfiguration } from '#platform/configuration.ts'
import { type Verdict, verifyFacts } from '#platform/facts/verify-facts.ts'
import { verifyFiles } from '#platform/files/verify-files.ts'
import { toolsOf } from '#platform/open-work.ts'
import { contributions } from '../reactions.ts'
import { databaseAtHand } from './database-at-hand.ts'
import { say } from './say.ts'
import { withOpenWork } from './with-open-work.ts'

/** Computes the whole record again, or looks at one bundle that left the house, and says where something does not hold. */
export async function verify([bundle]: string[]): Promise<void> {
  const configuration = readConfiguration()
  const broken = bundle ? await verifyOne(configuration, resolve(bundle)) : await verifyAll(configuration)
  for (const place of broken) say(`broken: ${place}`)
  if (broken.length === 0) return
  say(
    bundle
      ? 'This bundle is not as it left this desk.'
      : `${broken.length} places do not hold. Somebody changed the record outside Redress.`,
  )
  process.exitCode = 1
}

async function verifyAll(configuration: Configuration): Promise<string[]> {
  const postgres = await databaseAtHand(configuration, say)
  try {
    const kept = await withOpenWork(configuration, (open) => verifyFiles(open, contributions.namedFiles))
    const record = await verifyFacts(postgres.url, sealedRows)
    const broken = [...record.broken, ...kept.broken.map((file) => `file ${file}`)]
    if (broken.length === 0) tellWhole(record, kept.files)
    return broken
  } finally {
    await postgres.stop()
  }
}

function tellWhole({ facts, streams, texts, gone, seal }: Verdict, files: number) {
  say(`${facts} facts in ${streams} streams: every chain holds.`)
  say(`${texts} texts fit their seals, ${gone} are gone (erased, or never kept). ${files} files are what they were.`)
  if (seal) say(`The last daily seal is of ${seal.at}: ${seal.hash}. Keep it somewhere else: it shows whether a chain was written anew.`)
}

async function verifyOne(configuration: Configuration, path: string): Promise<string[]> {
  if (!(await stat(path).catch(() => null))?.isFile()) throw new WrongConfiguration(`${path} is not there.`)
  return withOpenWork(configuration, async (open) => {
    const { key } = await open(theDesk, (work) => Promise.resolve({ key: toolsOf(work).secrets.seal.publicKey }))
    const { faults, manifest, seen } = await verifyBundle(path, key)
    if (faults.length > 0 || !manifest) return faults
    if (!(await open(theDesk, (work) => knowsBundle(work, manifest.chain)))) return [`${manifest.chain.stream} does not hold this bundle`]
    say(
      `${manifest.complaint.number}, exported ${manifest.exported_at}: ${seen.facts} facts, ${seen.messages} messages, ${seen.files} entries.`,
    )
    say(`All of it holds, ${seen.texts} texts fit their seals, and the chain stands in the record of this desk.`)
    return []
  })
}
