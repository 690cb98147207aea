import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { password } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const mails: string[] = []
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onRcptTo: ({ address }, _session, done) => done(address.startsWith('refused') ? new Error('Nobody of that name') : null),
  onData(stream, _session, done) {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', () => {
      mails.push(Buffer.concat(parts).toString())
      done()
    })
  },
})
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
afterAll(() => new Promise<void>((closed) => server.close(closed)))
const { port } = server.server.address() as { port: number }
const { as, stranger, signIn, runJobs, db } = await scene({ SMTP_URL: `smtp://127.0.0.1:${port}?from=desk@harbour.example` })
const fay = await as('fay')
const newcomer = { name: 'Γιάννης', email: 'giannis@desk.example', role: 'agent', language: 'el' }

/** The link in the last mail, unfolded. */
const linkIn = (mail: string | undefined) => new URL(/http:\/\/\S+/.exec(decoded(mail ?? ''))?.[0] ?? '')

test('The invitation goes out by mail, in the language of who is invited, and its link works', async () => {
  const invited = await fay.post('/api/v1/agents', newcomer)
  expect(invited.body).toMatchObject({ link: null, invitation: { delivery: 'queued' } })
  await runJobs()
  expect(decoded(mails.at(-1) ?? '')).toContain('Επιλέξτε τον κωδικό σας εδώ')
  expect(mails.at(-1)).toContain('desk@harbour.example')
  const shown = await fay.get(`/api/v1/agents/${invited.body.id}`)
  expect(shown.body.invitation.delivery).toBe('sent')
  const key = linkIn(mails.at(-1)).searchParams.get('key') ?? ''
  expect((await stranger.post('/api/v1/invitations/acceptance', { key, password })).status).toBe(200)
})

test('An invitation that was on its way when the desk fell is unsure, and is not sent again by itself', async () => {
  const count = mails.length
  const invited = await fay.post('/api/v1/agents', { ...newcomer, email: 'on.the.way@desk.example' })
  await db.updateTable('people_invitations').set({ delivery: 'sending' }).where('agent_id', '=', invited.body.id).execute()
  await runJobs()
  expect((await fay.get(`/api/v1/agents/${invited.body.id}`)).body.invitation.delivery).toBe('unsure')
  expect(mails).toHaveLength(count)
})

test("What the mail server refuses is shown in the server's own words", async () => {
  const invited = await fay.post('/api/v1/agents', { ...newcomer, email: 'refused@desk.example' })
  await expect(runJobs()).rejects.toThrow('Nobody of that name')
  const shown = await fay.get(`/api/v1/agents/${invited.body.id}`)
  expect(shown.body.invitation).toMatchObject({ delivery: 'failed', error: expect.stringContaining('Nobody of that name') })
})

test('Who forgot the password gets a link by mail; it works once, and ends every session', async () => {
  const before = await signIn(newcomer)
  await stranger.post('/api/auth/request-password-reset', { email: newcomer.email })
  await runJobs()
  const token = linkIn(mails.at(-1)).searchParams.get('token') ?? ''
  const reset = () => stranger.post('/api/auth/reset-password', { token, newPassword: 'a very new password' })
  expect((await reset()).status).toBe(200)
  const again = await reset()
  expect([again.status, again.body.code]).toEqual([400, 'people.reset_expired'])
  expect((await before.get('/api/v1/me')).status).toBe(401)
})

test('An address that nobody has gets no mail', async () => {
  const count = mails.length
  await stranger.post('/api/auth/request-password-reset', { email: 'nobody@desk.example' })
  await runJobs()
  expect(mails).toHaveLength(count)
})

function decoded(mail: string): string {
  const [, ...body] = mail.split('\r\n\r\n')
  const text = body.join('\r\n\r\n')
  if (/base64/i.test(mail)) return Buffer.from(text, 'base64').toString()
  const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
