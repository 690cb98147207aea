import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown, telephone, widerThanScreen } from '#test/browser.ts'
import { type Desk, startDesk } from '#test/desk.ts'
import { type SmtpDouble, smtpDouble } from '#test/smtp-double.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const ada = { name: 'Ada Lindqvist', email: 'ada@customer.example', words: 'The cabin was wet and nobody came.' }
const sam = { name: 'Sam Petrov', email: 'sam@customer.example', words: 'My bicycle was scratched on the car deck.' }
const kim = { name: 'Kim Aalto', email: 'kim@customer.example', words: 'My ticket never came.' }
const answer = 'I am sorry about the cabin. We pay it back this week.'

let desk: Desk
let browsing: Browsing
let smtp: SmtpDouble

beforeAll(async () => {
  smtp = await smtpDouble()
  const administrator = { REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }
  const started = await Promise.all([startDesk({ ...administrator, SMTP_URL: `smtp://127.0.0.1:${smtp.port}` }), browser()])
  desk = started[0]
  browsing = started[1]
}, 300_000)

test('an agent signs in, opens complaints and answers one without a mouse', async () => {
  const { page, faults } = await browsing.visitor()
  await page.goto(`${desk.origin}/app/`)
  await shown(page, async () => {
    await signInByKeys(page)
    await take(page, ada)
    await take(page, sam)

    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('textbox').waitFor()
    await page.keyboard.type('unassigned')
    await page.getByRole('dialog').getByRole('button', { name: 'Unassigned' }).waitFor()
    await isGood(page)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Unassigned' }).waitFor()
    await page.getByRole('link', { name: ada.name }).waitFor()

    // The list begins with what has waited longest: Ada's, then Sam's.
    await page.keyboard.press('j')
    await isFocused(page, ada.name)
    await page.keyboard.press('j')
    await isFocused(page, sam.name)
    await page.keyboard.press('k')
    await isFocused(page, ada.name)
    await page.keyboard.press('o')
    await page.getByRole('heading', { level: 1, name: ada.name }).waitFor()
    await page.getByText(ada.words).first().waitFor()

    await page.keyboard.press('r')
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'textbox')
    await page.keyboard.type(answer)
    await isGood(page)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('article').getByText(answer).waitFor()
    await page.keyboard.press('Escape')

    await page.keyboard.press('j')
    await page.getByRole('heading', { level: 1, name: sam.name }).waitFor()
    await page.keyboard.press('h')
    await page.getByRole('region', { name: 'Hand over' }).waitFor()
    await isGood(page)
    await page.keyboard.press('Escape')
    await page.getByRole('region', { name: 'Hand over' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Shift+Slash')
    await page.getByRole('dialog', { name: 'All keys' }).waitFor()
    await isGood(page)
  })
  expect((await mailTo(ada.email, answer)).from).not.toBe('')
  expect(faults).toEqual([])
}, 300_000)

test('a reply that is taken back stands in the composer again with its file, above what was begun since', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await take(page, kim)
    await page.goto(`${desk.origin}/app/complaints?view=open`)
    await page.getByRole('link', { name: kim.name }).click()
    const box = page.getByRole('textbox', { name: `Reply to ${kim.name}` })
    await box.click()
    await page.keyboard.type('Here is your ticket.')
    await page.getByRole('button', { name: 'Attach files' }).click()
    await page.locator('input[type=file]').setInputFiles({ name: 'ticket.txt', mimeType: 'text/plain', buffer: Buffer.from('a ticket') })
    await page.getByText('ticket.txt, attached').first().waitFor()
    await page.getByRole('button', { name: /^Send(?! later)/ }).click()
    const undo = page.getByRole('button', { name: 'Undo', exact: true })
    await undo.waitFor()
    await box.click()
    // At once, not key by key: it can be taken back for ten seconds only.
    await page.keyboard.insertText('One thing more.')
    await undo.click()
    await page.getByRole('button', { name: 'Remove ticket.txt' }).waitFor()
    expect((await box.innerText()).replaceAll(/\s+/g, ' ')).toBe('Here is your ticket. One thing more.')
    await isGood(page)
    await page.getByRole('button', { name: /^Send(?! later)/ }).click()
  })
  const mail = await mailTo(kim.email, 'One thing more.')
  expect(mail.raw).toContain('filename=ticket.txt')
  expect(faults).toEqual([])
}, 300_000)

test('on a telephone a list and a complaint are read without moving the page sideways', async () => {
  const { page, faults } = await browsing.visitor({ size: telephone, dark: true })
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await isNarrow(page)
    await take(page, {
      ...sam,
      words: 'The_reference_of_my_booking_is_one_very_long_word_that_nobody_can_read_on_a_telephone_without_breaking_it.',
    })
    await page.goto(`${desk.origin}/app/complaints?view=open`)
    await page.getByRole('link', { name: sam.name }).first().waitFor()
    await isGood(page)
    await isNarrow(page)
    await page.getByRole('link', { name: sam.name }).first().click()
    await page.getByRole('heading', { level: 1, name: sam.name }).waitFor()
    for (const part of ['Talk', 'Issues, customer', 'Facts']) {
      await page.getByRole('button', { name: part, exact: true }).click()
      await isGood(page)
      await isNarrow(page)
    }
  })
  expect(faults).toEqual([])
}, 300_000)

const isNarrow = async (page: Page) => expect(await widerThanScreen(page), `${page.url()} is wider than the screen`).toBe(false)

async function signInByKeys(page: Page) {
  await page.getByLabel('E-mail').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'email')
  await page.keyboard.type(fay.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(fay.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Good / }).waitFor()
  await isGood(page)
}

/** A complaint comes in while nobody looks: through the API, with the session of this browser. */
async function take(page: Page, { words, ...customer }: typeof ada) {
  const answered = await page.request.post(`${desk.origin}/api/v1/complaints`, {
    data: { text: words, channel: 'phone', customer },
    headers: { origin: desk.origin },
  })
  expect(answered.status(), `${words} – ${await answered.text()}`).toBe(201)
}

const isFocused = (page: Page, words: string) =>
  page.waitForFunction((name) => document.activeElement?.textContent?.includes(name), words, { polling: 50 })

async function mailTo(address: string, words: string) {
  for (;;) {
    const mail = await smtp.next()
    if (mail.to.includes(address) && mail.raw.includes(words)) return mail
  }
}
