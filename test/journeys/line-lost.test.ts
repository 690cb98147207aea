import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browser, isGood, shown } from '#test/browser.ts'
import { colleagues, password } from '#test/cast.ts'
import { enter, sceneOnScreen } from '#test/scene-on-screen.ts'

const { origin, as, agents, teams } = await sceneOnScreen()
const browsing = await browser()
const [ben, max] = await Promise.all([as('ben'), as('max')])

async function opened(text: string): Promise<{ id: string; number: string }> {
  const { body } = await max.post('/api/v1/complaints', {
    text,
    channel: 'phone',
    customer: { name: 'Ada Lindqvist', email: 'ada@customer.example' },
  })
  await max.post(`/api/v1/complaints/${body.id}/assignment`, { team: teams.north, owner: agents.ben })
  return body
}

const box = (page: Page) => page.getByRole('textbox', { name: 'Reply to Ada Lindqvist' })
const drafted = async (complaint: string) =>
  ((await ben.get(`/api/v1/complaints/${complaint}/drafts/reply`)).body.draft?.text as string | undefined) ?? ''
const soon = { timeout: 90_000, interval: 500 }

async function writing(page: Page, complaint: string, words: string) {
  await page.goto(`${origin}/app/complaints/${complaint}`)
  await box(page).click()
  await page.keyboard.type(words)
}

test('without a line nothing that was typed is lost; what was done waits, is sent when it is back, and outlives the browser', async () => {
  const { page, faults } = await browsing.visitor()
  const { id } = await opened('The cabin was wet.')
  await shown(page, async () => {
    await enter(page, origin, colleagues.ben)
    await writing(page, id, 'We are sorry.')
    await expect.poll(() => drafted(id), soon).toContain('We are sorry.')

    await page.context().setOffline(true)
    await page.getByText(/^No connection since/).waitFor()
    await page.keyboard.type(' Somebody calls you today.')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Add a tag' }).click()
    await page.keyboard.type('storm')
    await page.keyboard.press('Enter')
    // seen at once, and said to be on its way
    await page.getByRole('button', { name: /storm/ }).waitFor()
    await page.getByText(/1 act waits and is sent then/).waitFor()
    await isGood(page)
    expect((await ben.get(`/api/v1/complaints/${id}`)).body.tags).toEqual([])

    await page.context().setOffline(false)
    await page.getByText(/^No connection since/).waitFor({ state: 'detached' })
    await expect.poll(() => drafted(id), soon).toContain('Somebody calls you today.')
    await expect.poll(async () => (await ben.get(`/api/v1/complaints/${id}`)).body.tags, soon).toEqual(['storm'])
  })
  expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])

  // The browser dies without a word; another one finds the draft.
  await page.context().close()
  const again = await browsing.visitor()
  await shown(again.page, async () => {
    await enter(again.page, origin, colleagues.ben)
    await again.page.goto(`${origin}/app/complaints/${id}`)
    await box(again.page).getByText('Somebody calls you today.').waitFor()
  })
}, 300_000)

test('whoever was signed out in the middle of a sentence signs in on the same page and goes on', async () => {
  const { page, faults } = await browsing.visitor()
  const { id } = await opened('My bicycle was scratched.')
  await shown(page, async () => {
    await enter(page, origin, colleagues.ben)
    await writing(page, id, 'We look at')
    await expect.poll(() => drafted(id), soon).toContain('We look at')
    await page.context().clearCookies()
    await page.keyboard.type(' the car deck tomorrow.')
    const dialog = page.getByRole('dialog', { name: 'You were signed out' })
    await dialog.waitFor()
    await isGood(page)
    await dialog.getByRole('textbox', { name: 'Password' }).fill('not the right password')
    await page.keyboard.press('Enter')
    await dialog.getByRole('alert').waitFor()
    await dialog.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await box(page).getByText('We look at the car deck tomorrow.').waitFor()
    await expect.poll(() => drafted(id), soon).toContain('the car deck tomorrow.')
  })
  expect(faults).toEqual([])
}, 300_000)

test('a session that ends at the very moment of sending sends nothing, loses nothing, and the answer goes once when one is there again', async () => {
  const { page, faults } = await browsing.visitor()
  const { id } = await opened('The cabin door did not lock.')
  await shown(page, async () => {
    await enter(page, origin, colleagues.ben)
    await writing(page, id, 'We mend the lock today.')
    await expect.poll(() => drafted(id), soon).toContain('We mend the lock today.')
    // The desk ends it between the key and the request.
    await page.route('**/api/v1/complaints/*/messages', async (route) => {
      const { cookie: _ended, ...headers } = await route.request().allHeaders()
      await page.context().clearCookies()
      await route.continue({ headers })
    })
    await page.keyboard.press('Control+Enter')
    const dialog = page.getByRole('dialog', { name: 'You were signed out' })
    await dialog.waitFor()
    expect(await said(id, 'We mend the lock today.')).toBe(0)
    await page.unroute('**/api/v1/complaints/*/messages')
    await dialog.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await box(page).getByText('We mend the lock today.').waitFor()
    await isGood(page)
    await box(page).click()
    await page.keyboard.press('Control+Enter')
    await box(page).getByText('We mend the lock today.').waitFor({ state: 'detached' })
    expect(await said(id, 'We mend the lock today.')).toBe(1)
  })
  expect(faults).toEqual([])
}, 300_000)

