import { Offline, problemOf } from './call.ts'

/** What signing in came to: done, or a second factor is asked for. */
export type SignedIn = 'done' | 'code'

async function post(path: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-requested-with': 'redress' },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new Offline(cause)
  })
  const text = await response.text()
  if (!response.ok) throw problemOf(response.status, text)
  // better-auth answers objects at these two paths; only a flag of them is read
  return JSON.parse(text) as Record<string, unknown>
}

export async function signIn(email: string, password: string): Promise<SignedIn> {
  const answer = await post('/sign-in/email', { email, password })
  return answer['twoFactorRedirect'] === true ? 'code' : 'done'
}

export async function giveCode(code: string): Promise<SignedIn> {
  await post('/two-factor/verify-totp', { code })
  return 'done'
}
