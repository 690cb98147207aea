import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Actor, holds, theDesk } from '../actor.ts'
import type { Heard, Live } from '../live.ts'
import type { Work } from '../work.ts'
import type { Counter } from './counter.ts'
import { type Stream, streamServer } from './serve-stream.ts'

/** One event: what a screen shows that it may have to read again, and what happened to it. Never what was said. */
export interface Told {
  topic: string
  fact: string
}

export interface Tellable {
  told: Told
  mayHear: (actor: Actor) => boolean
}

export interface Hearing {
  /** In one query for everybody who listens: what to tell of what was heard, in that order, and who may hear it. */
  weigh: (work: Work, heard: Heard[]) => Promise<Tellable[]>
  /** Whether people may see something else from now on than when they came. */
  changesSight: (heard: Heard) => boolean
}

export type ServeEvents = (stream: Stream, hearing: Hearing) => void

/** What comes together is told together, in milliseconds: a burst of facts costs one query, however many listen. */
const togetherFor = 20
/** A comment line now and then keeps proxies from closing a quiet stream. */
const aliveEvery = 25_000
/** Who takes nothing any more has so many bytes waiting, and is let go. */
const mostWaiting = 1_000_000

/** Serves server-sent events. */
export function eventServer(app: FastifyInstance, counter: Counter, live: Live): ServeEvents {
  const serveStream = streamServer(app, counter)
  return (stream, hearing) => {
    const ears = new Set<Ear>()
    live.listen({ hear: teller({ ears, counter, hearing }), over: () => ears.forEach(({ events }) => events.push(null)) })
    serveStream(stream, async ({ actor }, request, reply) => {
      const events = new Readable({ read: () => undefined })
      events.push('retry: 2000\n\n')
      const ear = { actor, request, events, requires: stream.requires }
      const alive = setInterval(() => events.push(': alive\n\n'), aliveEvery)
      ears.add(ear)
      request.raw.on('close', () => {
        ears.delete(ear)
        clearInterval(alive)
        events.destroy()
      })
      return reply
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .type('text/event-stream; charset=utf-8')
        .send(events)
    })
  }
}

/** Somebody who listens. A stream that cannot go on ends; the browser connects again and reads afresh. */
interface Ear {
  actor: Actor
  request: FastifyRequest
  events: Readable
  requires: string
}

interface Telling {
  ears: Set<Ear>
  counter: Counter
  hearing: Hearing
}

/** Takes what was heard, and tells it a moment later; what is heard while it tells waits for the next time, so that nothing overtakes. */
function teller({ ears, counter, hearing }: Telling): (heard: Heard) => void {
  const waiting: Heard[] = []
  let telling = false
  const tellAll = async () => {
    while (waiting.length > 0) {
      const heard = waiting.splice(0)
      if (heard.some(hearing.changesSight)) await Promise.all([...ears].map((ear) => lookAgain(ear, counter)))
      const tellable = await counter.open(theDesk, (work) => hearing.weigh(work, heard))
      const lines = tellable.map(({ told, mayHear }) => ({ line: `data: ${JSON.stringify(told)}\n\n`, mayHear }))
      for (const ear of ears) tell(ear, lines)
    }
  }
  const begin = () =>
    void tellAll()
      .catch(() => {
        waiting.length = 0
        for (const { events } of ears) events.destroy()
      })
      .finally(() => {
        telling = false
      })
  return (heard) => {
    if (ears.size === 0) return
    waiting.push(heard)
    if (telling) return
    telling = true
    setTimeout(begin, togetherFor)
  }
}

function tell({ actor, events }: Ear, lines: readonly { line: string; mayHear: Tellable['mayHear'] }[]) {
  if (events.destroyed) return
  const said = lines.filter(({ mayHear }) => mayHear(actor)).map(({ line }) => line)
  if (said.length > 0) events.push(said.join(''))
  if (events.readableLength > mostWaiting) events.destroy()
}

/** Who left, or lost the teams or the token, hears nothing from now on of what is not theirs. */
async function lookAgain(ear: Ear, { identify, grants }: Counter) {
  const actor = await identify(ear.request)
  if (holds(grants, actor, ear.requires)) ear.actor = actor
  else ear.events.push(null)
}
