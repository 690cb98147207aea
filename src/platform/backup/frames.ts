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

/** Reads the frames of a backup file one after the other. A file that ends in the middle, or is none of ours, throws. */
export async function* readFrames(path: string): AsyncGenerator<Frame> {
  const chunks = createReadStream(path).pipe(createGunzip())
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    held = held.byteLength === 0 ? (chunk as Buffer) : Buffer.concat([held, chunk as Buffer])
    while (held.byteLength >= 5 && held.byteLength >= 5 + held.readUInt32BE(1)) {
      const end = 5 + held.readUInt32BE(1)
      yield frameOf(held.toString('ascii', 0, 1), held.subarray(5, end))
      held = held.subarray(end)
    }
  }
  if (held.byteLength > 0) throw new Error('The backup ends in the middle')
}

function frameOf(letter: string, content: Buffer): Frame {
  if (letter === 'H') return { kind: 'header', header: JSON.parse(content.toString()) as Header }
  if (letter === 'M') return { kind: 'manifest', manifest: JSON.parse(content.toString()) as Manifest }
  if (letter === 'T') return { kind: 'table', table: content.toString() }
  if (letter === 'R') return { kind: 'rows', rows: content.toString().split('\n') }
  if (letter !== 'F') throw new Error('This is not a backup of Redress')
  const length = content[0] ?? 0
  return { kind: 'file', name: content.toString('utf8', 1, 1 + length), bytes: Buffer.from(content.subarray(1 + length)) }
}
