import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown } from '#test/browser.ts'
import { type Desk, startDesk } from '#test/desk.ts'
import { type SmtpDouble, smtpDouble } from '#test/smtp-double.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const maria = { name: 'Μαρία Παπαδοπούλου', email: 'maria@posta.example' }

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

test('a ready text is found by a slash, its open slot keeps the reply from going, and filled it is sent', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await openComplaint(page)
    const box = page.getByRole('textbox', { name: `Reply to ${maria.name}` })
    await box.click()
    await page.keyboard.type('/')
    const picker = page.getByRole('dialog', { name: 'Ready texts' })
    await picker.getByRole('option').first().waitFor()
    await page.keyboard.type('ΑΝΕΦΕΡΑΝ')
    await picker.getByRole('option', { name: 'Ευχαριστίες που μας το ανέφεραν' }).waitFor()
    await picker.getByText('Σας ευχαριστώ που μας το αναφέρατε').waitFor()
    await isGood(page)
    await page.keyboard.press('Enter')
    await picker.waitFor({ state: 'detached' })
    await box.getByText('Σας ευχαριστώ που μας το αναφέρατε').waitFor()

    await page.keyboard.press('Control+Enter')
    const refused = page.getByRole('alert').filter({ hasText: 'Something is still to be filled in' })
    await refused.waitFor()
    expect(await refused.innerText()).toContain('το σημείο που έχει τη μεγαλύτερη σημασία')
    await isGood(page)

    // The slot is selected as soon as the text stands there: what is typed takes its place.
    await page.keyboard.type('τη θέρμανση που λείπει')
    expect(await box.innerText()).not.toContain('{{')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('article').getByText('τη θέρμανση που λείπει').waitFor()
  })
  const mail = await smtp.next()
  expect(mail.to).toContain(maria.email)
  expect(faults).toEqual([])
}, 300_000)

test('Tab goes from slot to slot and then on, Esc gives the slash back, and the settings show what was sent', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await openComplaint(page)
    const box = page.getByRole('textbox', { name: `Reply to ${maria.name}` })
    await box.click()
    await page.keyboard.type('/')
    await page.getByRole('combobox', { name: 'Find a ready text' }).waitFor()
    await page.keyboard.press('Escape')
    expect((await box.innerText()).trim()).toBe('/')
    await page.keyboard.press('Backspace')
    await page.getByRole('button', { name: 'Ready texts' }).click()
    await page.keyboard.type('angry_waited')
    await page.getByRole('option', { name: 'Θυμός: περίμεναν πολύ' }).waitFor()
    await page.keyboard.press('Enter')
    await box.getByText('Περιμένετε').waitFor()
    const chosen = () => page.evaluate(() => getSelection()?.toString() ?? '')
    expect(await chosen()).toBe('{{text: πόσο καιρό}}')
    await page.keyboard.press('Tab')
    expect(await chosen()).toBe('{{personal: αυτό που περιμένουν}}')
    await page.keyboard.press('Shift+Tab')
    expect(await chosen()).toBe('{{text: πόσο καιρό}}')
    for (const _ of [1, 2, 3, 4]) await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).not.toBe('textbox')

    await page.goto(`${desk.origin}/app/settings/texts`)
    await page.getByRole('heading', { name: 'Ready texts' }).waitFor()
    await page.getByRole('textbox', { name: 'Search in title and text' }).fill('raising')
    await page.getByRole('button', { name: /^Open.*Thanks for raising it$/ }).click()
    await page.getByText('Sent once.').waitFor()
    await isGood(page)
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const body = page.getByRole('textbox', { name: 'Text', exact: true })
    await body.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' {{customer.nmae}}')
    await page.getByText('Nobody knows: customer.nmae.').waitFor()
    for (let times = 0; times < 6; times += 1) await page.keyboard.press('Backspace')
    await page.keyboard.type('name}}')
    await page.getByText('Variables are right.').waitFor()
    await isGood(page)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Edit', exact: true }).waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

/** A complaint comes in by telephone, in Greek, and is opened. */
async function openComplaint(page: Page) {
  const answered = await page.request.post(`${desk.origin}/api/v1/complaints`, {
    data: { text: 'Δεν λειτουργεί η θέρμανση και δεν ήρθε κανείς.', channel: 'phone', language: 'el', customer: maria },
    headers: { origin: desk.origin },
  })
  expect(answered.status(), `${await answered.text()}`).toBe(201)
  const { id } = (await answered.json()) as { id: string }
  await page.goto(`${desk.origin}/app/complaints/${id}`)
  await page.getByRole('heading', { level: 1, name: maria.name }).waitFor()
}
