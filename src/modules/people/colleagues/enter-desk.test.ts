import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { colleagues, password } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const { stranger, as, with: bringing, signIn, house, agents, db, runJobs } = await scene()
const { ben, dov, eve, max } = colleagues
const signInAs = (email: string, said = password, language = 'en') =>
  stranger.post('/api/auth/sign-in/email', { email, password: said }, { 'accept-language': language })

test('A colleague signs in with address and password, in any case of letters', async () => {
  const answer = await signInAs(ben.email.toUpperCase())
  expect(answer.status).toBe(200)
  expect(answer.headers['set-cookie']).toMatch(/redress\.session_token=.+HttpOnly/i)
  const me = await bringing({ cookie: answer.cookies }).get('/api/v1/me')
  expect(me.body).toMatchObject({ id: agents.ben, role: 'agent', teams: [{ name: 'North' }], leads: [] })
})

test('A wrong password and an unknown address get the same sentence, in the language of who asks', async () => {
  const [wrong, unknown] = [
    await signInAs(ben.email, 'not the right password', 'el'),
    await signInAs('nobody@desk.example', password, 'el'),
  ]
  expect([wrong.status, wrong.body.code]).toEqual([401, 'people.wrong_password'])
  expect(wrong.body.detail).toContain('κωδικός')
  expect(unknown.body).toEqual(wrong.body)
})

test('What the library could do besides is not served', async () => {
  for (const path of ['/sign-up/email', '/update-user', '/change-email', '/delete-user', '/list-sessions', '/sign-in/social'])
    expect((await stranger.post(`/api/auth${path}`, { email: 'x@desk.example', password, name: 'X' })).status).toBe(404)
})

test('A session that was signed out is over at once', async () => {
  const eveHere = await signIn(eve)
  expect((await eveHere.get('/api/v1/me')).status).toBe(200)
  expect((await eveHere.post('/api/auth/sign-out')).status).toBe(200)
  expect((await eveHere.get('/api/v1/me')).status).toBe(401)
})

test('A colleague sees their sessions, and ends all but this one', async () => {
  const [here, there] = [await signIn(max), await signIn(max)]
  const listed = await here.get('/api/v1/me/sessions')
  expect(listed.body.data).toHaveLength(2)
  expect(listed.body.data.filter((session: { current: boolean }) => session.current)).toHaveLength(1)
  expect((await here.post('/api/v1/me/sessions/ending')).status).toBe(200)
  expect((await there.get('/api/v1/me')).status).toBe(401)
  expect((await here.get('/api/v1/me')).status).toBe(200)
})

test('The cookie of a colleague does nothing for another site', async () => {
  const cookie = (await signInAs(ben.email)).cookies
  const answer = await bringing({ cookie, origin: 'http://elsewhere.example' }).post('/api/v1/me/sessions/ending')
  expect([answer.status, answer.body.code]).toEqual([403, 'platform.foreign_origin'])
})

test('A login that lost its agent finds it again by its address', async () => {
  await db.updateTable('people_agents').set({ login_id: null }).where('id', '=', agents.dov).execute()
  expect((await (await signIn(dov)).get('/api/v1/me')).body.id).toBe(agents.dov)
})

test('The own password is changed only by who knows it', async () => {
  const dovHere = await as('dov')
  const wrong = await dovHere.post('/api/auth/change-password', {
    currentPassword: 'not the right one',
    newPassword: 'another long password',
  })
  expect([wrong.status, wrong.body.code]).toEqual([400, 'people.wrong_current_password'])
  const short = await dovHere.post('/api/auth/change-password', { currentPassword: password, newPassword: 'short' })
  expect(short.body.code).toBe('people.password_length')
  const right = await dovHere.post('/api/auth/change-password', { currentPassword: password, newPassword: 'another long password' })
  expect(right.status).toBe(200)
  expect((await signInAs(dov.email)).status).toBe(401)
})

test('With an authenticator, signing in takes a second step; a recovery code works once', async () => {
  const eveHere = await signIn(eve)
  const enabled = await eveHere.post('/api/auth/two-factor/enable', { password })
  expect(enabled.body.backupCodes).toHaveLength(10)
  const key = new URL(enabled.body.totpURI).searchParams.get('secret') ?? ''
  expect((await eveHere.post('/api/auth/two-factor/verify-totp', { code: totp(key) })).status).toBe(200)

  const first = await signInAs(eve.email)
  expect(first.body.twoFactorRedirect).toBe(true)
  expect((await bringing({ cookie: first.cookies }).get('/api/v1/me')).status).toBe(401)
  const wrong = await bringing({ cookie: first.cookies }).post('/api/auth/two-factor/verify-totp', { code: '000000' })
  expect([wrong.status, wrong.body.code]).toEqual([401, 'people.wrong_code'])

  const [code] = enabled.body.backupCodes
  const second = await bringing({ cookie: first.cookies }).post('/api/auth/two-factor/verify-backup-code', { code })
  expect((await bringing({ cookie: second.cookies }).get('/api/v1/me')).body).toMatchObject({ id: agents.eve, two_step: true })
  const again = await signInAs(eve.email)
  const spent = await bringing({ cookie: again.cookies }).post('/api/auth/two-factor/verify-backup-code', { code })
  expect(spent.status).toBe(401)
})

test('Asking for a new password says the same for every address, and mails nothing where no mail server is named', async () => {
  const [known, unknown] = [ben.email, 'nobody@desk.example'].map((email) => stranger.post('/api/auth/request-password-reset', { email }))
  expect((await known)?.status).toBe(200)
  expect((await known)?.body).toEqual((await unknown)?.body)
  await runJobs()
})

test('Too many tries from one address have to wait', async () => {
  const answers = []
  for (let tries = 0; tries < 21; tries++) answers.push(await signInAs('nobody@desk.example', 'x'))
  const last = answers.at(-1)
  expect([last?.status, last?.body.code]).toEqual([429, 'platform.too_many'])
  expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
})

test('Nobody comes in by a cookie that was signed elsewhere', async () => {
  expect(await house.sessions.loginOf({ cookie: 'redress.session_token=made.up' })).toBeNull()
})

/** RFC 6238 with the defaults: SHA-1, 30 seconds, six digits. */
function totp(base32: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...base32.replace(/=+$/, '')].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Temporal.Now.instant().epochMilliseconds / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const at = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
