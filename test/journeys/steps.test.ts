import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown, telephone, widerThanScreen } from '#test/browser.ts'
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

test('a reply ticks its steps, a step is left out with a reason, and evidence leads to where it stands', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    const id = await opened(page)
    const panel = page.getByRole('region', { name: 'Steps' })
    await panel.getByText('Missing next:').waitFor()
    await panel.getByText('Nobody has it yet', { exact: false }).waitFor()
    await told(page, id)
    const thanks = panel.getByRole('button', { name: '6. Thank: done' })
    await thanks.focus()
    await page.keyboard.press('Enter')
    await isGood(page)
    await panel
      .getByRole('link', { name: /^thanks, / })
      .last()
      .click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/^item-[0-9a-f-]{36}$/)

    await panel.getByRole('button', { name: '5. Show empathy: open' }).click()
    await panel.getByRole('button', { name: 'Leave it out' }).click()
    await panel.getByRole('combobox', { name: 'Reason' }).click()
    await page.getByRole('option', { name: 'a purely factual business contact' }).click()
    await isGood(page)
    await panel.getByRole('button', { name: 'Leave it out' }).click()
    await panel.getByText('Left out by', { exact: false }).waitFor()
    await panel.getByRole('button', { name: 'Take it back' }).click()
    await panel.getByRole('button', { name: '5. Show empathy: open' }).waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

test('before closing one asks whether there is anything else; a closing gate leads to its step', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await opened(page)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const anything = page.getByRole('group', { name: 'Is there anything else?' })
    await anything.getByRole('button', { name: 'Yes, there is' }).click()
    await anything.getByRole('textbox', { name: 'What else there is' }).fill('The lift is broken too')
    await anything.getByRole('button', { name: 'Open as a further issue' }).click()
    await anything.getByText('yes, a further issue was opened', { exact: false }).waitFor()
    await page.getByText('The lift is broken too').first().waitFor()
    await isGood(page)
  })
  expect(faults).toEqual([])
}, 300_000)

test('an administrator writes a template; the versions show who, and a telephone shows it all', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await page.setViewportSize(telephone)
    await page.goto(`${desk.origin}/app/settings/procedure`)
    await page.getByText('Every category', { exact: true }).waitFor()
    await isGood(page)
    await page.getByRole('button', { name: 'Change : Every category' }).click()
    const thanks = page.getByRole('group', { name: '6. Thank' })
    await thanks.getByRole('checkbox', { name: 'Closing waits for it' }).check()
    await thanks.getByRole('button', { name: 'Add a point' }).click()
    await thanks.getByRole('textbox', { name: 'Point in English' }).fill('Say the first name')
    await thanks.getByRole('textbox', { name: 'Point in Greek' }).fill('Πείτε το μικρό όνομα')
    await thanks.getByRole('textbox', { name: 'Point in Spanish' }).fill('Diga el nombre de pila')
    expect(await widerThanScreen(page)).toBe(false)
    await isGood(page)
    await page.getByRole('button', { name: 'Save as a new version' }).click()
    await page.getByText('Version 1. Closing waits for', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Versions : Every category' }).click()
    await page.getByText('Version 0, as it came with the desk').waitFor()

    await opened(page)
    await page.getByRole('button', { name: 'Facts' }).click()
    const panel = page.getByRole('region', { name: 'Steps' })
    await panel.getByRole('button', { name: '6. Thank: open' }).click()
    await panel.getByText('Say the first name').waitFor()
    await panel.getByText('needed for closing').waitFor()
    expect(await widerThanScreen(page)).toBe(false)
    await isGood(page)
  })
  expect(faults).toEqual([])
}, 300_000)

const headers = () => ({ origin: desk.origin })

/** A complaint comes in by e-mail, and is opened. */
async function opened(page: Page): Promise<string> {
  const data = { text: 'The heating does not work and nobody came.', channel: 'email', language: 'en', customer: maria }
  const answered = await page.request.post(`${desk.origin}/api/v1/complaints`, { data, headers: headers() })
  expect(answered.status(), `${await answered.text()}`).toBe(201)
  const { id } = (await answered.json()) as { id: string }
  await page.goto(`${desk.origin}/app/complaints/${id}`)
  await page.getByRole('heading', { level: 1, name: maria.name }).waitFor()
  return id
}

/** A printed letter goes out. */
async function told(page: Page, id: string): Promise<void> {
  const text = 'Dear Maria, thank you for telling us. We have received your letter and look into it.'
  const data = { text, by_hand: { how: 'printed' }, words_reason: 'It is a test.' }
  const answered = await page.request.post(`${desk.origin}/api/v1/complaints/${id}/messages`, { data, headers: headers() })
  expect(answered.status(), `${await answered.text()}`).toBe(201)
}
