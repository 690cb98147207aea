import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import type { Work } from '../work.ts'
import { callerOf } from './caller.ts'
import type { Counter } from './counter.ts'

export interface Stream {
  url: string
  requires: string
  about: string
}

/** What a stream is given: short Works as its caller, never one for its length. */
export interface StreamTools {
  actor: Actor
  step: <Result>(run: (work: Work) => Promise<Result>) => Promise<Result>
}

export type ServeStream = (
  stream: Stream,
  answer: (tools: StreamTools, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) => void

/** Serves what is not one JSON answer: files, live updates, exports. */
export function streamServer(app: FastifyInstance, counter: Counter): ServeStream {
  return ({ url, requires, about }, answer) => {
    app.route({
      method: 'GET',
      url,
      config: { requires },
      schema: { summary: about, tags: [url.split('/')[3] ?? ''], hide: !url.startsWith('/api/') },
      handler: async (request, reply) => {
        const actor = callerOf(request)
        return answer({ actor, step: (run) => counter.open(actor, run) }, request, reply)
      },
    })
  }
}
