import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { said } from '../floors.ts'
import type { Asked, Call } from '../load.ts'
import { clock } from './listen.ts'

/** One change that was answered: which fact it made, in which complaint, when it was asked for and when its answer was there. */
export interface Change {
  complaint: string
  fact: string
  asked: number
  answered: number
}

interface Acts {
  call: Call
  agents: readonly string[]
}

const kinds = ['reply', 'note', 'assignment'] as const
const factOf = { reply: 'reply.written', note: 'note.written', assignment: 'complaint.assigned' } as const

/** Lets colleagues work: so many changes a second, every other one in the one complaint that many read. */
export async function makeChanges(
  asked: Acts & { one: string; others: readonly string[]; seconds: number; aSecond: number },
): Promise<Change[]> {
  const { one, others, seconds, aSecond, ...acts } = asked
  const changes: Change[] = []
  // In one complaint they follow each other, so that it is known which fact is whose.
  const queues = new Map<string, Promise<void>>()
  const began = performance.now()
  for (let turn = 0; turn < seconds * aSecond; turn += 1) {
    await pause(Math.max(0, began + (turn * 1000) / aSecond - performance.now()))
    const complaint = turn % 2 === 0 ? one : (others[turn % others.length] ?? one)
    const before = queues.get(complaint) ?? Promise.resolve()
    queues.set(
      complaint,
      before.then(async () => void changes.push(await change(acts, complaint, turn))),
    )
  }
  await Promise.all(queues.values())
  return changes
}

async function change({ call, agents }: Acts, complaint: string, turn: number): Promise<Change> {
  const kind = kinds[Math.floor(turn / 2) % kinds.length] ?? 'note'
  const asked = clock()
  const { status, text } = await call(askedFor(kind, { complaint, turn, agents }))
  if (status >= 300) throw new Error(`${kind}: ${status} ${text.slice(0, 300)}`)
  return { complaint, fact: factOf[kind], asked, answered: clock() }
}

function askedFor(
  kind: (typeof kinds)[number],
  { complaint, turn, agents }: { complaint: string; turn: number; agents: readonly string[] },
): Asked {
  const of = `/api/v1/complaints/${complaint}`
  if (kind === 'note') return { method: 'POST', path: `${of}/notes`, body: { text: `Looked at it, ${turn}` } }
  if (kind === 'assignment') return { method: 'POST', path: `${of}/assignment`, body: { owner: agents[turn % agents.length] } }
  const to = [`live-${randomUUID()}@mail.example`]
  return { method: 'POST', path: `${of}/messages`, body: { text: said, to, confirmed_recipients: to } }
}
