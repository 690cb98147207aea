import { callerOn } from './caller.ts'
import { deliver, mail } from './mails.ts'
import type { Scene } from './scene.ts'
import type { Received, SmtpDouble } from './smtp-double.ts'

/** Whoever gets our letters and answers by itself: what it writes back, or nothing. */
export type Answering = (letter: Received) => Uint8Array | null

const mostRounds = 12

/** Lets a desk and somebody who answers everything write to each other until both are quiet, and counts what the desk sent. */
export async function untilQuiet({ stage, post }: { stage: Scene; post: SmtpDouble }, answer: Answering): Promise<number> {
  let seen = 0
  for (let round = 0; round < mostRounds; round += 1) {
    await stage.runJobs()
    const fresh = post.received.slice(seen)
    if (fresh.length === 0) return seen
    seen += fresh.length
    for (const letter of fresh) {
      const raw = answer(letter)
      if (raw) await deliver(stage, raw)
    }
  }
  return seen
}

/** A field of a letter, its folded lines joined. */
export const fieldOf = ({ raw }: Pick<Received, 'raw'>, name: string): string =>
  new RegExp(`^${name}: *(.*)$`, 'im').exec(headOf(raw))?.[1]?.trim() ?? ''

const headOf = (raw: string): string => (raw.split(/\r?\n\r?\n/)[0] ?? '').replace(/\r?\n[ \t]+/g, ' ')

/** The same letter without some of its fields, as a careless relay hands it on. */
export function without({ raw }: Received, names: readonly string[]): Buffer {
  const split = raw.search(/\r?\n\r?\n/)
  const kept = headOf(raw)
    .split(/\r?\n/)
    .filter((line) => !names.some((name) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)))
  return Buffer.from(`${kept.join('\r\n')}${raw.slice(split)}`)
}

/** What the attacker wants somebody else to read. */
const bait = ['CHEAPPILLS', 'pills.example', 'Winner of our lottery', 'Click here']

export interface Attack {
  forged: number
  /** Letters that left, by whom they went to. */
  letters: Map<string, number>
  /** Letters in which something stands that the attacker wrote. */
  withBait: number
}

/**
 * Somebody sends complaints in the names of others, by mail and by the form in turn, so that the desk writes to them. The clock passes
 * less than a day. `npm run storm` asks for 10,000.
 */
export async function forgeComplaints(
  { stage, post }: { stage: Scene; post: SmtpDouble },
  { count, victims }: { count: number; victims: number },
): Promise<Attack> {
  const form = callerOn(stage.house.app, { accept: 'text/html', 'accept-language': 'en' })
  let stamp = ''
  for (let at = 0; at < count; at += 1) {
    if (at % 100 === 0) stamp = await freshStamp(stage, form)
    const victim = `victim${at % victims}@elsewhere.example`
    const words = `${bait[0]}: ${bait[3]} http://${bait[1]}/${at} now.`
    if (at % 2 === 0) await deliver(stage, mail({ from: `"${bait[2]}" <${victim}>`, subject: `${bait[0]} ${at}`, text: words }))
    else await form.upload('/complain', [], { stamp, text: words, name: `${bait[2]}`, email: victim })
    if (at % 100 === 99) await stage.runJobs()
  }
  await stage.runJobs()
  return { forged: count, letters: countByRecipient(post.received), withBait: post.received.filter(hasBait).length }
}

/** The form as a person opens it, and a minute to fill it in: a stranger may send 120 a minute. */
async function freshStamp(stage: Scene, form: ReturnType<typeof callerOn>): Promise<string> {
  const { body } = await form.get('/complain')
  stage.clock.pass({ seconds: 60 })
  return /name="stamp" value="([^"]*)"/.exec(body)?.[1] ?? ''
}

function countByRecipient(received: readonly Received[]): Map<string, number> {
  const everybody = received.flatMap(({ to }) => to)
  return new Map([...Map.groupBy(everybody, (address) => address)].map(([address, letters]) => [address, letters.length]))
}

function hasBait({ raw }: Received): boolean {
  const flat = raw.replace(/=\r?\n/g, '').toLowerCase()
  return bait.some((words) => flat.includes(words.toLowerCase()))
}
