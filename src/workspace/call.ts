import * as z from 'zod/mini'
import type { Endpoint, Params } from '#platform/endpoint.ts'

const Errors = z.array(z.object({ path: z.string(), sentence: z.string() }))
/** What a refusal counts with (a limit, a floor) stands beside these, at the top. */
const ProblemJson = z.looseObject({
  code: z._default(z.string(), ''),
  detail: z._default(z.string(), ''),
  errors: z._default(Errors, []),
})
const named = new Set(['type', 'title', 'status', 'code', 'detail', 'errors'])
const figuresOf = (said: object) => Object.fromEntries(Object.entries(said).filter(([name]) => !named.has(name)))

/** The desk said no, or broke: status, code, a sentence for the person, and the fields that it is about. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly sentence: string
  readonly errors: z.output<typeof Errors>
  readonly data: Record<string, unknown>
  constructor(status: number, said: z.output<typeof ProblemJson>) {
    super(`${status} ${said.code}`)
    this.name = 'Problem'
    this.status = status
    this.code = said.code
    this.sentence = said.detail
    this.errors = said.errors
    this.data = figuresOf(said)
  }
}

/** The desk was not reached at all. */
export class Offline extends Error {
  constructor(cause: unknown) {
    super('The desk was not reached', { cause })
    this.name = 'Offline'
  }
}

type QueryIn<E> = E extends Endpoint<string, infer Query> ? z.input<Query> : never
type BodyIn<E> = E extends Endpoint<string, z.core.$ZodType, infer Body> ? z.input<Body> : never
type Answered<E> = E extends Endpoint<string, z.core.$ZodType, z.core.$ZodType, infer Answer> ? z.output<Answer> : never

export interface Asked<E> {
  query?: QueryIn<E>
  body?: BodyIn<E>
  /** Which version an edit is made of: goes as If-Match. */
  version?: number
  /** The same act sent twice has the same key; made anew when left out. */
  once?: string
  signal?: AbortSignal
  /** Goes out although the page closes. */
  keepalive?: boolean
}

export function addressOf<E extends Endpoint>(endpoint: E, params: Params<E>, query: unknown): string {
  const given = params as Record<string, string>
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(given[name] ?? ''))
  const asked = Object.entries((query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined && value !== null)
  const search = new URLSearchParams(asked.flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])))
  return search.size === 0 ? path : `${path}?${search}`
}

function headersOf(method: string, asked: Pick<Asked<never>, 'version' | 'once'>, body: unknown): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-language': document.documentElement.lang,
    'x-requested-with': 'redress',
    ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
    ...(method === 'POST' && { 'idempotency-key': asked.once ?? crypto.randomUUID() }),
    ...(asked.version !== undefined && { 'if-match': `"${asked.version}"` }),
  }
}

const bodyOf = (body: unknown) => (body === undefined || body instanceof FormData ? (body ?? null) : JSON.stringify(body))

const reached = (cause: unknown): never => {
  if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
  throw new Offline(cause)
}

/** A problem+json answer as an error; whatever else came (a proxy's page) has a status only. */
export function problemOf(status: number, text: string): Problem {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    said = {}
  }
  const read = ProblemJson.safeParse(said)
  return new Problem(status, read.success ? read.data : { code: '', detail: '', errors: [] })
}

let signedOut: () => void = () => undefined

/** What is to happen when the desk does not know the caller any more, whatever was asked. */
export function onSignedOut(act: () => void): void {
  signedOut = act
}

/** Calls an operation by its contract. Throws Problem when the desk says no, Offline when it is not reached. */
export async function call<E extends Endpoint>(endpoint: E, params: Params<E>, asked: Asked<E> = {}): Promise<Answered<E>> {
  const request: RequestInit = {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: headersOf(endpoint.method, asked as Asked<never>, asked.body),
    body: bodyOf(asked.body) as BodyInit | null,
    signal: asked.signal ?? null,
    keepalive: asked.keepalive ?? false,
  }
  const response = await fetch(addressOf(endpoint, params, asked.query), request).catch(reached)
  const text = await response.text().catch(reached)
  if (response.status === 401) signedOut()
  if (!response.ok) throw problemOf(response.status, text)
  return z.parse(endpoint.answers, text === '' ? undefined : JSON.parse(text)) as Answered<E>
}
