import type { FastifyRequest } from 'fastify'
import type { Actor, Grants } from '../actor.ts'
import type { Language } from '../endpoint.ts'
import type { OpenWork } from '../open-work.ts'
import type { Say } from '../words.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Actor
  }
  interface FastifyContextConfig {
    /** A permission, `signed_in`, or `anyone`, said aloud. */
    requires?: string
  }
}

/** What every route needs from the house. */
export interface Counter {
  open: OpenWork
  identify: (request: FastifyRequest) => Promise<Actor>
  countVisit: (actor: Actor, request: FastifyRequest) => Promise<void>
  grants: Grants
  say: (language: Language) => Say
  origin: string
}
