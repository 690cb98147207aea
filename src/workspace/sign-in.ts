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
  // better-auth answers objects or null at these paths; only a flag of them is read
  return (JSON.parse(text || 'null') as Record<string, unknown> | null) ?? {}
}

export async function signIn(email: string, password: string): Promise<SignedIn> {
  const answer = await post('/sign-in/email', { email, password })
  return answer['twoFactorRedirect'] === true ? 'code' : 'done'
}

/** The six figures of the authenticator, or one of the recovery codes, which work once. */
export async function giveCode(code: string): Promise<SignedIn> {
  const figures = code.replaceAll(/\s/g, '')
  await (/^\d{6}$/.test(figures)
    ? post('/two-factor/verify-totp', { code: figures })
    : post('/two-factor/verify-backup-code', { code: code.trim() }))
  return 'done'
}

export async function signOut(): Promise<void> {
  await post('/sign-out', {})
}

/** Answers the same whether the address is known or not. */
export async function askForNewPassword(email: string): Promise<void> {
  await post('/request-password-reset', { email })
}

export async function setNewPassword(token: string, newPassword: string): Promise<void> {
  await post('/reset-password', { token, newPassword })
}
