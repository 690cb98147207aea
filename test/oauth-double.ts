import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { atTheEnd } from './at-the-end.ts'

export interface OauthDouble {
  /** What a mailbox says about it. */
  settings: { provider: 'custom'; client_id: string; client_secret: string; authorise_url: string; token_url: string; scopes: string }
  /** The person at the browser says yes, or no; answered is where the browser is sent. */
  visit(authoriseUrl: string, says?: 'yes' | 'no'): Promise<URL>
  /** Whether this access token is worth something now. */
  isGood(access: string): boolean
  /** Access tokens that were given are worth nothing any more. */
  forgetAccess(): void
  /** What it says to the next who ask for tokens, instead of giving them. */
  refuses: { status: number; error: string; description: string } | null
  /** How long access lasts, in seconds. */
  lasts: number
  /** Waits so long before it answers, in milliseconds. */
  slowness: number
  /** How often tokens were asked for, by what. */
  asked: string[]
}

interface Grant {
  challenge: string
  redirect: string
}

/** A real little OAuth2 server on this machine: authorisation code with PKCE, refresh tokens that are used once. It ends with the test file. */
export async function oauthDouble(account = 'ada.admin@desk.example'): Promise<OauthDouble> {
  const grants = new Map<string, Grant>()
  const refreshes = new Set<string>()
  const access = new Set<string>()
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atTheEnd(() => new Promise<void>((closed) => server.close(() => closed())))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port, not on a socket file

  const double: OauthDouble = {
    settings: {
      provider: 'custom',
      client_id: 'redress-test',
      client_secret: 'a secret of the client',
      authorise_url: `${origin}/authorise`,
      token_url: `${origin}/token`,
      scopes: 'openid email mail',
    },
    async visit(authoriseUrl, says = 'yes') {
      const response = await fetch(`${authoriseUrl}&says=${says}`, { redirect: 'manual' })
      return new URL(response.headers.get('location') ?? '')
    },
    isGood: (token) => access.has(token),
    forgetAccess: () => access.clear(),
    refuses: null,
    lasts: 3600,
    slowness: 0,
    asked: [],
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', origin)
    if (url.pathname === '/authorise') return authorise(url, response)
    const form = new URLSearchParams(await text(request))
    double.asked.push(form.get('grant_type') ?? '')
    await new Promise((done) => setTimeout(done, double.slowness))
    if (double.refuses) {
      const { status, error, description } = double.refuses
      return say(response, status, { error, error_description: description })
    }
    if (form.get('client_id') !== double.settings.client_id || form.get('client_secret') !== double.settings.client_secret)
      return say(response, 401, { error: 'invalid_client', error_description: 'Wrong client' })
    return isGranted(form)
      ? say(response, 200, tokens())
      : say(response, 400, { error: 'invalid_grant', error_description: 'Unknown or used' })
  }

  function authorise({ searchParams: asked }: URL, response: ServerResponse) {
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.searchParams.set('state', asked.get('state') ?? '')
    const isWhole = asked.get('response_type') === 'code' && asked.get('code_challenge_method') === 'S256' && asked.get('code_challenge')
    if (!isWhole || asked.get('says') === 'no') back.searchParams.set('error', 'access_denied')
    else {
      const code = randomUUID()
      grants.set(code, { challenge: asked.get('code_challenge') ?? '', redirect: asked.get('redirect_uri') ?? '' })
      back.searchParams.set('code', code)
    }
    response.writeHead(302, { location: back.toString() }).end()
  }

  /** A code is good once, with its verifier and its address; a refresh token is good once. */
  function isGranted(form: URLSearchParams): boolean {
    if (form.get('grant_type') === 'refresh_token') return refreshes.delete(form.get('refresh_token') ?? '')
    const code = form.get('code') ?? ''
    const grant = grants.get(code)
    grants.delete(code)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    return grant !== undefined && grant.challenge === challenge && grant.redirect === form.get('redirect_uri')
  }

  function tokens() {
    const [token, refresh] = [randomUUID(), randomUUID()]
    access.add(token)
    refreshes.add(refresh)
    const claims = Buffer.from(JSON.stringify({ email: account })).toString('base64url')
    return { access_token: token, refresh_token: refresh, expires_in: double.lasts, token_type: 'Bearer', id_token: `e30.${claims}.` }
  }

  return double
}

function say(response: ServerResponse, status: number, answer: object) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}
