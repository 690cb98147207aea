import { createHash } from 'node:crypto'
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
import type { Counter } from './counter.ts'

type Schema = z.core.$ZodType
type AnyEndpoint<P extends string, Q extends Schema, B extends Schema, A extends Schema> = Endpoint<P, Q, B, A>

export interface Asked<E> {
  params: Params<E>
  query: QueryOf<E>
  body: BodyOf<E>
  /** The version that If-Match names; PATCH always has one. */
  version: number
  /** The Idempotency-Key, for what must be answered once for ever; the door itself remembers a day. */
  key: string | null
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
  preset: mini.string().check(mini.regex(/^[a-z0-9][a-z0-9-]{0,59}$/)),
  code: mini.string().check(mini.regex(/^[a-z0-9_]{1,60}$/)),
  kind: mini.string().check(mini.regex(/^[a-z_]{1,30}$/)),
  letter: mini.string().check(mini.regex(/^[a-z_]{1,30}$/)),
  // A ready text goes by its id or its code.
  text: mini.string().check(mini.regex(/^[a-z0-9_-]{1,60}$/)),
  // A rule of wording that came with Redress has a code, one of the house an id.
  rule: mini.string().check(mini.regex(/^[a-z0-9_-]{1,60}$/)),
  // Of the remedy catalogue: what came with Redress has a code, what the house added an id.
  entry: mini.string().check(mini.regex(/^[a-z0-9-]{1,60}$/)),
  tag: mini.string().check(mini.regex(/^[^\0/]{1,60}$/u)),
  // GR, ES-AN; what is none gets the sentence of who keeps the calendars.
  region: mini.string().check(mini.regex(/^[^\0/]{1,40}$/u)),
  // A step goes by its number; a point, a template and a checklist of the procedure by their code.
  step: mini.string().check(mini.regex(/^[a-z0-9-]{1,40}$/)),
  point: mini.string().check(mini.regex(/^[a-z0-9_-]{1,60}$/)),
  template: mini.string().check(mini.regex(/^[a-z0-9_-]{1,60}$/)),
  checklist: mini.string().check(mini.regex(/^[a-z0-9_-]{1,60}$/)),
  language: mini.enum(['en', 'el', 'es']),
  // As it was typed, with its hyphens; what is none gets a sentence of its own.
  coupon_code: mini.string().check(mini.regex(/^[^\0/]{1,120}$/u)),
}

export function askedOf<E extends Endpoint>(request: FastifyRequest): Asked<E> {
  return {
    // The schemas have judged them; Fastify types them as unknown.
    params: request.params as Params<E>,
    query: request.query as QueryOf<E>,
    body: request.body as BodyOf<E>,
    version: request.method === 'PATCH' ? versionOf(request) : 0,
    key: keyOf(request),
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
  const key = keyOf(request)
  if (request.method !== 'POST' || key === null) return answer()
  return answerOnce(work, { actor: nameOf(work.actor, request.ip), route: routeOf(request), key, asked: request.body }, answer)
}

function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' && key !== '' && key.length <= 200 ? key : null
}

/** Which address was asked, without saying it: a coupon's code stands in one. */
function routeOf(request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? ''
  return `${request.routeOptions.url ?? ''} ${createHash('sha256').update(path).digest('hex')}`
}

const nameOf = (actor: Actor, ip: string) => `${actor.kind}/${actor.id ?? ip}`

function sendAnswer(reply: FastifyReply, answered: unknown, status: number) {
  const version = (answered as { version?: unknown } | null)?.version
  if (typeof version === 'number') reply.header('etag', `"${version}"`)
  return reply.code(status).header('cache-control', 'no-store').send(answered)
}
