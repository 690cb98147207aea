import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type * as z from 'zod/mini'
import * as mini from 'zod/mini'
import type { Actor } from '../actor.ts'
import type { AnswerOf, BodyOf, Endpoint, Params, QueryOf } from '../endpoint.ts'
import { Id } from '../endpoint.ts'
import { refuse } from '../refusal.ts'
import type { Work } from '../work.ts'
import { answerOnce } from './answers-kept.ts'
import { callerOf } from './caller.ts'
import type { Counter } from './server.ts'

type Schema = z.core.$ZodType
type AnyEndpoint<P extends string, Q extends Schema, B extends Schema, A extends Schema> = Endpoint<P, Q, B, A>

export interface Asked<E> {
  params: Params<E>
  query: QueryOf<E>
  body: BodyOf<E>
  /** The version that If-Match names; PATCH always has one. */
  version: number
  /** For what few routes need of the request itself: its address, its agent. */
  ip: string
}

export type Answerer<E> = (work: Work, asked: Asked<E>) => Promise<AnswerOf<E>>

/** What a module's routes are given: `serve(endpoint, answer)`. */
export type Serve = <P extends string, Q extends Schema, B extends Schema, A extends Schema>(
  endpoint: AnyEndpoint<P, Q, B, A>,
  answer: Answerer<AnyEndpoint<P, Q, B, A>>,
) => void

/** Serves endpoints: one Work a request, opened when the body is read and the caller known, closed before the first byte of the answer. */
export function server(app: FastifyInstance, counter: Counter): Serve {
  return (endpoint, answer) => {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      config: { requires: endpoint.requires },
      schema: schemaOf(endpoint),
      handler: async (request, reply) => {
        const actor = callerOf(request)
        const asked = askedOf<typeof endpoint>(request)
        const answered = await counter.open(actor, (work) => keyed(work, request, () => answer(work, asked)))
        return sendAnswer(reply, answered, endpoint.status)
      },
    })
  }
}

export function schemaOf(endpoint: Endpoint) {
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const params = mini.object(Object.fromEntries(names.map((name) => [name, paramShapes[name] ?? Id])))
  return {
    summary: endpoint.about,
    tags: [endpoint.path.split('/')[3] ?? ''],
    ...(names.length > 0 && { params }),
    ...(endpoint.query._zod.def.type !== 'unknown' && { querystring: endpoint.query }),
    ...(endpoint.body._zod.def.type !== 'unknown' && { body: endpoint.body }),
    response: { [endpoint.status]: endpoint.answers },
  }
}

// Path parameters are ids, except these.
const paramShapes: Record<string, z.core.$ZodType> = {
  code: mini.string().check(mini.regex(/^[a-z0-9_]{1,60}$/)),
  kind: mini.string().check(mini.regex(/^[a-z_]{1,30}$/)),
  tag: mini.string().check(mini.regex(/^[^\0/]{1,60}$/u)),
  language: mini.enum(['en', 'el', 'es']),
}

export function askedOf<E extends Endpoint>(request: FastifyRequest): Asked<E> {
  return {
    // The schemas have judged them; Fastify types them as unknown.
    params: request.params as Params<E>,
    query: request.query as QueryOf<E>,
    body: request.body as BodyOf<E>,
    version: request.method === 'PATCH' ? versionOf(request) : 0,
    ip: request.ip,
  }
}

function versionOf(request: FastifyRequest): number {
  const said = request.headers['if-match']
  if (!said) throw refuse('platform.version_missing')
  const version = Number(/^(?:W\/)?"(\d{1,9})"$/.exec(said)?.[1])
  // A version that we never handed out matches nothing.
  return Number.isInteger(version) ? version : -1
}

function keyed<Answer>(work: Work, request: FastifyRequest, answer: () => Promise<Answer>): Promise<Answer> {
  const key = request.headers['idempotency-key']
  if (request.method !== 'POST' || typeof key !== 'string' || key === '' || key.length > 200) return answer()
  return answerOnce(
    work,
    { actor: nameOf(work.actor, request.ip), route: request.url.split('?')[0] ?? '', key, asked: request.body },
    answer,
  )
}

const nameOf = (actor: Actor, ip: string) => `${actor.kind}/${actor.id ?? ip}`

function sendAnswer(reply: FastifyReply, answered: unknown, status: number) {
  const version = (answered as { version?: unknown } | null)?.version
  if (typeof version === 'number') reply.header('etag', `"${version}"`)
  return reply.code(status).header('cache-control', 'no-store').send(answered)
}
