import { type ConsentProvider, troubleOf } from '../rules/consent-providers.ts'

export interface Tokens {
  access: string
  /** Null: the one before goes on. */
  refresh: string | null
  seconds: number
  /** Who gave consent, where the provider says it. */
  account: string | null
}

/** The provider said no, or nothing. Its message is the provider's own. */
export class ConsentRefused extends Error {
  trouble: 'lapsed' | 'client' | 'away'
  constructor(trouble: 'lapsed' | 'client' | 'away', said: string) {
    super(said)
    this.trouble = trouble
  }
}

const patience = 15_000
const largestAnswer = 100_000

interface Answer {
  access_token?: unknown
  refresh_token?: unknown
  expires_in?: unknown
  id_token?: unknown
  error?: unknown
  error_description?: unknown
}

/** Asks the token endpoint of a provider (RFC 6749), for a code or for a refresh. No Work is open. */
export async function askForTokens(
  { token_url }: ConsentProvider,
  client: { id: string; secret: string | null },
  asked: Record<string, string>,
): Promise<Tokens> {
  const body = new URLSearchParams({ ...asked, client_id: client.id, ...(client.secret !== null && { client_secret: client.secret }) })
  const { status, answer } = await post(token_url, body)
  const { access_token, refresh_token, expires_in, id_token } = answer
  if (status === 200 && typeof access_token === 'string' && access_token !== '') {
    const seconds = Math.min(Math.max(Number(expires_in) || 3600, 60), 86_400)
    return { access: access_token, refresh: textOr(refresh_token), seconds, account: accountOf(id_token) }
  }
  throw refusedBy(status, answer)
}

async function post(url: string, body: URLSearchParams): Promise<{ status: number; answer: Answer }> {
  try {
    const headers = { accept: 'application/json' }
    // A provider that sends us elsewhere is not followed with the secret.
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'error', signal: AbortSignal.timeout(patience) })
    return { status: response.status, answer: readAnswer((await response.text()).slice(0, largestAnswer)) }
  } catch (error) {
    const { message, cause } = error as Error
    throw new ConsentRefused('away', bounded(cause instanceof Error ? cause.message : message))
  }
}

function readAnswer(said: string): Answer {
  try {
    const read: unknown = JSON.parse(said)
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return { error_description: said.slice(0, 300) }
  }
}

function refusedBy(status: number, { error, error_description }: Answer): ConsentRefused {
  const said = [textOr(error), textOr(error_description)].filter(Boolean).join(': ') || `HTTP ${status}`
  return new ConsentRefused(troubleOf(textOr(error) ?? ''), bounded(said))
}

const textOr = (said: unknown): string | null => (typeof said === 'string' && said !== '' ? said : null)
const bounded = (said: string): string => said.replaceAll('\0', '').toWellFormed().slice(0, 2000)

/** It came over TLS from the provider itself, so its signature says nothing more; it is shown, and decides nothing. */
function accountOf(idToken: unknown): string | null {
  const [, claims] = String(textOr(idToken) ?? '').split('.')
  const { email, preferred_username } = readAnswer(Buffer.from(claims ?? '', 'base64url').toString('utf8') || '{}') as Record<
    string,
    unknown
  >
  return textOr(email)?.slice(0, 320) ?? textOr(preferred_username)?.slice(0, 320) ?? null
}
