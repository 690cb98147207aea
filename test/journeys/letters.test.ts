import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown, widerThanScreen } from '#test/browser.ts'
import { type Desk, startDesk } from '#test/desk.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const maria = { name: 'Μαρία Παπαδοπούλου', address: 'Οδός Προκυμαίας 7\n185 45 Πειραιάς' }
const sentence = 'Δεχόμαστε αυτό το σημείο: κανείς δεν ήρθε την ημέρα που είχαμε πει.'

let desk: Desk
let browsing: Browsing

beforeAll(async () => {
  const administrator = { REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }
  const started = await Promise.all([startDesk(administrator), browser()])
  desk = started[0]
  browsing = started[1]
}, 300_000)

test('a final letter says what is missing until nothing is, leaves as a PDF, and fits a telephone', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await nameTheBody(page)
    const complaint = await decidedComplaint(page)
    await page.goto(`${desk.origin}/app/complaints/${complaint}`)
    await page.getByText('One issue is decided and not answered yet.').waitFor()
    await isGood(page)
    await page.getByRole('button', { name: 'Write: Final answer: upheld' }).click()
    await page.getByRole('heading', { level: 1, name: 'Final answer: upheld' }).waitFor()
    await page.getByText('answered', { exact: false }).first().waitFor()
    await isGood(page)
    await page.setViewportSize({ width: 390, height: 800 })
    expect(await widerThanScreen(page)).toBe(false)
    await isGood(page)
    await page.setViewportSize({ width: 1440, height: 900 })

    await say(page)
    await page.getByText('Nothing. The letter can leave.').waitFor()
    await page.getByRole('button', { name: 'Note as printed' }).click()
    await page.getByText('Noted as printed.').waitFor()
    await isGood(page)
    const pdf = await page.getByRole('link', { name: 'Open the PDF to print it' }).getAttribute('href')
    const answered = await page.request.get(`${desk.origin}${pdf}`)
    expect([answered.status(), answered.headers()['content-type']]).toEqual([200, 'application/pdf'])
    await page.getByRole('link', { name: 'Back to the complaint' }).last().click()
    await page.getByRole('region', { name: 'Letters' }).getByRole('listitem').getByText('Final answer: upheld').waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

/** Fills each slot that is still open: what is missing leads to its field. */
async function say(page: Page) {
  const fields = page.locator('form textarea')
  for (let at = 0; at < (await fields.count()); at += 1) {
    const field = fields.nth(at)
    const text = await field.inputValue()
    if (text.includes('{{date')) await field.fill('Αντικαθιστούμε τον θερμοσίφωνα χωρίς χρέωση.')
    else if (text.includes('{{')) await field.fill(text.replaceAll(/\{\{[^}]*\}\}/g, 'ο τεχνικός πήγε σε άλλη διεύθυνση'))
  }
}

async function nameTheBody(page: Page) {
  const body = {
    version: 1,
    name: 'Συνήγορος',
    address: 'Οδός 1, Αθήνα',
    website: 'https://ombudsman.example',
    time_limit: 'Μέσα σε ένα έτος.',
  }
  const answered = await page.request.put(`${desk.origin}/api/v1/outside-bodies/el`, { data: body, headers: { origin: desk.origin } })
  expect(answered.status()).toBe(200)
}

async function decidedComplaint(page: Page): Promise<string> {
  const headers = { origin: desk.origin }
  const asked = { text: 'Κανείς δεν ήρθε για τη θέρμανση.', channel: 'phone', language: 'el', customer: maria }
  const opened = await page.request.post(`${desk.origin}/api/v1/complaints`, { data: asked, headers })
  const { id } = (await opened.json()) as { id: string }
  const whole = (await (await page.request.get(`${desk.origin}/api/v1/complaints/${id}`)).json()) as {
    issues_list: { id: string; version: number }[]
  }
  const [issue] = whole.issues_list
  const decided = await page.request.patch(`${desk.origin}/api/v1/complaints/${id}/issues/${issue?.id}`, {
    data: { outcome: 'upheld', sentence },
    headers: { ...headers, 'if-match': `"${issue?.version}"` },
  })
  expect(decided.status()).toBe(200)
  return id
}
