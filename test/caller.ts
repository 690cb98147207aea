import type { FastifyInstance, InjectOptions } from 'fastify'

export interface Answered {
  status: number
  // What came back is looked at freely: a test says what it expects of it.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
  headers: Record<string, string | string[] | number | undefined>
  /** The cookies that were set, as the browser sends them back. */
  cookies: string
  bytes: Buffer
}

/** Somebody who calls the desk over HTTP. Bodies are JSON unless a content type is said. */
export interface Caller {
  get(url: string, headers?: Record<string, string>): Promise<Answered>
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  put(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  /** With the version that If-Match names. */
  patch(url: string, body: unknown, version?: number): Promise<Answered>
  delete(url: string, headers?: Record<string, string>): Promise<Answered>
  /** A form with files. */
  upload(
    url: string,
    files: { field: string; name: string; type: string; bytes: Uint8Array<ArrayBuffer> }[],
    fields?: Record<string, string>,
  ): Promise<Answered>
}

/** What came of several at once, lowest first: `[200, 409]`. */
export const statusesOf = (answers: { status: number }[]): number[] =>
  answers.map(({ status }) => status).toSorted((one, other) => one - other)

/** Who asks more than a hundred times in a second of the desk's clock waits as they are told, by `wait`: a fast machine is no reason to be refused. */
export function callerOn(app: FastifyInstance, own: Record<string, string>, wait?: () => void): Caller {
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> },
  ) => {
    const payload = body === undefined ? {} : { payload: body as NonNullable<InjectOptions['payload']> }
    for (;;) {
      const answer = answered(await app.inject({ method, url, headers: { ...own, ...headers }, ...payload }))
      if (!wait || answer.status !== 429 || answer.headers['retry-after'] !== '1') return answer
      wait()
    }
  }
  return {
    get: (url, headers = {}) => call('GET', url, { headers }),
    post: (url, body = {}, headers = {}) => call('POST', url, { body, headers }),
    put: (url, body = {}, headers = {}) => call('PUT', url, { body, headers }),
    patch: (url, body, version) => call('PATCH', url, { body, headers: version === undefined ? {} : { 'if-match': `"${version}"` } }),
    delete: (url, headers = {}) => call('DELETE', url, { headers }),
    async upload(url, files, fields = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      for (const { field, name, type, bytes } of files) form.append(field, new Blob([bytes], { type }), name)
      const encoded = new Response(form)
      const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
      return call('POST', url, { body: Buffer.from(await encoded.arrayBuffer()), headers })
    },
  }
}

function answered(response: Awaited<ReturnType<FastifyInstance['inject']>>): Answered {
  const isJson = String(response.headers['content-type']).includes('json')
  return {
    status: response.statusCode,
    body: isJson ? response.json() : response.body,
    headers: response.headers,
    cookies: response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; '),
    bytes: response.rawPayload,
  }
}
