import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { atTheEnd } from '#test/at-the-end.ts'
import { browser, isGood, shown, widerThanScreen } from '#test/browser.ts'
import { certificateFor } from '#test/certificate.ts'
import { startDesk } from '#test/desk.ts'
import { startImapDouble } from '#test/imap-double.ts'
import { mail } from '#test/mails.ts'
import { oauthDouble } from '#test/oauth-double.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const address = 'shared@desk.example'

test('an administrator accepts a certificate by its fingerprint, gives consent, sees how the mailbox is, and rehearses it', async () => {
  const oauth = await oauthDouble('fay@desk.example')
  const certificate = certificateFor({ name: 'mail.desk.example' })
  const token = (user: string, access: string) => user === address && oauth.isGood(access)
  const server = await startImapDouble(address, { tls: { ...certificate, when: 'starttls' }, token })
  atTheEnd(() => server.stop())
  const [desk, browsing] = await Promise.all([
    startDesk({ REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }),
    browser(),
  ])
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await page.goto(`${desk.origin}/app/settings/mailboxes`)
    const form = await connect(page, server)
    await form.getByText('Nobody vouches for the certificate').waitFor()
    await form.getByText(certificate.fingerprint).waitFor()
    await isGood(page)
    await form.getByRole('button', { name: 'Accept this certificate only' }).click()
    await form.getByRole('button', { name: 'Try it' }).click()
    await form.getByText('Reading (IMAP): works.').waitFor()
    await form.getByRole('button', { name: 'Keep the mailbox' }).click()
    await page.getByText('certificate accepted by hand', { exact: false }).waitFor()
    await isGood(page)

    await takeProvider(page, oauth.settings)
    await page.getByText('Nobody has given consent yet.').waitFor()
    await isGood(page)
    await page.getByRole('button', { name: 'Give consent' }).click()
    await page.getByText(`Consent is given. ${address} signs in with it from now on.`).waitFor()
    await page.getByText(/^Consent: fay@desk.example, given by/).waitFor()
    expect(page.url()).toBe(`${desk.origin}/app/settings/mailboxes`)
    await isGood(page)

    await looksWell(page)
    await server.put(mail({ subject: 'The cabin was wet' }))
    await server.put(
      mail({ from: 'Robot <robot@customer.example>', subject: 'Out of office', fields: { 'Auto-Submitted': 'auto-replied' } }),
    )
    await rehearses(page)
    expect(await widerThanScreen(page)).toBe(false)

    // The provider takes it back: the sentence says what to do, and the button does it.
    oauth.forgetAccess()
    oauth.refuses = { status: 400, error: 'invalid_grant', description: 'Token has been expired or revoked.' }
    server.hangUp()
    await page.getByText('The consent has lapsed', { exact: false }).waitFor({ timeout: 120_000 })
    await isGood(page)
    oauth.refuses = null
    await page.getByRole('button', { name: 'Give consent again' }).click()
    await page.getByText('Consent is given.', { exact: false }).waitFor()
    expect(faults).toEqual([])
  })
}, 300_000)

async function choose(page: Page, field: Locator, option: string | RegExp) {
  await field.click()
  await page.getByRole('option', { name: option }).click()
}

async function connect(page: Page, { port, user, password }: { port: number; user: string; password: string }): Promise<Locator> {
  await page.getByRole('button', { name: 'Connect a mailbox' }).click()
  const form = page.getByRole('region', { name: 'Connect a mailbox' })
  await form.getByRole('textbox', { name: 'Address' }).fill(address)
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour Ferries')
  await form.getByRole('checkbox', { name: 'Send mail through a server' }).uncheck()
  const reading = form.getByRole('group', { name: 'Reading (IMAP)' })
  await reading.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1')
  await choose(page, reading.getByRole('combobox', { name: 'Security' }), 'STARTTLS')
  await reading.getByRole('textbox', { name: 'Port' }).fill(String(port))
  await reading.getByRole('textbox', { name: 'User name' }).fill(user)
  await reading.getByRole('textbox', { name: 'Password' }).fill(password)
  await form.getByRole('button', { name: 'Try it' }).click()
  return form
}

async function takeProvider(
  page: Page,
  settings: Record<'client_id' | 'client_secret' | 'authorise_url' | 'token_url' | 'scopes', string>,
) {
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  const form = page.getByRole('region', { name: `Change ${address}` })
  const signing = form.getByRole('group', { name: 'Signing in' })
  await choose(page, signing.getByRole('combobox', { name: 'How' }), /another provider$/)
  await signing.getByRole('textbox', { name: 'Client id' }).fill(settings.client_id)
  await signing.getByRole('textbox', { name: 'Client secret' }).fill(settings.client_secret)
  await signing.getByRole('textbox', { name: 'Address that asks for consent' }).fill(settings.authorise_url)
  await signing.getByRole('textbox', { name: 'Address that gives tokens' }).fill(settings.token_url)
  await signing.getByRole('textbox', { name: 'What is asked' }).fill(settings.scopes)
  await isGood(page)
  await form.getByRole('button', { name: 'Save' }).click()
}

async function looksWell(page: Page) {
  await page.getByRole('button', { name: 'How it is' }).press('Enter')
  const health = page.getByRole('region', { name: `How ${address} is` })
  await health.getByText(/^at once \(IDLE\)/).waitFor({ timeout: 120_000 })
  await isGood(page)
  await page.keyboard.press('Escape')
  await health.waitFor({ state: 'detached' })
}

async function rehearses(page: Page) {
  await page.getByRole('button', { name: 'Try reading' }).press('Enter')
  const rehearsal = page.getByRole('region', { name: 'What would become of the last mails' }).first()
  await rehearsal.getByRole('button', { name: 'Read and forget' }).click()
  await rehearsal.getByRole('row', { name: /The cabin was wet/ }).waitFor()
  await rehearsal.getByRole('row', { name: /Out of office.*put aside: An automatic answer/ }).waitFor()
  await isGood(page)
}
