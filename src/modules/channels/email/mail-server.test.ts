import { afterAll, expect, test } from 'vitest'
import { certificateFor } from '#test/certificate.ts'
import { startImapDouble } from '#test/imap-double.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'

const stage = await scene()
const fay = await stage.as('fay')
const own = certificateFor({ name: 'our own mail server' })
const authority = certificateFor({ name: 'our own authority', isAuthority: true })
const signed = certificateFor({ name: 'signed by our authority', by: authority })
const other = certificateFor({ name: 'somebody else' })

type When = 'first' | 'starttls'
async function serversWith(certificate: { cert: string; key: string } | null, when: When = 'first') {
  const tls = certificate && { tls: { ...certificate, when } }
  const imap = await startImapDouble('complaints@desk.example', { ...tls })
  ending.push(imap)
  const smtp = await smtpDouble({ ...tls })
  const security = when === 'first' ? 'tls' : 'starttls'
  return (trust: object | null) => {
    const server = { host: '127.0.0.1', security, trust }
    return fay.post('/api/v1/mailbox-tests', {
      imap: { ...server, port: imap.port, user: imap.user, password: imap.password },
      smtp: { ...server, port: smtp.port },
    })
  }
}
const ending: { stop(): Promise<void> }[] = []
afterAll(() => Promise.all(ending.map((one) => one.stop())))

test.each<When>(['first', 'starttls'])(
  'a certificate for which nobody vouches is refused and shown, to be compared (TLS %s)',
  async (when) => {
    const ask = await serversWith(own, when)
    const { body } = await ask(null)
    for (const tried of [body.imap, body.smtp]) {
      expect(tried).toMatchObject({ works: false, said: expect.stringMatching(/self-signed/) })
      expect(tried.certificate).toMatchObject({ kind: 'certificate', fingerprint: own.fingerprint, subject: 'CN=our own mail server' })
    }
    const { body: accepted } = await ask({ kind: 'certificate', pem: body.imap.certificate.pem })
    expect(accepted).toMatchObject({ imap: { works: true, certificate: null }, smtp: { works: true, certificate: null } })
    const { body: another } = await ask({ kind: 'certificate', pem: other.cert })
    for (const tried of [another.imap, another.smtp])
      expect(tried).toMatchObject({ works: false, certificate: { fingerprint: own.fingerprint } })
  },
)

test('an authority of one’s own vouches for what it signed, and for nothing else', async () => {
  const ask = await serversWith(signed)
  expect((await ask(null)).body.imap.works).toBe(false)
  expect((await ask({ kind: 'authority', pem: authority.cert })).body).toMatchObject({ imap: { works: true }, smtp: { works: true } })
  expect((await ask({ kind: 'authority', pem: other.cert })).body).toMatchObject({ imap: { works: false }, smtp: { works: false } })
  const foreign = await serversWith(own)
  expect((await foreign({ kind: 'authority', pem: authority.cert })).body).toMatchObject({ imap: { works: false }, smtp: { works: false } })
})

test('one certificate that is accepted vouches for no other, not even for what it signed', async () => {
  const ask = await serversWith(signed)
  expect((await ask({ kind: 'certificate', pem: signed.cert })).body).toMatchObject({ imap: { works: true }, smtp: { works: true } })
  expect((await ask({ kind: 'certificate', pem: authority.cert })).body).toMatchObject({ imap: { works: false }, smtp: { works: false } })
})

test('a server that offers no STARTTLS where it must is sent no password', async () => {
  const imap = await startImapDouble('complaints@desk.example')
  ending.push(imap)
  const smtp = await smtpDouble()
  const server = { host: '127.0.0.1', security: 'starttls' }
  const { body } = await fay.post('/api/v1/mailbox-tests', {
    imap: { ...server, port: imap.port, user: imap.user, password: imap.password },
    smtp: { ...server, port: smtp.port },
  })
  expect(body).toMatchObject({ imap: { works: false }, smtp: { works: false } })
  expect(imap.asked.some((asked) => /LOGIN|AUTHENTICATE/.test(asked))).toBe(false)
})

test('what is no certificate is refused; what is accepted is shown with the mailbox', async () => {
  const imap = { host: '127.0.0.1', port: 993, security: 'tls', user: 'x', password: 'y' }
  const add = (trust: object) => fay.post('/api/v1/mailboxes', { address: 'own@desk.example', name: 'Own', imap: { ...imap, trust } })
  const wrong = await add({ kind: 'certificate', pem: 'no certificate' })
  expect([wrong.status, wrong.body.code]).toEqual([400, 'channels.not_a_certificate'])
  const { body } = await add({ kind: 'certificate', pem: own.cert })
  expect(body.imap.trust).toMatchObject({ kind: 'certificate', fingerprint: own.fingerprint, subject: 'CN=our own mail server' })
})
