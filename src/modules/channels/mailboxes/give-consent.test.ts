import { afterAll, expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { certificateFor } from '#test/certificate.ts'
import { startImapDouble } from '#test/imap-double.ts'
import { mail, receive } from '#test/mails.ts'
import { oauthDouble } from '#test/oauth-double.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { accessTokenOf } from '../email/access-token.ts'

const stage = await scene()
const { as, db, clock, open } = stage
const fay = await as('fay')
const oauth = await oauthDouble('fay@desk.example')
const certificate = certificateFor({ name: 'mail of this test' })
const tls = { ...certificate, when: 'starttls' as const }
const shared = 'shared@desk.example'
const token = (user: string, access: string) => user === shared && oauth.isGood(access)
const imapServer = await startImapDouble(shared, { tls, token })
const smtpServer = await smtpDouble({ tls, token })
afterAll(() => imapServer.stop())

const trust = { kind: 'certificate', pem: certificate.cert }
const server = { host: '127.0.0.1', security: 'starttls', sign_in: 'consent', trust }
const imap = { ...server, port: imapServer.port, user: shared }
// No user is named: it is the mailbox itself.
const smtp = { ...server, port: smtpServer.port }
const { body: mailbox } = await fay.post('/api/v1/mailboxes', { address: shared, name: 'Complaints', imap, smtp, consent: oauth.settings })

const begin = async (caller = fay) => (await caller.post(`/api/v1/mailboxes/${mailbox.id}/consent-requests`)).body.authorise_url as string
const bring = (back: URL, caller = fay) =>
  caller.post('/api/v1/mailbox-consents', {
    state: back.searchParams.get('state'),
    ...(back.searchParams.has('code') && { code: back.searchParams.get('code') }),
    ...(back.searchParams.has('error') && { error: back.searchParams.get('error') }),
  })
const kept = () => db.selectFrom('channels_consents').selectAll().executeTakeFirst()
const shown = async () => (await fay.get('/api/v1/mailboxes')).body.data[0]
const tokenNow = () => accessTokenOf((run) => open(theDesk, run), mailbox.id)(false)

test('an administrator gives consent: the whole way to the provider and back, and then the mailbox signs in by token', async () => {
  expect(mailbox.consent).toEqual({ ...oauth.settings, client_secret: undefined, given: null })
  const address = new URL(await begin())
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    client_id: 'redress-test',
    redirect_uri: 'http://desk.example/app/settings/mailboxes',
    scope: 'openid email mail',
    code_challenge_method: 'S256',
  })
  const { status, body } = await bring(await oauth.visit(address.toString()))
  expect(status).toBe(201)
  expect(body.consent.given).toMatchObject({ by: 'Fay Ioannou', account: 'fay@desk.example', trouble: null })
  const row = await kept()
  for (const sealed of [row?.access_token, row?.refresh_token]) expect(sealed?.toString()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)

  const { body: tried } = await fay.post('/api/v1/mailbox-tests', { mailbox: mailbox.id })
  expect(tried).toMatchObject({ imap: { works: true }, smtp: { works: true } })
  expect(imapServer.asked.some((asked) => asked.startsWith('AUTHENTICATE XOAUTH2'))).toBe(true)
  const sent = await fay.post(`/api/v1/mailboxes/${mailbox.id}/test-mails`, { to: 'fay@desk.example' })
  expect(sent.body.works).toBe(true)
  expect(smtpServer.received).toHaveLength(1)
})

test('a consent comes back once, to the session that began it, within ten minutes; a no is said in the provider’s words', async () => {
  const again = await oauth.visit(await begin())
  expect((await bring(again)).status).toBe(201)
  const twice = await bring(again)
  expect([twice.status, twice.body.code]).toEqual([409, 'channels.consent_not_begun'])

  const elsewhere = await oauth.visit(await begin())
  const otherSession = await bring(elsewhere, await stage.signIn({ email: 'fay@desk.example' }))
  expect([otherSession.status, otherSession.body.code]).toEqual([409, 'channels.consent_not_begun'])
  expect((await bring(elsewhere, await stage.token('administrator'))).body.code).toBe('channels.consent_by_people')
  clock.pass({ minutes: 11 })
  expect((await bring(elsewhere)).body.code).toBe('channels.consent_not_begun')

  const before = await kept()
  const refused = await bring(await oauth.visit(await begin(), 'no'))
  expect([refused.status, refused.body.code]).toEqual([409, 'channels.consent_refused'])
  expect(refused.body.detail ?? JSON.stringify(refused.body)).toContain('access_denied')
  expect((await kept())?.given_at).toEqual(before?.given_at)

  const byProgram = await (await stage.token('administrator')).post(`/api/v1/mailboxes/${mailbox.id}/consent-requests`)
  expect([byProgram.status, byProgram.body.code]).toEqual([403, 'channels.consent_by_people'])
})

