import type { FastifyInstance } from 'fastify'
import type { Language } from '../endpoint.ts'
import type { Actor } from '../actor.ts'
import type { Say } from '../words.ts'
import type { Work } from '../work.ts'
import { callerOf, languageOf } from './caller.ts'
import { readForm, type Upload } from './serve-upload.ts'
import type { Counter } from './server.ts'

export interface Page {
  method: 'GET' | 'POST'
  url: string
  requires: string
}

export interface PageRequest {
  actor: Actor
  params: Record<string, string>
  query: Record<string, string>
  fields: Record<string, string>
  files: Upload[]
  /** What the browser asks for; `?language=` goes before. */
  language: Language
  say: (language: Language) => Say
  ip: string
  /** Short Works as the caller: a page that refuses what was typed must answer after its Work has ended. */
  step: <Result>(run: (work: Work) => Promise<Result>) => Promise<Result>
}

export type PageAnswer = { status: number; html: string; headers?: Record<string, string> } | { goTo: string }
export type ServePage = (page: Page, answer: (request: PageRequest) => Promise<PageAnswer>) => void

/** Serves a public page, rendered on the server. Pages carry no scripts; GET changes nothing. */
export function pageServer(app: FastifyInstance, counter: Counter): ServePage {
  return ({ method, url, requires }, answer) => {
    app.route({
      method,
      url,
      config: { requires },
      schema: { hide: true },
      handler: async (request, reply) => {
        const actor = await callerOf(counter, request, requires)
        const form = method === 'POST' ? await readForm(request) : { fields: {}, files: [] }
        const query = request.query as Record<string, string>
        const language = isLanguage(query['language']) ? query['language'] : languageOf(request)
        const params = request.params as Record<string, string>
        const page = await answer({ actor, params, query, ...form, language, say: counter.say, ip: request.ip, step: (run) => counter.open(actor, run) })
        if ('goTo' in page) return reply.redirect(page.goTo, 303)
        return reply.code(page.status).headers(page.headers ?? {}).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page.html)
      },
    })
  }
}

const isLanguage = (said: string | undefined): said is Language => said === 'en' || said === 'el' || said === 'es'
