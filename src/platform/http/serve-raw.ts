import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AnswerOf, Endpoint, Params, QueryOf } from '../endpoint.ts'
import type { Work } from '../work.ts'
import { answerOnce } from './answers-kept.ts'
import { callerOf } from './caller.ts'
import type { Counter } from './counter.ts'

export interface RawBody<E> {
  params: Params<E>
  query: QueryOf<E>
  /** Byte for byte as it came. */
  bytes: Buffer
}

interface Taken {
  mediaType: string
  /** The largest body, in bytes; a larger one is refused before it is read to its end. */
  limit: number
}

export type ServeRaw = <E extends Endpoint>(
  endpoint: E,
  taken: Taken,
  answer: (work: Work, asked: RawBody<E>) => Promise<AnswerOf<E>>,
) => void

/** Serves an endpoint whose body is no JSON and is kept as it is. All of it is read before the Work opens. */
export function rawServer(app: FastifyInstance, counter: Counter): ServeRaw {
  return (endpoint, { mediaType, limit }, answer) => {
    if (!app.hasContentTypeParser(mediaType))
      app.addContentTypeParser(mediaType, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      bodyLimit: limit,
      config: { requires: endpoint.requires },
      schema: {
        summary: endpoint.about,
        tags: [endpoint.path.split('/')[3] ?? ''],
        consumes: [mediaType],
        ...(endpoint.query._zod.def.type !== 'unknown' && { querystring: endpoint.query }),
        response: { [endpoint.status]: endpoint.answers },
      },
      handler: async (request, reply) => {
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const asked = { params: request.params as never, query: request.query as never, bytes }
        const answered = await counter.open(callerOf(request), (work) => keyed(work, request, { bytes, answer: () => answer(work, asked) }))
        return reply.code(endpoint.status).header('cache-control', 'no-store').send(answered)
      },
    })
  }
}

function keyed<Answer>(
  work: Work,
  request: FastifyRequest,
  { bytes, answer }: { bytes: Buffer; answer: () => Promise<Answer> },
): Promise<Answer> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key === '' || key.length > 200) return answer()
  const asked = { url: request.url, sha256: createHash('sha256').update(bytes).digest('hex') }
  return answerOnce(work, { actor: `${work.actor.kind}/${work.actor.id}`, route: request.url.split('?')[0] ?? '', key, asked }, answer)
}
