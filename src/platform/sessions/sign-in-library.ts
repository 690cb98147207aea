import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import type { Kysely } from 'kysely'
import type { SessionsSettings } from '../sessions.ts'
import { addressHeader, passwordLengths } from './sign-in-limits.ts'

const days = 24 * 60 * 60

export type SignInLibrary = ReturnType<typeof signInLibrary>

/** better-auth as we want it: no sign-up, no cookie cache (an ended session is ended at once), its own tables, counted in the database. */
export function signInLibrary(settings: SessionsSettings, database: Kysely<unknown>) {
  return betterAuth({
    appName: 'Redress',
    baseURL: settings.origin,
    basePath: '/api/auth',
    secret: settings.secret,
    trustedOrigins: [settings.origin],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db: database, type: 'postgres' },
    ...tables,
    session: { modelName: 'sessions_sessions', expiresIn: 14 * days, updateAge: days, cookieCache: { enabled: false } },
    rateLimit: rateLimitOf(settings.signInsAMinute ?? 20),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengths.shortest,
      maxPasswordLength: passwordLengths.longest,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * 60,
      sendResetPassword: ({ user, token }) => settings.sendReset({ loginId: user.id, email: user.email, token }),
    },
    plugins: [twoFactor({ issuer: 'Redress', schema: { twoFactor: { modelName: 'sessions_two_factors' } } })],
    databaseHooks: { session: { create: { before: (session, context) => refuseTheGone(settings, session.userId, context) } } },
    advanced: {
      cookiePrefix: 'redress',
      useSecureCookies: settings.origin.startsWith('https://'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  })
}

const tables = {
  user: { modelName: 'sessions_users' },
  account: { modelName: 'sessions_accounts' },
  // Whoever reads the database must not find a link for a new password in it.
  verification: { modelName: 'sessions_verifications', storeIdentifier: 'hashed' },
} satisfies Partial<BetterAuthOptions>

function rateLimitOf(signInsAMinute: number): NonNullable<BetterAuthOptions['rateLimit']> {
  const sometimes = { window: 60, max: signInsAMinute }
  return {
    enabled: true,
    storage: 'database',
    modelName: 'sessions_rate_limits',
    window: 60,
    max: 300,
    customRules: {
      '/sign-in/email': sometimes,
      '/two-factor/*': sometimes,
      '/request-password-reset': { window: 300, max: 5 },
      '/reset-password': sometimes,
      '/change-password': sometimes,
    },
  }
}

interface HookContext {
  context: { internalAdapter: { findUserById(id: string): Promise<{ email: string } | null> } }
}

async function refuseTheGone(settings: SessionsSettings, loginId: string, hooked: HookContext | null) {
  const login = await hooked?.context.internalAdapter.findUserById(loginId)
  if (login && (await settings.mayEnter({ loginId, email: login.email }))) return
  throw new APIError('FORBIDDEN', { code: 'DEACTIVATED', message: 'This account is closed' })
}
