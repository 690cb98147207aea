import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown, telephone, widerThanScreen } from '#test/browser.ts'
import { ada, colleagues, password } from '#test/cast.ts'
import { type SceneOnScreen, sceneOnScreen } from '#test/scene-on-screen.ts'

let stage: SceneOnScreen
let browsing: Browsing

beforeAll(async () => {
  const begun = await Promise.all([sceneOnScreen(), browser()])
  stage = begun[0]
  browsing = begun[1]
}, 300_000)

const patiently = { timeout: 60_000 }

async function northern(): Promise<string> {
  const ben = await stage.as('ben')
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel: 'email', customer: ada })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: stage.agents.ben, team: stage.teams.north })
  return body.id
}

async function comesIn(page: Page, { email }: { email: string }) {
  await page.goto(`${stage.origin}/app/sign-in`)
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/app/sign-in')
}

async function at(page: Page, id: string, who: { email: string }) {
  await comesIn(page, who)
  await page.goto(`${stage.origin}/app/complaints/${id}`)
  await page.getByRole('heading', { level: 1, name: ada.name }).waitFor()
}

const others = (page: Page) => page.getByRole('status', { name: 'Who else is here' })
const answer = (page: Page) => page.getByRole('textbox', { name: `Reply to ${ada.name}` })

async function answersOf(id: string): Promise<number> {
  const { body } = await (await stage.as('ben')).get(`/api/v1/complaints/${id}/timeline`)
  return body.data.filter(
    ({ kind, message }: { kind: string; message: { kind: string; direction: string } }) =>
      kind === 'message' && message.kind === 'message' && message.direction === 'out',
  ).length
}

async function writes(page: Page, words: string) {
  await answer(page).click()
  await page.keyboard.type(words)
}

test('two agents in one complaint see each other, and the second answer waits until the first was read', async () => {
  const id = await northern()
  const [first, second] = [await browsing.visitor(), await browsing.visitor()]
  const [ben, cleo] = [first.page, second.page]
  await shown(ben, async () => {
    await at(ben, id, colleagues.ben)
    await at(cleo, id, colleagues.cleo)
    await others(ben).getByText('Cleo Marín is reading').waitFor()
    await others(cleo).getByText('Ben Okoro is reading').waitFor()
    await isGood(ben)

    await writes(ben, 'Dear Ada, I look into it.')
    await writes(cleo, 'Dear Ada, we pay the cabin back.')
    await others(ben).getByText('Cleo Marín is writing an answer').waitFor()
    await ben.getByText('Cleo Marín is writing an answer').nth(1).waitFor()
    await isGood(ben)
    await cleo.keyboard.press('Control+Enter')
    await expect.poll(() => answersOf(id), patiently).toBe(1)

    await answer(ben).click()
    await ben.keyboard.press('Control+Enter')
    const held = ben.getByRole('alert').filter({ hasText: 'Cleo Marín answered' })
    await held.getByText('Dear Ada, we pay the cabin back.').waitFor()
    await isGood(ben)
    expect(await answer(ben).textContent()).toContain('I look into it.')
    await held.getByRole('button', { name: 'Send mine all the same' }).click()
    await expect.poll(() => answer(ben).textContent(), patiently).not.toContain('I look into it.')
    expect(await answersOf(id)).toBe(2)

    await cleo.close()
    await expect.poll(() => others(ben).getByText('Cleo Marín').count(), { timeout: 90_000 }).toBe(0)
  })
  expect([...first.faults, ...second.faults]).toEqual([])
}, 300_000)

test('a note, a hand-over and a letter are seen while they are written; whose browser dies is gone soon', async () => {
  const id = await northern()
  const [first, second] = [await browsing.visitor(), await browsing.visitor()]
  const [ben, cleo] = [first.page, second.page]
  await shown(ben, async () => {
    await at(ben, id, colleagues.ben)
    await at(cleo, id, colleagues.cleo)
    await cleo.getByRole('button', { name: /^Internal note/ }).click()
    await cleo.getByRole('textbox', { name: 'Internal note' }).click()
    await cleo.keyboard.type('She is a regular.')
    await others(ben).getByText('Cleo Marín is writing a note').waitFor()
    await cleo.keyboard.press('Control+Enter')
    await others(ben).getByText('Cleo Marín is reading').waitFor()

    await cleo.getByRole('button', { name: 'More acts' }).click()
    await cleo.getByRole('menuitem', { name: 'Hand over with a brief' }).click()
    await cleo.locator('form[data-doing="handing_over"] textarea').first().click()
    await cleo.keyboard.type('Please call her. ')
    await others(ben).getByText('Cleo Marín is writing a hand-over').waitFor()

    await cleo.goto(`${stage.origin}/app/complaints/${id}/letters/message`)
    await cleo.getByLabel('Subject').click()
    await cleo.keyboard.type('About your cabin')
    await others(ben).getByText('Cleo Marín is writing a letter').waitFor()
    await others(cleo).getByText('Ben Okoro is reading').waitFor()
    await isGood(cleo)
    // The tab ends as when its process is killed: it says nothing any more.
    await cleo.goto('chrome://kill').catch(() => undefined)
    await expect.poll(() => others(ben).getByText('Cleo Marín').count(), { timeout: 90_000, interval: 500 }).toBe(0)
  })
  expect(first.faults).toEqual([])
}, 300_000)

