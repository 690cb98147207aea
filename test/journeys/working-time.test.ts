import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown, telephone } from '#test/browser.ts'
import { type Desk, startDesk } from '#test/desk.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }

let desk: Desk
let browsing: Browsing

beforeAll(async () => {
  const started = await Promise.all([startDesk({ REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }), browser()])
  desk = started[0]
  browsing = started[1]
}, 300_000)

const file = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261225
SUMMARY:Christmas
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261113
SUMMARY:Feast of the harbour
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20251113
SUMMARY:Feast of the harbour, last year
END:VEVENT
END:VCALENDAR
`.replaceAll('\n', '\r\n')

test('an administrator gives the house split shifts and a region, corrects its holidays, and compares them with a file', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await page.goto(`${desk.origin}/app/settings/working_time`)
    await page.getByText('Monday to Friday, 09:00 to 17:00, until you change it.').waitFor()
    await page.getByText('Choose a region to see its holidays.').waitFor()
    await isGood(page)

    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await page.getByLabel('Monday, shift 1: To').fill('14:00')
    await page.getByRole('button', { name: 'Add a shift on Monday' }).click()
    await page.getByLabel('Monday, shift 2: From').fill('13:30')
    await page.getByText('Two shifts on day 1 of the week').first().waitFor()
    await isGood(page)
    await page.getByLabel('Monday, shift 2: From').fill('17:00')
    await page.getByRole('button', { name: 'Tuesday to Friday as Monday' }).click()
    await page.getByRole('combobox', { name: 'Holidays of' }).fill('GB-SCT')
    await page.getByRole('option', { name: /GB-SCT/ }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Mon–Fri 09:00–14:00, 17:00–20:00 · UTC · GB-SCT').waitFor()

    const year = page.getByRole('textbox', { name: 'Year' })
    await year.fill('2026')
    const june = page.getByRole('listitem').filter({ hasText: '15 June 2026' })
    await june.getByText('Royal proclamation').waitFor()
    await isGood(page)
    await june.getByRole('button', { name: 'Remove' }).click()
    await page.getByLabel('Reason').fill('We work that day')
    await page.getByRole('button', { name: 'Remove it' }).click()
    const corrections = page.getByRole('list', { name: 'Corrections that touch 2026' })
    await corrections.getByText('Mon, 15 June 2026 removed').waitFor()
    await corrections.getByText('We work that day').waitFor()

    await page.getByRole('button', { name: 'Compare with a calendar file' }).click()
    await page.getByLabel('Choose a file').setInputFiles({ name: 'town.ics', mimeType: 'text/calendar', buffer: Buffer.from(file) })
    await page.getByRole('checkbox', { name: 'Fri, 13 November 2026 – Feast of the harbour' }).waitFor()
    expect(await page.getByRole('checkbox', { name: /Feast of the harbour/ }).isChecked()).toBe(true)
    expect(await page.getByRole('checkbox', { name: /30 November 2026/ }).isChecked()).toBe(false)
    await page.getByText('1 entry lies in another year: Feast of the harbour, last year').waitFor()
    await isGood(page)
    await page.getByRole('button', { name: 'Take over 1 day' }).click()
    await corrections.getByText('Fri, 13 November 2026 added: Feast of the harbour').waitFor()

    await corrections.getByRole('listitem').filter({ hasText: '15 June' }).getByRole('button', { name: 'Take back' }).click()
    await corrections.getByText('Mon, 15 June 2026 removed').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'History' }).click()
    await page.getByText('Version 2').waitFor()
    await isGood(page)
  })
  expect(faults).toEqual([])
}, 300_000)

test('on a telephone, in Greek, the week and the holidays fit the screen', async () => {
  const { page, faults } = await browsing.visitor({ size: telephone })
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await page.evaluate(async () => {
      const { version } = (await (await fetch('/api/v1/me')).json()) as { version: number }
      const headers = { 'content-type': 'application/json', 'if-match': `"${version}"` }
      await fetch('/api/v1/me', { method: 'PATCH', headers, body: JSON.stringify({ language: 'el' }) })
    })
    await page.goto(`${desk.origin}/app/settings/working_time`)
    await page.getByRole('button', { name: 'Αλλαγή', exact: true }).click()
    await page.getByRole('group', { name: 'Παρασκευή' }).waitFor()
    await page.getByText('Μεγάλη Παρασκευή').or(page.getByText('Good Friday')).first().waitFor()
    await isGood(page)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider).toBeLessThanOrEqual(0)
  })
  expect(faults).toEqual([])
}, 300_000)
