import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/** The parts of a backup file, in the order in which they stand. */
export type Frame =
  | { kind: 'header'; header: Header }
  | { kind: 'table'; table: string }
  | { kind: 'rows'; rows: string[] }
  | { kind: 'file'; name: string; bytes: Buffer }
  | { kind: 'manifest'; manifest: Manifest }

export interface Header {
  format: 'redress-backup'
  version: 1
  created_at: string
  key_fingerprint: string
  migrations: string[]
}

export interface Manifest {
  tables: Record<string, { rows: number; sha256: string }>
  files: { count: number; bytes: number; sha256: string }
  sequences: Record<string, number>
  jobs: number
}

const letters = { header: 'H', table: 'T', rows: 'R', file: 'F', manifest: 'M' } as const

export interface FrameWriter {
  write(frame: Frame): Promise<void>
  end(): Promise<void>
  /** Lets go of the file without an end. */
  drop(): Promise<void>
}

/** Writes frames, gzipped: one letter, the length in four bytes, the content. Waits when the disk is slower than the database. */
export function frameWriter(path: string): FrameWriter {
  const gzip = createGzip({ level: 6 })
  const done = pipeline(gzip, createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }))
  // Whoever writes hears of a full disk at the next write or at the end, not as an unhandled rejection.
  done.catch(() => undefined)
  return {
    async write(frame) {
      const content = contentOf(frame)
      const head = Buffer.alloc(5)
      head.write(letters[frame.kind], 0, 'ascii')
      head.writeUInt32BE(content.byteLength, 1)
      gzip.write(head)
      if (!gzip.write(content)) await Promise.race([once(gzip, 'drain'), done])
    },
    async end() {
      gzip.end()
      await done
    },
    async drop() {
      gzip.destroy()
      await done.catch(() => undefined)
    },
  }
}

function contentOf(frame: Frame): Buffer {
  if (frame.kind === 'header') return Buffer.from(JSON.stringify(frame.header))
  if (frame.kind === 'manifest') return Buffer.from(JSON.stringify(frame.manifest))
  if (frame.kind === 'table') return Buffer.from(frame.table)
  if (frame.kind === 'rows') return Buffer.from(frame.rows.join('\n'))
  const name = Buffer.from(frame.name)
  return Buffer.concat([Buffer.from([name.byteLength]), name, frame.bytes])
}

/** Why a backup file cannot be read, in a sentence. */
export class UnreadableBackup extends Error {}

/** Reads the frames of a backup file one after the other. A file that ends in the middle, is damaged, or is none of ours, throws. */
export async function* readFrames(path: string): AsyncGenerator<Frame> {
  const gunzip = createGunzip()
  const read = pipeline(createReadStream(path), gunzip).catch((error: unknown) => void gunzip.destroy(error as Error))
  try {
    yield* framesIn(gunzip)
    await read
  } catch (error) {
    throw unreadable(error)
  }
}

async function* framesIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let [held, size]: [Buffer[], number] = [[], 0]
  let wanted = 5
  for await (const chunk of chunks) {
    held.push(chunk)
    size += chunk.byteLength
    if (size < wanted) continue
    let rest: Buffer = Buffer.concat(held)
    for (wanted = lengthOf(rest); rest.byteLength >= wanted; wanted = lengthOf(rest)) {
      yield frameOf(rest.toString('ascii', 0, 1), rest.subarray(5, wanted))
      rest = rest.subarray(wanted)
    }
    held = [rest]
    size = rest.byteLength
  }
  if (size > 0)
    throw new UnreadableBackup('This backup ends in the middle: it was interrupted while it was written or copied. Take another one.')
}

/** How long the frame is that begins here, as far as it can be told. */
const lengthOf = (bytes: Buffer): number => (bytes.byteLength < 5 ? 5 : 5 + bytes.readUInt32BE(1))

function unreadable(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR')
    return new UnreadableBackup('This backup ends in the middle: it was interrupted while it was written or copied. Take another one.')
  if (code?.startsWith('Z_')) return new UnreadableBackup('This file is damaged, or is not a backup of Redress. Take another one.')
  return error
}

function frameOf(letter: string, content: Buffer): Frame {
  if (letter === 'H') return { kind: 'header', header: JSON.parse(content.toString()) as Header }
  if (letter === 'M') return { kind: 'manifest', manifest: JSON.parse(content.toString()) as Manifest }
  if (letter === 'T') return { kind: 'table', table: content.toString() }
  if (letter === 'R') return { kind: 'rows', rows: content.toString().split('\n') }
  if (letter !== 'F') throw new UnreadableBackup('This is not a backup of Redress.')
  const length = content[0] ?? 0
  return { kind: 'file', name: content.toString('utf8', 1, 1 + length), bytes: Buffer.from(content.subarray(1 + length)) }
}
