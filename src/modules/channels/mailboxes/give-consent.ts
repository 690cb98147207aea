import { createHash } from 'node:crypto'
import { ownSessionId } from '#modules/people/index.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import { hashOfSecret, newSecret } from '#platform/secrets.ts'
import type { Work } from '#platform/work.ts'
import type { Mailbox, takeConsent as takeEndpoint } from '../contract.ts'
import { applicationOf, tokenColumns } from '../email/access-token.ts'
import { askForTokens, ConsentRefused, type Tokens } from '../email/ask-for-tokens.ts'
import type { ConsentProvider, ConsentSettings } from '../rules/consent-providers.ts'
import { forgetTokens, mailboxForUpdate, presentOne } from './edit-mailbox.ts'

const lifetime = { minutes: 10 }

/** Where the provider sends the browser back to: the page that began, which then posts what it was told. A visit alone changes nothing. */
export const consentReturn = (origin: string): string => `${origin}/app/settings/mailboxes`

/** Begins: the address at the provider where a person gives leave. It returns to this session only, once, and not for long. */
export async function requestConsent(work: Work, id: string): Promise<{ authorise_url: string; expires_at: string }> {
  const session = sessionOf(work)
  const mailbox = await mailboxForUpdate(work, id)
  const application = await applicationOf(work, id)
  if (!application) throw refuse('channels.consent_incomplete')
  const [state, verifier] = [newSecret(), newSecret()]
  const expires = work.now.add(lifetime)
  await work.db.deleteFrom('channels_consent_requests').where('expires_at', '<', work.now).execute()
  await work.db
    .insertInto('channels_consent_requests')
    .values({
      state_hash: hashOfSecret(state),
      mailbox_id: id,
      session_hash: session,
      verifier: toolsOf(work).secrets.encrypt(Buffer.from(verifier)),
      expires_at: expires,
    })
    .execute()
  // Written only by edit-mailbox, from the contract's own shape.
  const { provider: name } = mailbox.consent as unknown as ConsentSettings
  const { client, provider } = application
  const asked = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: consentReturn(toolsOf(work).origin),
    scope: provider.scopes,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...provider.also,
    ...(name === 'google' && { login_hint: mailbox.address }),
  }
  return { authorise_url: addressOf(provider, asked), expires_at: expires.toString() }
}

function addressOf({ authorise_url }: ConsentProvider, asked: Record<string, string>): string {
  const url = new URL(authorise_url)
  for (const [name, value] of Object.entries(asked)) if (value !== '') url.searchParams.set(name, value)
  return url.toString()
}

export interface Begun {
  mailbox: string
  exchange: {
    provider: ConsentProvider
    client: { id: string; secret: string | null }
    code: string
    verifier: string
    redirect: string
  } | null
  refused: { error: string; said: string } | null
}

/** Takes back what the provider answered: for who began, in the same session, once. */
export async function takeBack(work: Work, { body }: { body: BodyOf<typeof takeEndpoint> }): Promise<Begun> {
  const begun = await work.db
    .deleteFrom('channels_consent_requests')
    .where('state_hash', '=', hashOfSecret(body.state))
    .where('session_hash', '=', sessionOf(work))
    .where('expires_at', '>', work.now)
    .returningAll()
    .executeTakeFirst()
  if (!begun) throw refuse('channels.consent_not_begun')
  const { mailbox_id: mailbox } = begun
  const { code } = body
  const application = await applicationOf(work, mailbox)
  if (!code || !application) return { mailbox, exchange: null, refused: { error: body.error ?? '', said: body.said ?? '' } }
  const { secrets, origin } = toolsOf(work)
  const verifier = secrets.decrypt(begun.verifier).toString()
  return { mailbox, exchange: { ...application, code, verifier, redirect: consentReturn(origin) }, refused: null }
}

/** Makes tokens of the code, with no Work open. */
export async function exchangeCode({ exchange, refused }: Begun): Promise<Tokens | ConsentRefused> {
  if (!exchange) return new ConsentRefused('lapsed', [refused?.error, refused?.said].filter(Boolean).join(': '))
  const { provider, client, code, verifier, redirect } = exchange
  try {
    return await askForTokens(provider, client, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
    })
  } catch (error) {
    if (error instanceof ConsentRefused) return error
    throw error
  }
}

/** Keeps what was given; its readers begin anew with it. */
export async function noteConsent(work: Work, { taken, said }: { taken: Begun; said: Tokens | ConsentRefused }): Promise<Mailbox> {
  if (said instanceof ConsentRefused) throw refuse('channels.consent_refused', { said: said.message })
  if (said.refresh === null) throw refuse('channels.consent_not_lasting')
  const { mailbox } = taken
  await mailboxForUpdate(work, mailbox)
  await forgetTokens(work, mailbox)
  await work.db
    .insertInto('channels_consents')
    .values({
      mailbox_id: mailbox,
      given_by: work.actor.id ?? '',
      given_at: work.now,
      account: said.account,
      ...tokenColumns(work, said),
    })
    .execute()
  return beginAnew(work, mailbox)
}

/** Forgets the tokens; the settings stay. */
export async function endConsent(work: Work, id: string): Promise<Mailbox> {
  await mailboxForUpdate(work, id)
  await forgetTokens(work, id)
  return beginAnew(work, id)
}

async function beginAnew(work: Work, id: string): Promise<Mailbox> {
  const row = await work.db
    .updateTable('channels_mailboxes')
    .set((columns) => ({
      read_trouble: null,
      send_trouble: null,
      read_trouble_since: null,
      send_trouble_since: null,
      next_try_at: null,
      version: columns('version', '+', 1),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'mailbox.changed', house: 'channels', mailbox: id })
  return presentOne(work, row)
}

function sessionOf(work: Work): string {
  const session = ownSessionId(work.actor)
  if (session === null) throw refuse('channels.consent_by_people')
  return hashOfSecret(session)
}
