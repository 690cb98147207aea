import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { theDesk } from '#platform/actor.ts'
import type { Live } from '#platform/live.ts'
import type { OpenWork } from '#platform/open-work.ts'
import { findRunningMailboxes } from '../mailboxes/find-mailbox.ts'
import { noteNextTry } from '../mailboxes/note-health.ts'
import type { Memory } from './catch-up.ts'
import { type MailboxLocks, openMailboxLocks } from './mailbox-locks.ts'
import { customary, type Patience, readFolder, type Went } from './read-folder.ts'

export interface FetchingTools {
  open: OpenWork
  /** For the locks: one connection holds them all. */
  pool: Pool
  live: Live
  log: Logger
  patience?: Patience & { lookAgain: number }
}

interface Reader {
  version: number
  stop(): Promise<void>
}

/** So soon, in milliseconds, a mailbox whose reader died elsewhere is taken up here. */
const lookAgain = 15_000

/** Reads every mailbox that has an IMAP server, one connection each, wherever in the cluster this is; settings that change are picked up at once. */
export function startFetching(tools: FetchingTools): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const readers = new Map<string, Reader>()
  const wake = waker()
  const unhear = tools.live.listen({ hear: ({ fact }) => void (fact === 'mailbox.changed' && wake.now()) })
  const running = keepReading(tools, { readers, wake, signal: stopping.signal })
  return {
    async stop() {
      unhear()
      stopping.abort()
      wake.now()
      await running
    },
  }
}

interface Desk {
  readers: Map<string, Reader>
  wake: ReturnType<typeof waker>
  signal: AbortSignal
}

async function keepReading(tools: FetchingTools, { readers, wake, signal }: Desk): Promise<void> {
  let locks: MailboxLocks | null = null
  while (!signal.aborted) {
    try {
      locks ??= await openMailboxLocks(tools.pool, () => {
        // Whoever has the locks now reads; we must not go on beside them.
        locks = null
        void stopAll(readers).then(wake.now)
      })
      await takeUp(tools, { readers, locks })
    } catch (error) {
      if (!signal.aborted) tools.log.warn({ err: error }, 'mailboxes could not be looked up')
    }
    await wake.orAfter(tools.patience?.lookAgain ?? lookAgain)
  }
  await stopAll(readers)
  await locks?.close()
}

/** Starts who is not being read, ends who is no more, begins anew where the settings changed. */
async function takeUp(tools: FetchingTools, { readers, locks }: { readers: Map<string, Reader>; locks: MailboxLocks }): Promise<void> {
  const all = await tools.open(theDesk, findRunningMailboxes)
  const wanted = new Map(all.filter(({ imap }) => imap !== null).map(({ id, version }) => [id, version]))
  for (const [id, reader] of readers) {
    if (wanted.get(id) === reader.version) continue
    readers.delete(id)
    await reader.stop()
    if (!wanted.has(id)) await locks.free(id)
  }
  for (const [id, version] of wanted) {
    if (readers.has(id) || !(await locks.take(id))) continue
    readers.set(id, startReader(tools, { id, version }))
  }
}

const shortestWait = 1_000
/** What cannot be read is tried less and less often; what breaks off at once is not stormed. */
const longestWait: Record<Went, number> = { steady: shortestWait, read: 60_000, nothing: 300_000 }

function startReader(tools: FetchingTools, { id, version }: { id: string; version: number }): Reader {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = (async () => {
    const memory = { careful: false, refused: new Map<number, number>() }
    let wait = shortestWait
    while (!signal.aborted) {
      const went = await readOnce(tools, id, { memory, signal })
      wait = went === 'steady' ? shortestWait : Math.min(wait * 2, longestWait[went])
      await say(tools, id, signal.aborted ? null : Temporal.Duration.from({ milliseconds: wait }))
      await pause(wait, undefined, { signal }).catch(() => undefined)
    }
  })()
  return {
    version,
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** A database that is away for a while ends no reader. */
async function readOnce({ open, log, patience }: FetchingTools, id: string, how: { memory: Memory; signal: AbortSignal }): Promise<Went> {
  try {
    return await readFolder(id, { open, patience: patience ?? customary, ...how })
  } catch (error) {
    log.warn({ err: error, mailbox: id }, 'a mailbox could not be read')
    return 'nothing'
  }
}

async function say({ open, log }: FetchingTools, id: string, wait: Temporal.Duration | null): Promise<void> {
  try {
    await open(theDesk, (work) => noteNextTry(work, id, wait))
  } catch (error) {
    log.warn({ err: error, mailbox: id }, 'how a mailbox is could not be noted')
  }
}

async function stopAll(readers: Map<string, Reader>): Promise<void> {
  const all = [...readers.values()]
  readers.clear()
  await Promise.all(all.map((reader) => reader.stop()))
}

/** Waits until somebody calls, or for a while. A call that comes while nobody waits is not lost. */
function waker() {
  let called = Promise.withResolvers<void>()
  return {
    now: () => called.resolve(),
    async orAfter(milliseconds: number) {
      const enough = new AbortController()
      await Promise.race([called.promise, pause(milliseconds, undefined, { signal: enough.signal }).catch(() => undefined)])
      enough.abort()
      called = Promise.withResolvers<void>()
    },
  }
}