test('a second tab shows the same draft, and neither writes over the other', async () => {
  const id = await northern()
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await at(page, id, colleagues.ben)
    await writes(page, 'Dear Ada, we look into it.')
    await page.getByText(/draft saved/).waitFor()
    const tab = await page.context().newPage()
    tab.setDefaultTimeout(60_000)
    await tab.goto(`${stage.origin}/app/complaints/${id}`)
    await answer(tab).getByText('Dear Ada, we look into it.').waitFor()
    await answer(tab).click()
    await tab.keyboard.press('Control+End')
    await tab.keyboard.type(' Tomorrow you hear from me.')
    const kept = async () => (await (await stage.as('ben')).get(`/api/v1/complaints/${id}/drafts/reply`)).body.draft?.text
    await expect.poll(kept, patiently).toBe('Dear Ada, we look into it. Tomorrow you hear from me.')
    await page.bringToFront()
    await answer(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' It takes a day.')
    const both = page.getByRole('alert').filter({ hasText: 'Tomorrow you hear from me.' })
    await both.getByText('It takes a day.', { exact: false }).waitFor()
    expect(await kept()).toBe('Dear Ada, we look into it. Tomorrow you hear from me.')
    await both.getByRole('button', { name: /^Take / }).click()
    await answer(page).getByText('Tomorrow you hear from me.').waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

test('two who change the same fact see both sides, and nothing is lost', async () => {
  const id = await northern()
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await at(page, id, colleagues.ben)
    const facts = page.getByRole('region', { name: 'Facts', exact: true })
    await facts.getByRole('button', { name: 'Edit', exact: true }).click()
    await facts.getByRole('textbox', { name: 'Place' }).fill('Piraeus, gate E2')
    const cleo = await stage.as('cleo')
    const { body } = await cleo.get(`/api/v1/complaints/${id}`)
    await cleo.patch(`/api/v1/complaints/${id}`, { place: 'On board' }, body.version)
    await facts.getByRole('button', { name: 'Save', exact: true }).click()
    const both = page.getByRole('alert').filter({ hasText: 'On board' })
    await both.getByText('Piraeus, gate E2').waitFor()
    await isGood(page)
    await both.getByRole('button', { name: /^Keep / }).click()
    await facts.getByText('Piraeus, gate E2').waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

test('an @ in a note brings a colleague in: they are told, see why, and find it by telephone', async () => {
  const id = await northern()
  const agent = await browsing.visitor()
  await shown(agent.page, async () => {
    const { page } = agent
    await at(page, id, colleagues.ben)
    await page.getByRole('button', { name: /^Internal note/ }).click()
    const note = page.getByRole('textbox', { name: 'Internal note' })
    await note.click()
    await page.keyboard.type('Please look, @')
    const picker = page.getByRole('dialog', { name: 'Mention a colleague' })
    await picker.getByRole('combobox').fill('dov')
    await picker.getByRole('option', { name: /Dov Peretz/ }).waitFor()
    await isGood(page)
    await page.keyboard.press('Enter')
    await expect.poll(() => note.textContent(), patiently).toContain('@Dov Peretz')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => stage.facts(`complaint/${id}`), patiently).toContain('complaint.mentioned')
    await page.getByRole('button', { name: 'Who sees this' }).click()
    await page.getByText('Dov Peretz, mentioned by Ben Okoro', { exact: false }).waitFor()
    await isGood(page)
  })
  expect(agent.faults).toEqual([])

  const told = await browsing.visitor({ size: telephone })
  await shown(told.page, async () => {
    const { page } = told
    await comesIn(page, colleagues.dov)
    await page.goto(`${stage.origin}/app/notices`)
    await page.getByText('you were mentioned in a note').waitFor()
    await isGood(page)
    expect(await widerThanScreen(page)).toBe(false)
    await page.getByRole('link', { name: ada.name }).click()
    await page.getByText('Please look, @Dov Peretz').waitFor()
    await expect.poll(async () => (await (await stage.as('dov')).get('/api/v1/notice-count')).body.unread, patiently).toBe(0)
    await page.goto(`${stage.origin}/app/settings/notices`)
    await page.getByRole('checkbox', { name: 'By push: the customer wrote' }).waitFor()
    await isGood(page)
    expect(await widerThanScreen(page)).toBe(false)
  })
  expect(told.faults).toEqual([])
}, 300_000)
