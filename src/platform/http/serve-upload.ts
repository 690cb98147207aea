import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AnswerOf, Endpoint, Params } from '../endpoint.ts'
import type { Work } from '../work.ts'
import { callerOf } from './caller.ts'
import type { Counter } from './counter.ts'

/** One file as it came: the name and the type are what the sender says, and are believed by nobody. */
export interface Upload {
  name: string
  mediaType: string
  bytes: Buffer
}

export interface Uploaded<E> {
  params: Params<E>
  fields: Record<string, string>
  files: Upload[]
}

export type ServeUpload = <E extends Endpoint>(endpoint: E, answer: (work: Work, asked: Uploaded<E>) => Promise<AnswerOf<E>>) => void

/** Serves an endpoint whose body is `multipart/form-data`. All of it is read before the Work opens. */
export function uploadServer(app: FastifyInstance, counter: Counter): ServeUpload {
  return (endpoint, answer) => {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      config: { requires: endpoint.requires },
      schema: {
        summary: endpoint.about,
        tags: [endpoint.path.split('/')[3] ?? ''],
        consumes: ['multipart/form-data'],
        response: { [endpoint.status]: endpoint.answers },
      },
      handler: async (request, reply) => {
        const actor = callerOf(request)
        const form = await readForm(request)
        const answered = await counter.open(actor, (work) => answer(work, { params: request.params as never, ...form }))
        return reply.code(endpoint.status).send(answered)
      },
    })
  }
}

/** Reads a form, multipart or urlencoded, wholly into memory, within `uploadLimits`. NUL bytes are taken out. */
export async function readForm(request: FastifyRequest): Promise<{ fields: Record<string, string>; files: Upload[] }> {
  const fields: Record<string, string> = {}
  const files: Upload[] = []
  if (!request.isMultipart()) return { fields: textFields(request.body), files }
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = String(part.value).replaceAll('\0', '')
    else {
      const bytes = await part.toBuffer()
      // Browsers send an empty file for a file field that was left empty.
      if (part.filename || bytes.byteLength > 0) files.push({ name: part.filename.replaceAll('\0', ''), mediaType: part.mimetype, bytes })
    }
  }
  return { fields, files }
}

function textFields(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, String(Array.isArray(value) ? value.at(-1) : value).replaceAll('\0', '')]),
  )
}