test('of many who need a token at once only one refreshes, and all get the new one', async () => {
  clock.pass({ hours: 2 })
  oauth.slowness = 300
  oauth.asked.length = 0
  const tokens = await Promise.all(Array.from({ length: 8 }, tokenNow))
  oauth.slowness = 0
  expect(new Set(tokens).size).toBe(1)
  expect(oauth.isGood(tokens[0] ?? '')).toBe(true)
  expect(oauth.asked).toEqual(['refresh_token'])
})

test('a token that is taken back before its time is renewed, for reading and for sending', async () => {
  oauth.forgetAccess()
  const sent = await fay.post(`/api/v1/mailboxes/${mailbox.id}/test-mails`, { to: 'fay@desk.example' })
  expect(sent.body).toMatchObject({ works: true })
  oauth.forgetAccess()
  expect((await fay.post('/api/v1/mailbox-tests', { mailbox: mailbox.id, smtp: null })).body.imap).toMatchObject({ works: true })
})

test('an acknowledgement leaves by token, also when the one before has run out on an open line', async () => {
  const before = smtpServer.received.length
  await receive(stage, mail({ to: shared }), shared)
  clock.pass({ hours: 2 })
  oauth.forgetAccess()
  await receive(stage, mail({ to: shared, from: 'Nia <nia@customer.example>', text: 'Another matter.' }), shared)
  expect(smtpServer.received.slice(before).map(({ from, to }) => [from, ...to])).toEqual([
    [shared, 'ada@customer.example'],
    [shared, 'nia@customer.example'],
  ])
})

test.each([
  [{ status: 400, error: 'invalid_grant', description: 'Token has been expired or revoked.' }, 'lapsed'],
  [{ status: 400, error: 'interaction_required', description: 'AADSTS50076: a second factor is needed' }, 'lapsed'],
  [{ status: 401, error: 'invalid_client', description: 'AADSTS7000222: the secret has run out' }, 'client'],
  [{ status: 503, error: 'temporarily_unavailable', description: 'Later' }, 'away'],
])('what the provider refuses is shown with its words: %o is %s; and goes when it works again', async (refuses, trouble) => {
  clock.pass({ hours: 2 })
  oauth.refuses = refuses
  const { body: tried } = await fay.post('/api/v1/mailbox-tests', { mailbox: mailbox.id, smtp: null })
  expect(tried.imap).toMatchObject({ works: false, said: `${refuses.error}: ${refuses.description}` })
  expect((await shown()).consent.given).toMatchObject({
    trouble,
    said: `${refuses.error}: ${refuses.description}`,
    since: expect.any(String),
  })
  oauth.refuses = null
  await tokenNow()
  expect((await shown()).consent.given).toMatchObject({ trouble: null, said: null, since: null })
})

test('another application needs another consent, and taking it back forgets the tokens', async () => {
  const changed = await fay.patch(
    `/api/v1/mailboxes/${mailbox.id}`,
    { consent: { ...oauth.settings, scopes: 'mail' } },
    (await shown()).version,
  )
  expect(changed.body.consent.given).toBeNull()
  expect(await kept()).toBeUndefined()
  await bring(await oauth.visit(await begin()))
  expect(await kept()).toBeDefined()
  expect((await fay.delete(`/api/v1/mailboxes/${mailbox.id}/consent`)).body.consent.given).toBeNull()
  await expect(tokenNow()).rejects.toThrow('Nobody has given consent')
})

test('a provider that is not whole, or would be spoken to in clear, is refused; so is signing in by a consent that nobody can give', async () => {
  const ask = (consent: object | null, servers: object = {}) =>
    fay.post('/api/v1/mailboxes', { address: 'other@desk.example', name: 'Other', consent, ...servers })
  const clear = await ask({ ...oauth.settings, token_url: 'http://provider.example/token' })
  expect([clear.status, clear.body.code]).toEqual([400, 'channels.consent_incomplete'])
  expect((await ask(null, { imap })).body.code).toBe('channels.consent_incomplete')
})

test('the secret of the application is never shown', async () => {
  expect(JSON.stringify(await shown())).not.toContain(oauth.settings.client_secret)
})
