import { theDesk } from '#platform/actor.ts'
import type { OpenWork } from '#platform/open-work.ts'
import { type Refusal, refuse } from '#platform/refusal.ts'
import type { Login } from '#platform/sessions.ts'
import '../refusals.ts'

/** What sign-in asks before it lets somebody in: whether they still work here. A login that lost its agent finds it again by its address. */
export function mayEnter(open: OpenWork, { loginId, email }: Login): Promise<boolean> {
  return open(theDesk, async (work) => {
    const linked = await work.db.selectFrom('people_agents').select('deactivated_at').where('login_id', '=', loginId).executeTakeFirst()
    if (linked) return linked.deactivated_at === null
    const repaired = await work.db
      .updateTable('people_agents')
      .set({ login_id: loginId })
      .where((match) => match(match.fn('lower', ['email']), '=', email.toLowerCase()))
      .where('login_id', 'is', null)
      .where('deactivated_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    return repaired !== undefined
  })
}

const refusalCodes: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'people.wrong_password',
  INVALID_PASSWORD: 'people.wrong_current_password',
  PASSWORD_TOO_SHORT: 'people.password_length',
  PASSWORD_TOO_LONG: 'people.password_length',
  INVALID_TOKEN: 'people.reset_expired',
  INVALID_CODE: 'people.wrong_code',
  INVALID_BACKUP_CODE: 'people.wrong_code',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'people.code_locked',
  ACCOUNT_TEMPORARILY_LOCKED: 'people.code_locked',
  INVALID_TWO_FACTOR_COOKIE: 'people.sign_in_again',
  DEACTIVATED: 'people.account_closed',
}
const refusalStatuses: Record<number, string> = {
  400: 'platform.bad_input',
  401: 'platform.sign_in_first',
  403: 'platform.foreign_origin',
  404: 'platform.not_found',
}

/** The sentence for a no of the sign-in library; null for what is no expected no. */
export function signInRefusal({ code, status, seconds }: { code: string; status: number; seconds: number }): Refusal | null {
  if (status === 429 && !refusalCodes[code]) return refuse('platform.too_many', { seconds })
  const ours = refusalCodes[code] ?? refusalStatuses[status]
  return ours ? refuse(ours, { seconds }) : null
}
