import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'

export interface ZipEntry {
  path: string
  /** Of the plain bytes. */
  size: number
  sha256: string
}

type Content = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** A zip that is sent while it is written: what is not read yet is not made yet. */
export interface ZipWriter {
  /** What to send. */
  bytes: Readable
  /** Writes one entry; done when all of it has been taken. Throws when who reads has gone. */
  add(path: string, content: Content): Promise<ZipEntry>
  end(): void
  /** Breaks off: who reads learns that the file is not whole. */
  fail(error: unknown): void
}

/** Begins a zip. `at` is the date that its entries carry. */
export function zipWriter(at: Temporal.Instant): ZipWriter {
  const zip = new ZipFile()
  // Typed as the older interface; it is a PassThrough.
  const bytes = zip.outputStream as Readable
  const mtime = new Date(at.epochMilliseconds)
  let current: Readable | null = null
  zip.on('error', (error: Error) => bytes.destroy(error))
  // Whoever read has left: nothing asks for the rest of this entry any more.
  bytes.once('close', () => current?.destroy(new Error('Nobody reads this zip any more')))
  return {
    bytes,
    async add(path, content) {
      if (bytes.destroyed) throw new Error('Nobody reads this zip any more')
      const counted = counter(content)
      current = Readable.from(counted.chunks, { objectMode: false })
      zip.addReadStream(current, path, { mtime, mode: 0o100644 })
      await finished(current)
      return { path, ...counted.sum() }
    },
    end: () => zip.end(),
    fail: (error) => void bytes.destroy(error instanceof Error ? error : new Error(String(error))),
  }
}

function counter(content: Content) {
  const hash = createHash('sha256')
  let size = 0
  async function* chunks() {
    for await (const chunk of content) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      hash.update(bytes)
      size += bytes.byteLength
      yield bytes
    }
  }
  return { chunks: chunks(), sum: () => ({ size, sha256: hash.digest('hex') }) }
}
