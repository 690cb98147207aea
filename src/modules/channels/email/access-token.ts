import { setTimeout as pause } from 'node:timers/promises'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { type ConsentProvider, type ConsentSettings, providerOf } from '../rules/consent-providers.ts'
import { askForTokens, ConsentRefused, type Tokens } from './ask-for-tokens.ts'
import type { AccessToken } from './mail-server.ts'

/** Short Works, one after the other. */
export type Step = <Result>(run: (work: Work) => Promise<Result>) => Promise<Result>

/** What lasts less than this is renewed before it is used. */
const margin = { minutes: 2 }
/** So long nobody else refreshes; who died meanwhile is not waited for longer. */
const lease = { seconds: 45 }
const longestWait = 60_000
const lookAgain = 200

/** The token by which this mailbox signs in, refreshed where it is due: take, talk, note. Of many who ask at once only one refreshes. */
export function accessTokenOf(step: Step, mailbox: string): AccessToken {
  let given: string | null = null
  return async (renew) => {
    given = await freshToken(step, mailbox, renew ? given : null)
    return given
  }
}

async function freshToken(step: Step, mailbox: string, refused: string | null): Promise<string> {
  for (let waited = 0; waited < longestWait; waited += lookAgain) {
    const taken = await step((work) => take(work, mailbox, refused))
    if (taken.is === 'none') throw new ConsentRefused('lapsed', taken.why)
    if (taken.is === 'valid') return taken.access
    if (taken.is === 'ours') return refresh(step, mailbox, taken)
    await pause(lookAgain)
  }
  throw new ConsentRefused('away', 'The access token was not refreshed in time.')
}

interface Refreshing {
  provider: ConsentProvider
  client: { id: string; secret: string | null }
  refreshToken: string
}
type Taken = { is: 'none'; why: string } | { is: 'valid'; access: string } | { is: 'theirs' } | ({ is: 'ours' } & Refreshing)

async function take(work: Work, mailbox: string, refused: string | null): Promise<Taken> {
  const kept = await work.db.selectFrom('channels_consents').selectAll().where('mailbox_id', '=', mailbox).forUpdate().executeTakeFirst()
  if (!kept) return { is: 'none', why: 'Nobody has given consent for this mailbox yet.' }
  const access = toolsOf(work).secrets.decrypt(kept.access_token).toString()
  // One that was refused is not given again; what somebody else fetched meanwhile is another one.
  if (isAfter(kept.access_until, work.now.add(margin)) && access !== refused) return { is: 'valid', access }
  if (kept.refreshing_until && isAfter(kept.refreshing_until, work.now)) return { is: 'theirs' }
  const refreshing = await refreshingOf(work, mailbox, kept.refresh_token)
  if (!refreshing) {
    const why = 'The provider gave no refresh token.'
    await noteTrouble(work, mailbox, new ConsentRefused('lapsed', why))
    return { is: 'none', why }
  }
  await work.db
    .updateTable('channels_consents')
    .set({ refreshing_until: work.now.add(lease) })
    .where('mailbox_id', '=', mailbox)
    .execute()
  return { is: 'ours', ...refreshing }
}

const isAfter = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) > 0

async function refreshingOf(work: Work, mailbox: string, sealed: Buffer | null): Promise<Refreshing | null> {
  const application = await applicationOf(work, mailbox)
  if (!application || !sealed) return null
  return { ...application, refreshToken: toolsOf(work).secrets.decrypt(sealed).toString() }
}

/** The provider of a mailbox, and as whom we ask there; null when its settings name none. */
export async function applicationOf(work: Work, mailbox: string): Promise<Pick<Refreshing, 'provider' | 'client'> | null> {
  const row = await work.db
    .selectFrom('channels_mailboxes')
    .select(['consent', 'consent_secret'])
    .where('id', '=', mailbox)
    .executeTakeFirst()
  // Written only by edit-mailbox, from the contract's own shape.
  const settings = row?.consent as unknown as ConsentSettings | null
  const provider = settings && providerOf(settings)
  if (!row || !settings || !provider) return null
  const secret = row.consent_secret ? toolsOf(work).secrets.decrypt(row.consent_secret).toString() : null
  return { provider, client: { id: settings.client_id, secret } }
}

async function refresh(step: Step, mailbox: string, { provider, client, refreshToken }: Refreshing): Promise<string> {
  try {
    const tokens = await askForTokens(provider, client, { grant_type: 'refresh_token', refresh_token: refreshToken })
    await step((work) => keepTokens(work, mailbox, tokens))
    return tokens.access
  } catch (error) {
    const refused = error instanceof ConsentRefused ? error : new ConsentRefused('away', String((error as Error).message))
    await step((work) => noteTrouble(work, mailbox, refused))
    throw refused
  }
}

async function keepTokens(work: Work, mailbox: string, tokens: Tokens): Promise<void> {
  await work.db
    .updateTable('channels_consents')
    .set({ ...tokenColumns(work, tokens), refreshing_until: null, trouble: null, trouble_said: null, trouble_since: null })
    .where('mailbox_id', '=', mailbox)
    .execute()
}

/** Tokens as they are kept: sealed. A provider that sends no new refresh token means the old one. */
export function tokenColumns(work: Work, { access, refresh: renewed, seconds }: Tokens) {
  const seal = (token: string) => toolsOf(work).secrets.encrypt(Buffer.from(token))
  return {
    access_token: seal(access),
    access_until: work.now.add({ seconds }),
    ...(renewed !== null && { refresh_token: seal(renewed) }),
  }
}

async function noteTrouble(work: Work, mailbox: string, { trouble, message }: ConsentRefused): Promise<void> {
  await work.db
    .updateTable('channels_consents')
    .set((row) => ({
      trouble,
      trouble_said: message,
      trouble_since: row.fn.coalesce('trouble_since', row.val(work.now)),
      refreshing_until: null,
    }))
    .where('mailbox_id', '=', mailbox)
    .execute()
}
