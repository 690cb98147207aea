import { ownConnection } from './sessions/own-connection.ts'
import type { SignInLibrary } from './sessions/sign-in-library.ts'
import { passwordLengths } from './sessions/sign-in-limits.ts'

export interface Login {
  loginId: string
  email: string
}

export interface SessionsSettings {
  databaseUrl: string
  /** What signs the cookies: `secrets.sessions`. */
  secret: string
  /** Where the desk is reached. Over https the cookie is secure. */
  origin: string
  /** Somebody forgot the password: mail them this token. It works once, for an hour. */
  sendReset(asked: Login & { token: string }): Promise<void>
  /** Whether who knows the password may come in: not after they left. Asked at every sign-in. */
  mayEnter(login: Login): Promise<boolean>
  /** How often one address may try a minute; 20 when absent. */
  signInsAMinute?: number
}

export interface OpenSession {
  id: string
  /** Where from, and with what, as the server saw it. */
  address: string | null
  agent: string | null
  startedAt: string
  endsAt: string
}

/** Who signed in, and from where. The library behind it writes the tables sessions_*, and nothing else does. */
export interface Sessions {
  readonly origin: string
  /** Who the cookie of these headers belongs to. Read from the database each time: an ended session is ended at once. */
  loginOf(headers: Record<string, string | string[] | undefined>): Promise<(Login & { sessionId: string }) | null>
  /** Makes a login, or gives the one with this address a new password and ends its sessions. */
  makeLogin(made: { email: string; name: string; password: string }): Promise<string>
  /** Whether signing in asks for a second step. */
  hasTwoStep(loginId: string): Promise<boolean>
  changeLogin(loginId: string, change: { email: string; name: string }): Promise<void>
  listSessions(loginId: string): Promise<OpenSession[]>
  endSession(loginId: string, sessionId: string): Promise<void>
  endSessions(loginId: string): Promise<void>
  /** Answers a request to one of the library's own paths. */
  answer(request: Request): Promise<Response>
  close(): Promise<void>
}

declare module './open-work.ts' {
  interface Tools {
    sessions: Sessions
  }
}

export { passwordLengths }

/** Opens staff sign-in: password, TOTP with recovery codes, forgotten password. Nobody signs up: logins are made by us. */
export function openSessions(settings: SessionsSettings): Sessions {
  const database = ownConnection(settings.databaseUrl)
  const library = onFirstUse(async () => (await import('./sessions/sign-in-library.ts')).signInLibrary(settings, database))
  const adapter = async () => (await (await library()).$context).internalAdapter
  return {
    origin: settings.origin,
    loginOf: (headers) => loginOf(library, headers),
    makeLogin: async (made) => makeLogin(await library(), made),
    async hasTwoStep(loginId) {
      const login = await (await adapter()).findUserById(loginId)
      // The two-step plugin adds this column; the adapter's own type does not know it.
      return (login as { twoFactorEnabled?: boolean } | null)?.twoFactorEnabled === true
    },
    async changeLogin(loginId, { email, name }) {
      await (await adapter()).updateUser(loginId, { email: email.toLowerCase(), name })
    },
    async listSessions(loginId) {
      const sessions = await (await adapter()).listSessions(loginId, { onlyActiveSessions: true })
      return sessions.map((session) => ({
        id: session.id,
        address: session.ipAddress || null,
        agent: session.userAgent || null,
        startedAt: session.createdAt.toISOString(),
        endsAt: session.expiresAt.toISOString(),
      }))
    },
    async endSession(loginId, sessionId) {
      const sessions = await (await adapter()).listSessions(loginId)
      const ended = sessions.find(({ id }) => id === sessionId)
      if (ended) await (await adapter()).deleteSession(ended.token)
    },
    endSessions: async (loginId) => (await adapter()).deleteUserSessions(loginId),
    answer: async (request) => (await library()).handler(request),
    close: () => database.destroy(),
  }
}

/** The library is half of what a start would have to load; it is there with the first cookie or the first sign-in. */
function onFirstUse<Thing>(make: () => Promise<Thing>): () => Promise<Thing> {
  let made: Promise<Thing> | undefined
  return () => (made ??= make())
}

async function loginOf(library: () => Promise<SignInLibrary>, headers: Record<string, string | string[] | undefined>) {
  const { cookie } = headers
  if (typeof cookie !== 'string' || !cookie.includes('redress.session_token')) return null
  // What is prolonged here would not reach the browser's cookie: GET /api/auth/get-session prolongs both.
  const { api } = await library()
  const found = await api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })
  return found && { loginId: found.user.id, email: found.user.email, sessionId: found.session.id }
}

async function makeLogin(library: SignInLibrary, { email, name, password }: { email: string; name: string; password: string }) {
  const { internalAdapter: adapter, password: passwords } = await library.$context
  const hash = await passwords.hash(password)
  const there = await adapter.findUserByEmail(email.toLowerCase())
  const login = there?.user ?? (await adapter.createUser({ email: email.toLowerCase(), name, emailVerified: true }, { method: 'admin' }))
  const credential = await adapter.findCredentialAccount(login.id)
  if (credential) await adapter.updatePassword(login.id, hash)
  else await adapter.createAccount({ userId: login.id, accountId: login.id, providerId: 'credential', password: hash })
  await adapter.deleteUserSessions(login.id)
  return login.id
}
