import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { expect, onTestFinished, test } from 'vitest'
import { dovecotIsHere, startDovecot } from './dovecot.ts'
import { mail } from './mails.ts'
import { postfixIsHere, startPostfix } from './postfix.ts'
import { smtpDouble } from './smtp-double.ts'

const send = (port: number, to: string) => {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  return transport.sendMail({ envelope: { from: 'ada@customer.example', to }, raw: mail() }).finally(() => transport.close())
}

test('the SMTP double keeps what it takes, and refuses as it is told', async () => {
  const smtp = await smtpDouble()
  await send(smtp.port, 'x@anywhere.example')
  expect(await smtp.next()).toMatchObject({ from: 'ada@customer.example', to: ['x@anywhere.example'] })
  smtp.mood = { says: 550, words: 'No such user' }
  await expect(send(smtp.port, 'x@anywhere.example')).rejects.toMatchObject({ responseCode: 550 })
})

const here = dovecotIsHere && postfixIsHere
test.runIf(here)(
  'Postfix delivers into the inbox that Dovecot serves (both are installed here)',
  async () => {
    const imap = await startDovecot()
    const postfix = await startPostfix({ imap })
    onTestFinished(async () => {
      await postfix.stop()
      await imap.stop()
    })
    await send(postfix.port, 'complaints@desk.example')
    for (let turn = 0; turn < 600 && (await imap.inbox()).length === 0; turn += 1) await pause(100)
    expect((await imap.inbox()).map(({ raw }) => raw.toString())).toEqual([expect.stringContaining('the cabin was wet')])
    await expect(send(postfix.port, 'x@elsewhere.example')).rejects.toMatchObject({ responseCode: 554 })
  },
  180_000,
)

test.runIf(!here)('Postfix with Dovecot is not tried: they are not both installed here, or we are not root', () => {
  expect(here).toBe(false)
})