test('a complaint that is merged or taken away under one’s hands says so, and keeps what was written', async () => {
  const { page, faults } = await browsing.visitor()
  const [one, other] = [await opened('The ticket never came.'), await opened('I still have no ticket.')]
  await shown(page, async () => {
    await enter(page, origin, colleagues.ben)
    await writing(page, one.id, 'The ticket is on its way.')
    await expect.poll(() => drafted(one.id), soon).toContain('on its way')
    const merged = await max.post(`/api/v1/complaints/${one.id}/merging`, { into: other.id, reason: 'The same matter' })
    expect(merged.status).toBeLessThan(300)
    const notice = page.getByRole('status').filter({ hasText: 'has just merged this complaint' })
    await notice.getByRole('link', { name: other.number }).waitFor()
    await box(page).getByText('The ticket is on its way.').waitFor()
    await isGood(page)

    await writing(page, other.id, 'We have found it.')
    await expect.poll(() => drafted(other.id), soon).toContain('We have found it.')
    const away = await max.post(`/api/v1/complaints/${other.id}/restriction`, { restriction: 'threat', people: [agents.max] })
    expect(away.status).toBeLessThan(300)
    // Nobody tells who may not see it any more; the page finds out by itself, and what was written can be copied.
    await page.getByRole('status').filter({ hasText: 'You cannot see this complaint any more' }).waitFor({ timeout: 90_000 })
    await box(page).click()
    await page.keyboard.press('Control+a')
    expect(await page.evaluate(() => String(getSelection()))).toContain('We have found it.')
    await isGood(page)
    await page.reload({ waitUntil: 'commit' }).catch(() => undefined)
    await page.getByText('There is nothing here.').waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

/** How often these words were said in the conversation. */
async function said(complaint: string, words: string): Promise<number> {
  const { body } = await ben.get(`/api/v1/complaints/${complaint}/timeline`)
  return JSON.stringify(body.data).split(`"text":"${words}"`).length - 1
}

test('an answer without a line waits and goes once; a note that did not reach the desk says so, and goes when it is sent again', async () => {
  const { page, faults } = await browsing.visitor()
  const { id } = await opened('Nobody called me back.')
  await shown(page, async () => {
    await enter(page, origin, colleagues.ben)
    await writing(page, id, 'I call you at five.')
    await expect.poll(() => drafted(id), soon).toContain('I call you at five.')
    await page.context().setOffline(true)
    await page.getByText(/^No connection since/).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText(/1 act waits and is sent then/).waitFor()
    expect(await said(id, 'I call you at five.')).toBe(0)
    await page.context().setOffline(false)
    await expect.poll(() => said(id, 'I call you at five.'), soon).toBe(1)
    await box(page).getByText('I call you at five.').waitFor({ state: 'detached' })

    // The browser believes that it has a line, and the desk is not reached.
    await page.getByRole('button', { name: /^Internal note/ }).click()
    const note = page.getByRole('textbox', { name: 'Internal note' })
    await note.click()
    await page.keyboard.type('She was at sea.')
    await page.route('**/api/v1/complaints/*/notes', (route) => route.abort('connectionrefused'))
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').filter({ hasText: 'What you wrote is still here' }).waitFor()
    await note.getByText('She was at sea.').waitFor()
    await isGood(page)
    await page.unroute('**/api/v1/complaints/*/notes')
    await note.click()
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => said(id, 'She was at sea.'), soon).toBe(1)
    await note.getByText('She was at sea.').waitFor({ state: 'detached' })
    expect([await said(id, 'I call you at five.'), await said(id, 'She was at sea.')]).toEqual([1, 1])
  })
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/.test(fault))).toEqual([])
}, 300_000)

const missing = { status: 404, contentType: 'text/plain', body: 'Not found' }
const newerApp = { contentType: 'text/html', body: '<script type="module" src="/app/assets/newer.js"></script>' }

test('a desk that was renewed says so; a piece of the page that is gone takes nothing with it', async () => {
  const { page } = await browsing.visitor()
  const { id } = await opened('The lift was out of order.')
  await shown(page, async () => {
    await enter(page, origin, colleagues.ben)
    await writing(page, id, 'The lift is repaired.')
    await expect.poll(() => drafted(id), soon).toContain('The lift is repaired.')
    // The day field is fetched when one is shown: a newer app does not have this file.
    await page.route('**/assets/date-field*', (route) => route.fulfill(missing))
    await page.route(/\/app\/$/, (route) => route.fulfill(newerApp))
    await page.getByRole('button', { name: 'More acts' }).click()
    await page.getByRole('menuitem', { name: 'Wait until a day' }).click()
    await page.getByRole('alert').filter({ hasText: 'This part did not come' }).first().waitFor()
    await page.getByRole('status').filter({ hasText: 'The desk was renewed.' }).waitFor()
    await isGood(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await box(page).getByText('The lift is repaired.').waitFor()

    // A page that is gone: the router loads it anew once; then it says what happened and what is safe.
    await page.route('**/assets/record-page*', (route) => route.fulfill(missing))
    await page.goto(`${origin}/app/complaints/${id}/record`)
    await page.getByRole('alert').filter({ hasText: 'Drafts are kept' }).waitFor()
    await isGood(page)
    await page.unrouteAll()
    await page.getByRole('alert').getByRole('button', { name: 'Load anew' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByText('This page did not come').waitFor({ state: 'detached' })
  })
}, 300_000)
