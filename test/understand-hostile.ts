import { readFileSync, writeFileSync } from 'node:fs'
import { understandMail } from '../src/modules/channels/email/understand-mail.ts'
import { hostileKinds, hostileMail } from './hostile-mails.ts'

/** What reading a hostile corpus came to. */
export interface Understanding {
  mails: number
  bytes: number
  seconds: number
  /** The number of a mail that threw, its kind, and what it threw. */
  thrown: { number: number; kind: string; error: string }[]
  slowest: { number: number; kind: string; bytes: number; milliseconds: number }[]
  /** The most memory that one mail has taken beside what the process held before it, in bytes. */
  peak: { number: number; kind: string; bytes: number }
}

/** Reads this many hostile mails, one after the other. */
export async function understandHostile({
  seed,
  mails,
  first = 0,
}: {
  seed: number
  mails: number
  first?: number
}): Promise<Understanding> {
  const found: Understanding = { mails, bytes: 0, seconds: 0, thrown: [], slowest: [], peak: { number: -1, kind: '', bytes: 0 } }
  const idle = await idleMemory()
  for (let number = first; number < first + mails; number += 1) {
    const { kind, raw } = hostileMail(seed, number)
    countAnew()
    const begun = performance.now()
    await understandMail(raw, envelope).catch((error: unknown) => {
      found.thrown.push({ number, kind, error: String(error instanceof Error ? error.stack : error) })
    })
    const milliseconds = performance.now() - begun
    found.seconds += milliseconds / 1000
    found.bytes += raw.length
    found.slowest = slowestOf([...found.slowest, { number, kind, bytes: raw.length, milliseconds }])
    const taken = held('VmHWM') - idle
    if (taken > found.peak.bytes) found.peak = { number, kind, bytes: taken }
    // What is rubbish by now belongs to no mail that comes later.
    if (held('VmRSS') - idle > mostRubbish) globalThis.gc?.()
  }
  return found
}

const mostRubbish = 80 * 1024 * 1024

const slowestOf = (read: Understanding['slowest']): Understanding['slowest'] =>
  read.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, 10)

const envelope = { from: null, recipient: 'complaints@desk.example', arrivedAt: Temporal.Instant.from('2026-11-21T09:00:00Z') }

/** What the process holds when it has read a mail of each kind and rests: by then the program itself is loaded and compiled. */
async function idleMemory(): Promise<number> {
  for (let number = 0; number < hostileKinds; number += 1) await understandMail(hostileMail(0, number).raw, envelope).catch(() => undefined)
  globalThis.gc?.()
  return held('VmRSS')
}

/** From here on the most that the process holds is counted anew, where the system can. */
function countAnew() {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Elsewhere than on Linux only what is held afterwards is seen.
  }
}

function held(which: 'VmRSS' | 'VmHWM'): number {
  try {
    return Number(new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return process.memoryUsage.rss()
  }
}

if (import.meta.main) {
  const [seed = 1, mails = 2_000, first = 0] = process.argv.slice(2).map(Number)
  process.stdout.write(JSON.stringify(await understandHostile({ seed, mails, first })))
}
