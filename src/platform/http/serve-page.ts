import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, theDesk } from '../actor.ts'
import type { Language } from '../endpoint.ts'
import type { Say } from '../words.ts'
import type { Work } from '../work.ts'
import { callerOf, languageOf } from './caller.ts'
import type { Counter } from './counter.ts'
import { type PageForm, readPageForm } from './read-page-form.ts'

export interface Page {
  method: 'GET' | 'POST'
  url: string
  requires: string
}

type Step = <Result>(run: (work: Work) => Promise<Result>) => Promise<Result>

export interface PageRequest extends PageForm {
  actor: Actor
  params: Record<string, string>
  query: Record<string, string>
  /** `?language=`, where it is one of ours. */
  asked: Language | null
  /** `?language=`, else what the browser asks for, else the language given here. */
  language: (otherwise: Language) => Language
  say: (language: Language) => Say
  ip: string
  /** Short Works as the caller: a page that refuses what was typed must answer after its Work has ended. */
  step: Step
  /**
   * Short Works as the desk itself, for the few acts that a page does in the desk's name because its caller has no rights of their own yet: a
   * stranger's first words become a complaint, a link that is over asks for a fresh one. The page proves the right before it takes this step.
   */
  deskStep: Step
}

type Headers = Record<string, string>
export type PageAnswer =
  | { status: number; html: string; headers?: Headers }
  | { goTo: string }
  | { file: Uint8Array | Readable; headers: Headers }
export type ServePage = (page: Page, answer: (request: PageRequest) => Promise<PageAnswer>) => void

/** Serves a public page, or a file that belongs to one, rendered on the server. Pages carry no scripts; GET changes nothing. */
export function pageServer(app: FastifyInstance, counter: Counter): ServePage {
  return ({ method, url, requires }, answer) => {
    app.route({
      method,
      url,
      config: { requires },
      schema: { hide: true },
      handler: async (request, reply) => {
        const actor = callerOf(request)
        const form = method === 'POST' ? await readPageForm(request) : { fields: {}, files: [], refused: [] }
        return sendPage(reply, await answer({ ...about(request), ...form, ...stepsOf(counter, actor), actor, say: counter.say }))
      },
    })
  }
}

function about(request: FastifyRequest) {
  const query = Object.fromEntries(
    Object.entries(request.query as Record<string, string | string[]>).map(([name, value]) => [name, clean([value].flat().at(-1))]),
  )
  const asked = isLanguage(query['language']) ? query['language'] : null
  return {
    params: request.params as Record<string, string>,
    query,
    asked,
    ip: request.ip,
    language: (otherwise: Language) => asked ?? languageOf(request, otherwise),
  }
}

const clean = (value: string | undefined): string => (value ?? '').replaceAll('\0', '')
const isLanguage = (said: string | undefined): said is Language => said === 'en' || said === 'el' || said === 'es'

function stepsOf(counter: Counter, actor: Actor): { step: Step; deskStep: Step } {
  return { step: (run) => counter.open(actor, run), deskStep: (run) => counter.open(theDesk, run) }
}

function sendPage(reply: FastifyReply, page: PageAnswer) {
  if ('goTo' in page) return reply.header('cache-control', 'no-store').redirect(page.goTo, 303)
  // Who may frame a page is said by its policy; the old header cannot say "anyone".
  if (page.headers?.['content-security-policy']) reply.removeHeader('x-frame-options')
  if ('file' in page) return reply.headers({ 'cache-control': 'no-store', ...page.headers }).send(page.file)
  return reply
    .code(page.status)
    .headers({ 'cache-control': 'no-store', ...page.headers })
    .type('text/html; charset=utf-8')
    .send(page.html)
}
