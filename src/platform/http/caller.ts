import type { FastifyRequest } from 'fastify'
import { type Actor, holds, isStaff } from '../actor.ts'
import type { Language } from '../endpoint.ts'
import { refuse } from '../refusal.ts'
import { spokenLanguage } from '../words.ts'
import type { Counter } from './server.ts'

/** Who calls, whether they may, and in what language they read: the same for answers, pages and streams. */
export async function callerOf(counter: Counter, request: FastifyRequest, requires: string): Promise<Actor> {
  const actor = await counter.identify(request)
  request.caller = actor
  if (!holds(counter.grants, actor, requires)) throw refuse(isStaff(actor) ? 'platform.not_allowed' : 'platform.sign_in_first')
  refuseForeignOrigin(counter, request, actor)
  await counter.countVisit(actor, request)
  return actor
}

export function languageOf(request: FastifyRequest, otherwise: Language = 'en'): Language {
  if (request.caller?.kind === 'person') return request.caller.language
  return spokenLanguage(request.headers['accept-language'], otherwise)
}

// A cookie travels by itself; another site must not be able to make it act (CSRF). Tokens and links do not travel by themselves.
function refuseForeignOrigin(counter: Counter, request: FastifyRequest, actor: Actor) {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || actor.kind !== 'person') return
  const { origin } = request.headers
  const own = [counter.origin, `${request.protocol}://${request.host}`]
  const cross = request.headers['sec-fetch-site'] === 'cross-site'
  if (cross || (origin !== undefined && !own.includes(origin))) throw refuse('platform.foreign_origin')
}
