import * as z from 'zod/mini'
import { call } from '#workspace/kit/desk.ts'

/** What the sign-in library serves below /api/auth, in the shape in which the desk is called. */
const loginAct = <const Path extends string, Answer extends z.core.$ZodType>(path: Path, answers: Answer) => ({
  method: 'POST' as const,
  path: `/api/auth${path}` as const,
  requires: 'signed_in',
  query: z.unknown(),
  body: z.record(z.string(), z.unknown()),
  answers,
  status: 200 as const,
  about: '',
})

const anything = z.unknown()
const change = loginAct('/change-password', anything)
const begin = loginAct('/two-factor/enable', z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }))
const confirm = loginAct('/two-factor/verify-totp', anything)
const end = loginAct('/two-factor/disable', anything)
const codes = loginAct('/two-factor/generate-backup-codes', z.object({ backupCodes: z.array(z.string()) }))

/** Also ends every other session: whoever knew the old password is out. */
export const changePassword = (currentPassword: string, newPassword: string) =>
  call(change, {}, { body: { currentPassword, newPassword, revokeOtherSessions: true } })

export interface Begun {
  /** otpauth://…, as an authenticator reads it. */
  address: string
  /** The same secret to type by hand, in groups of four. */
  secret: string
  codes: string[]
}

const inGroups = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

export async function beginTwoStep(password: string): Promise<Begun> {
  const { totpURI, backupCodes } = await call(begin, {}, { body: { password } })
  return { address: totpURI, secret: inGroups(new URL(totpURI).searchParams.get('secret') ?? ''), codes: backupCodes }
}

export const confirmTwoStep = (code: string) => call(confirm, {}, { body: { code: code.replaceAll(/\s/g, '') } })
export const endTwoStep = (password: string) => call(end, {}, { body: { password } })
export const newRecoveryCodes = async (password: string): Promise<string[]> => (await call(codes, {}, { body: { password } })).backupCodes
