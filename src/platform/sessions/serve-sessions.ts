import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Counter } from '../http/counter.ts'
import type { Refusal } from '../refusal.ts'
import type { Sessions } from '../sessions.ts'
import { addressHeader } from './sign-in-limits.ts'

/** What the library said no to: its code, and how long to wait where it counts. */
export interface SignInProblem {
  code: string
  status: number
  seconds: number
}

export interface SessionsHouse {
  sessions: Sessions
  /** The refusal, with a sentence in three languages, for a no of the library; null is a bug. */
  refusalFor(problem: SignInProblem): Refusal | null
}

// One by one: whatever else the library can do (sign-up, deleting oneself, changing the address) is not served.
const paths = [
  ['POST', '/sign-in/email', 'anyone', 'Signs in with e-mail and password.'],
  ['POST', '/sign-out', 'anyone', 'Ends this session.'],
  ['GET', '/get-session', 'anyone', 'Who is signed in; prolongs the session and its cookie.'],
  ['POST', '/request-password-reset', 'anyone', 'Mails a link for a new password, and says the same whether the address is known or not.'],
  ['POST', '/reset-password', 'anyone', 'Sets a new password with the token of that link.'],
  ['POST', '/two-factor/verify-totp', 'anyone', 'The second step of signing in: the code of the authenticator.'],
  ['POST', '/two-factor/verify-backup-code', 'anyone', 'The second step of signing in: a recovery code, which works once.'],
  ['POST', '/change-password', 'signed_in', 'Changes the own password.'],
  ['POST', '/two-factor/enable', 'signed_in', 'Begins to set up an authenticator; answers its address and the recovery codes.'],
  ['POST', '/two-factor/disable', 'signed_in', 'Signs in without an authenticator from now on.'],
  ['POST', '/two-factor/generate-backup-codes', 'signed_in', 'Makes new recovery codes; the old ones end.'],
] as const

/** Mounts the sign-in library below /api/auth, each path with its permission. */
export function serveSessions(app: FastifyInstance, counter: Counter, house: SessionsHouse) {
  for (const [method, path, requires, about] of paths) {
    app.route({
      method,
      url: `/api/auth${path}`,
      config: { requires },
      schema: { summary: about, tags: ['auth'] },
      handler: async (request, reply) => {
        return passOn(await house.sessions.answer(requestFor(house.sessions, request)), reply, house)
      },
    })
  }
}

function requestFor({ origin }: Sessions, request: FastifyRequest): Request {
  const headers = new Headers({ [addressHeader]: request.ip })
  for (const name of ['cookie', 'user-agent', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'referer']) {
    const said = request.headers[name]
    if (typeof said === 'string') headers.set(name, said)
  }
  // The desk may be reached by more than one name; a page that it served itself is no stranger.
  const own = `${request.protocol}://${request.host}`
  const said = request.headers.origin
  if (said) headers.set('origin', said === own ? origin : said)
  const url = `${origin}${request.url}`
  if (request.method === 'GET') return new Request(url, { headers })
  headers.set('content-type', 'application/json')
  return new Request(url, { method: request.method, headers, body: JSON.stringify(request.body ?? {}) })
}

async function passOn(answer: Response, reply: FastifyReply, house: SessionsHouse) {
  const body = await answer.text()
  if (!answer.ok) throw refusalOf(answer, body, house)
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  return reply
    .code(answer.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer(String)
    .send(body || 'null')
}

function refusalOf(answer: Response, body: string, house: SessionsHouse): Error {
  const code = /"code":\s*"([A-Z_0-9]+)"/.exec(body)?.[1] ?? ''
  const seconds = Number(answer.headers.get('x-retry-after')) || 60
  return (
    house.refusalFor({ code, status: answer.status, seconds }) ?? new Error(`Signing in answered ${answer.status}: ${body.slice(0, 500)}`)
  )
}
