import { Readable } from 'node:stream'
import type { Heard, Live } from '../live.ts'
import type { Work } from '../work.ts'
import type { ServeStream, Stream, StreamTools } from './serve-stream.ts'

/** One event: what a screen shows that it may have to read again, and what happened to it. Never what was said. */
export interface Told {
  topic: string
  fact: string
}

/** What waits to be told is told together, in milliseconds: a burst of facts costs one query a listener, not one each. */
const togetherFor = 150
/** A comment line now and then keeps proxies from closing a quiet stream. */
const aliveEvery = 25_000

/** Serves server-sent events; `visible` says, in one query, which of what was heard the caller may hear of. */
export function serveEvents(
  { serveStream, live }: { serveStream: ServeStream; live: Live },
  stream: Stream,
  visible: (work: Work, heard: Heard[]) => Promise<Told[]>,
) {
  serveStream(stream, async ({ step }, request, reply) => {
    const events = new Readable({ read: () => undefined })
    events.push('retry: 2000\n\n')
    request.raw.on('close', listen({ live, step, events }, visible))
    return reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no').type('text/event-stream; charset=utf-8').send(events)
  })
}

function listen(
  { live, step, events }: { live: Live; step: StreamTools['step']; events: Readable },
  visible: (work: Work, heard: Heard[]) => Promise<Told[]>,
) {
  const waiting: Heard[] = []
  const tell = async () => {
    const heard = waiting.splice(0)
    if (heard.length === 0) return
    for (const told of await step((work) => visible(work, heard))) events.push(`data: ${JSON.stringify(told)}\n\n`)
  }
  // A stream that cannot ask any more ends; the browser connects again and reads afresh.
  const timer = setInterval(() => void tell().catch(() => events.destroy()), togetherFor)
  const alive = setInterval(() => events.push(': alive\n\n'), aliveEvery)
  const leave = live.listen({ hear: (heard) => void waiting.push(heard), over: () => events.push(null) })
  return () => {
    clearInterval(timer)
    clearInterval(alive)
    leave()
    events.destroy()
  }
}
