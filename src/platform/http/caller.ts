import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Actor, holds, isStaff, stranger } from '../actor.ts'
import type { Language } from '../endpoint.ts'
import { refuse } from '../refusal.ts'
import { spokenLanguage } from '../words.ts'
import type { Counter } from './counter.ts'

/** Lets in, before a byte of the body is read, who may: the same for answers, pages and streams, so that no route can forget. */
export function guardTheDoor(app: FastifyInstance, counter: Counter) {
  app.addHook('onRequest', async (request) => {
    const { requires } = request.routeOptions.config
    // Routes of libraries, which permissions.ts names by prefix, are for anyone.
    if (!requires) return
    const actor = await counter.identify(request)
    request.caller = actor
    if (!holds(counter.grants, actor, requires)) throw refuse(isStaff(actor) ? 'platform.not_allowed' : 'platform.sign_in_first')
    refuseForeignOrigin(counter, request, actor)
    await counter.countVisit(actor, request)
  })
}

/** Who calls, as the door knew them. */
export const callerOf = (request: FastifyRequest): Actor => request.caller ?? stranger

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
