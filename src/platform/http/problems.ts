import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Language } from '../endpoint.ts'
import { Refusal, refuse } from '../refusal.ts'
import { languages, type Say } from '../words.ts'
import { languageOf } from './caller.ts'
import '../refusals.ts'
import type { Counter } from './counter.ts'

interface InputFault {
  path: string
  sentence: string
}

/** How a refusal looks to a person with a browser, outside the API. */
export interface PageProblem {
  code: string
  status: number
  sentence: string
  language: Language
}
export type ProblemPage = (problem: PageProblem) => Promise<{ html: string; headers: Record<string, string> }>

const problemPages = new WeakMap<FastifyInstance, ProblemPage>()

/** From now on a refusal that meets a person on a page is a page too. */
export function showProblems(app: FastifyInstance, page: ProblemPage) {
  problemPages.set(app, page)
}

/** Turns what was thrown into `application/problem+json` with a sentence, or a page; a bug is logged here, once, and nowhere else. */
export function answerProblems(app: FastifyInstance, counter: Counter) {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error)
    if (!refusal) request.log.error({ err: error, request: request.id, route: `${request.method} ${request.routeOptions.url}` }, 'a bug')
    const said = refusal ?? refuse('platform.bug', { request: request.id })
    const page = pageFor(app, request)
    if (page) return sendPage(reply, said, { page, language: languageAsked(request), say: counter.say })
    const say = counter.say(languageOf(request))
    return sendProblem(reply, said, { say, errors: faultsOf(error, say) })
  })
  app.setNotFoundHandler({ preHandler: [] }, (request, reply) => {
    const page = pageFor(app, request)
    if (page) return sendPage(reply, refuse('platform.not_found'), { page, language: languageAsked(request), say: counter.say })
    return sendProblem(reply, refuse('platform.not_found'), { say: counter.say(languageOf(request)), errors: [] })
  })
}

function pageFor(app: FastifyInstance, request: FastifyRequest): ProblemPage | undefined {
  const isApi = request.url === '/api' || request.url.startsWith('/api/')
  return !isApi && request.headers.accept?.includes('text/html') ? problemPages.get(app) : undefined
}

function languageAsked(request: FastifyRequest): Language {
  const asked = (request.query as { language?: unknown } | undefined)?.language
  return languages.find((language) => language === asked) ?? languageOf(request)
}

interface Shown {
  page: ProblemPage
  language: Language
  say: (language: Language) => Say
}

async function sendPage(reply: FastifyReply, refusal: Refusal, { page, language, say }: Shown) {
  const { html, headers } = await page({
    code: refusal.code,
    status: refusal.status,
    sentence: sentenceOf(refusal, say(language)),
    language,
  })
  helpWaiting(reply, refusal)
  if (headers['content-security-policy']) reply.removeHeader('x-frame-options')
  return reply
    .code(refusal.status)
    .headers({ 'cache-control': 'no-store', ...headers })
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(html)
}

function helpWaiting(reply: FastifyReply, { status, data }: Refusal) {
  if (status === 429 && typeof data['seconds'] === 'number') reply.header('retry-after', data['seconds'])
}

export function sentenceOf(refusal: Refusal, say: Say): string {
  const [module, reason] = refusal.code.split('.') as [string, string]
  return say(`${module}:refusals.${reason}`, refusal.data)
}

function sendProblem(reply: FastifyReply, refusal: Refusal, { say, errors }: { say: Say; errors: InputFault[] }) {
  const { code, status, data } = refusal
  helpWaiting(reply, refusal)
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  const problem = {
    ...data,
    type: 'about:blank',
    title: code,
    status,
    code,
    detail: sentenceOf(refusal, say),
    ...(errors.length > 0 && { errors }),
  }
  // Sent as bytes: the schema of the good answer must not touch it.
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer(String)
    .send(JSON.stringify(problem))
}

const codes: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'platform.too_large',
  FST_REQ_FILE_TOO_LARGE: 'platform.too_large',
  FST_FILES_LIMIT: 'platform.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'platform.wrong_media_type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'platform.wrong_media_type',
}

function refusalOf(error: FastifyError): Refusal | null {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) return refuse('platform.bad_input')
  const code = codes[error.code]
  if (code) return refuse(code)
  // Fastify's own 4xx: a body that is not JSON, a path that cannot be decoded, a half-sent form.
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return refuse('platform.not_readable')
  return null
}

/** zod/mini says only "Invalid input": the sentences are made from its issue codes and bounds. */
function faultsOf(error: FastifyError, say: Say): InputFault[] {
  if (!hasZodFastifySchemaValidationErrors(error)) return []
  return error.validation.map((fault) => {
    const bounds = fault.params as { minimum?: number; maximum?: number; format?: string; values?: unknown[] }
    const key = fault.keyword === 'invalid_format' && bounds.format === 'regex' ? 'invalid_text' : fault.keyword
    return {
      path: fault.instancePath.slice(1).replaceAll('/', '.'),
      sentence: say(`platform:input.${known.has(key) ? key : 'other'}`, { ...bounds, values: bounds.values?.join(', ') }),
    }
  })
}

const known = new Set(['too_small', 'too_big', 'invalid_type', 'invalid_format', 'invalid_text', 'invalid_value', 'unrecognized_keys'])
