import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown, telephone } from '#test/browser.ts'
import { type Desk, startDesk } from '#test/desk.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }

let desk: Desk
let browsing: Browsing

beforeAll(async () => {
  const administrator = { REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }
  const started = await Promise.all([startDesk(administrator), browser()])
  desk = started[0]
  browsing = started[1]
}, 300_000)

async function openComplaint(page: Page): Promise<void> {
  const { id } = await page.evaluate(async () => {
    const body = JSON.stringify({ text: 'The cabin was double booked.', channel: 'phone', anonymous: true, language: 'en' })
    const answer = await fetch('/api/v1/complaints', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return (await answer.json()) as { id: string }
  })
  await page.goto(`${desk.origin}/app/complaints/${id}`)
}

test('the panel of a complaint says what is due next, why, and what happened; a preset is added with a reason', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await openComplaint(page)
    const panel = page.getByRole('region', { name: 'Time', exact: true })
    await panel.getByText(/^Next: /).waitFor()
    await panel.getByText('first reply').first().waitFor()
    await panel.getByRole('button', { name: 'What happened' }).click()
    await panel
      .getByText(/counts, until/)
      .first()
      .waitFor()
    await panel.getByRole('button', { name: 'Why these limits' }).click()
    await panel.getByText('24-hour default').waitFor()
    await isGood(page)
    await panel.getByRole('button', { name: 'Add a preset' }).click()
    await panel.getByRole('combobox', { name: 'Which' }).click()
    await page.getByRole('option', { name: 'Data-subject request (GDPR)' }).click()
    await panel.getByRole('textbox', { name: 'Why' }).fill('Asks for all that we know.')
    await page.keyboard.press('Tab')
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('Asks for all that we know.').waitFor()
    await panel.getByText('Law', { exact: true }).waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

test('time limits are set: where we are and in which line of business; a preset is copied and becomes its next version', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await page.goto(`${desk.origin}/app/settings/time_limits`)
    await page.getByRole('textbox', { name: 'Where we are' }).fill('es-an')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByText('applies now: chosen by the region').waitFor()
    await isGood(page)
    await page.getByRole('button', { name: 'Open : 24-hour default' }).click()
    await page.getByRole('button', { name: 'Copy and change' }).click()
    await page.getByRole('textbox', { name: 'How many' }).nth(3).fill('7')
    await page.getByRole('textbox', { name: 'What changed' }).fill('More time.')
    await isGood(page)
    await page.getByRole('button', { name: 'Save' }).last().click()
    await page.getByText(/Version 2, for complaints received from/).waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

test('the published procedure is read without scripts, on a telephone, in Greek', async () => {
  const { page, faults } = await browsing.visitor({ scripts: false, size: telephone, locale: 'el-GR' })
  await shown(page, async () => {
    await page.goto(`${desk.origin}/procedure?language=el`)
    await page.getByRole('heading', { name: 'Πώς χειριζόμαστε τα παράπονα' }).waitFor()
    await page.getByText('Ισπανία, κάθε έμπορος').waitFor()
    await isGood(page)
  })
  expect(faults).toEqual([])
}, 300_000)
