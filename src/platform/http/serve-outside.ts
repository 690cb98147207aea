import type { FastifyInstance } from 'fastify'
import type { z } from 'zod/mini'
import { theDesk } from '../actor.ts'
import type { AnswerOf, Endpoint } from '../endpoint.ts'
import type { Work } from '../work.ts'
import { callerOf } from './caller.ts'
import type { Counter } from './counter.ts'
import { type Asked, askedOf, schemaOf } from './serve.ts'

type Schema = z.core.$ZodType

/** An answer that needs the outside: take what it needs, talk with no Work open, note what was said. */
export interface Outside<E, Taken, Said> {
  take: (work: Work, asked: Asked<E>) => Promise<Taken>
  /** What is said may itself take short Works, in the name of the desk: signing in somewhere renews tokens. */
  talk: (taken: Taken, step: <Result>(run: (work: Work) => Promise<Result>) => Promise<Result>) => Promise<Said>
  note: (work: Work, heard: { taken: Taken; said: Said }) => Promise<AnswerOf<E>>
}

export type ServeOutside = <P extends string, Q extends Schema, B extends Schema, A extends Schema, Taken, Said>(
  endpoint: Endpoint<P, Q, B, A>,
  outside: Outside<Endpoint<P, Q, B, A>, Taken, Said>,
) => void

/** Serves an endpoint in three steps, each with its own Work, so that no transaction waits for another server. */
export function outsideServer(app: FastifyInstance, counter: Counter): ServeOutside {
  return (endpoint, { take, talk, note }) => {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      config: { requires: endpoint.requires },
      schema: schemaOf(endpoint),
      handler: async (request, reply) => {
        const actor = callerOf(request)
        const taken = await counter.open(actor, (work) => take(work, askedOf<typeof endpoint>(request)))
        const said = await talk(taken, (run) => counter.open(theDesk, run))
        const answered = await counter.open(actor, (work) => note(work, { taken, said }))
        return reply.code(endpoint.status).header('cache-control', 'no-store').send(answered)
      },
    })
  }
}
