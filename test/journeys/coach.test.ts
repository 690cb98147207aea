import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown, widerThanScreen } from '#test/browser.ts'
import { type Desk, startDesk } from '#test/desk.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const maria = { name: 'Μαρία Παπαδοπούλου', email: 'maria@posta.example' }

let desk: Desk
let browsing: Browsing

beforeAll(async () => {
  const administrator = { REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }
  const started = await Promise.all([startDesk(administrator), browser()])
  desk = started[0]
  browsing = started[1]
}, 300_000)

test('the agent sets the stage, listens before a text goes in, logs an insult, and finds the brief filled', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await openComplaint(page)
    await page.keyboard.press('d')
    const coach = page.getByRole('region', { name: 'Coach' })
    await coach.getByText('Not set yet. You set it, from what you hear.').waitFor()
    await coach.getByText('Release', { exact: true }).click()
    await coach.getByText('They pour out the anger.', { exact: false }).waitFor()
    await coach.getByText('not known yet').first().waitFor()
    await coach.getByRole('button', { name: '5. Stay calm' }).click()
    await coach.getByText('Speak slower and lower.').waitFor()
    await isGood(page)
    await page.keyboard.press('Escape')
    await coach.getByRole('button', { name: 'Hide the coach' }).click()

    await page.getByRole('button', { name: 'Ready texts' }).click()
    const picker = page.getByRole('dialog', { name: 'Ready texts' })
    await picker.getByText('Listen first; a ready text can wait.', { exact: false }).waitFor()
    await picker.getByRole('button', { name: 'I have listened: show the texts' }).click()
    await picker.getByRole('option').first().waitFor()
    await page.keyboard.press('Escape')

    await chosenAct(page, 'Report conduct or danger')
    await page.getByRole('textbox', { name: 'In their words' }).fill('«Είστε άχρηστοι»')
    await isGood(page)
    await page.getByRole('button', { name: 'Log it' }).click()
    await page.getByRole('button', { name: 'Conduct and boundaries (1)' }).click()
    await page.getByText('«Είστε άχρηστοι»').waitFor()
    await page.getByRole('button', { name: 'Insert the boundary sentence' }).click()
    await page
      .getByRole('textbox', { name: `Reply to ${maria.name}` })
      .getByText('{{personal', { exact: false })
      .first()
      .waitFor()

    await chosenAct(page, 'Hand over with a brief')
    const facts = page.getByRole('textbox', { name: 'Facts' })
    await facts.waitFor()
    expect(await facts.inputValue()).toContain('RD-')
    await isGood(page)
  })
  expect(faults).toEqual([])
}, 300_000)

test('practice shows a sample in the reader’s language, says what was found and missing, and fits a telephone', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    const written: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') written.push(`${request.method()} ${request.url()}`)
    })
    await page.setViewportSize({ width: 390, height: 800 })
    await page.goto(`${desk.origin}/app/practice`)
    await page.getByText('Nothing is recorded, nothing is sent', { exact: false }).waitFor()
    await page.getByText(/^1 of \d+ · English/).waitFor()
    await page.getByRole('textbox', { name: 'Your answer' }).fill('Calm down. Our policy does not allow this.')
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.getByRole('heading', { name: 'Still missing' }).waitFor()
    await page.getByText('Calm down', { exact: false }).nth(1).waitFor()
    await isGood(page)
    expect(await widerThanScreen(page)).toBe(false)
    expect(written).toEqual([])
  })
  expect(faults).toEqual([])
}, 300_000)

async function chosenAct(page: Page, name: string) {
  await page.getByRole('button', { name: 'More', exact: false }).first().click()
  await page.getByRole('menuitem', { name }).click()
}

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
