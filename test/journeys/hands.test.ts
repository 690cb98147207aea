import type { Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { browser, isGood, shown, telephone, widerThanScreen } from '#test/browser.ts'
import { type ColleagueName, colleagues } from '#test/cast.ts'
import { enter, sceneOnScreen } from '#test/scene-on-screen.ts'

const { origin, as, agents, teams, facts, db } = await sceneOnScreen()
const browsing = await browser()
const max = await as('max')
const ids: string[] = []
for (const name of ['Ada', 'Sam', 'Kim', 'Lea']) {
  const { body } = await max.post('/api/v1/complaints', {
    text: `The cabin of ${name} was wet.`,
    channel: 'phone',
    customer: { name, email: `${name.toLowerCase()}@customer.example` },
  })
  await max.post(`/api/v1/complaints/${body.id}/assignment`, { team: teams.north, owner: agents.ben })
  ids.push(body.id as string)
}
const tagsOf = (id = '') => max.get(`/api/v1/complaints/${id}`).then(({ body }) => body.tags as string[])
const ownOfBen = async () =>
  (await db.selectFrom('people_agents').select('preferences').where('id', '=', agents.ben).executeTakeFirstOrThrow()).preferences
const isFocused = (page: Page, words: string) =>
  page.waitForFunction((name) => document.activeElement?.textContent?.includes(name), words, { polling: 50 })

test('many complaints are picked, tagged and let go again without a mouse', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await enter(page, origin, colleagues.ben)
    await page.goto(`${origin}/app/complaints?view=mine`)
    await page.getByRole('link', { name: 'Ada' }).waitFor()
    await page.keyboard.press('j')
    await isFocused(page, 'Ada')
    await page.keyboard.press('Shift+ArrowDown')
    await isFocused(page, 'Sam')
    await page.keyboard.press('Shift+ArrowDown')
    await isFocused(page, 'Kim')
    await page.keyboard.press('Shift+ArrowUp')
    await isFocused(page, 'Sam')
    const bar = page.getByRole('toolbar', { name: '2 selected' })
    await bar.waitFor()
    await page.keyboard.press('t')
    await page.getByRole('region', { name: 'Tag' }).waitFor()
    await isGood(page)
    await page.keyboard.type('storm')
    await page.keyboard.press('Enter')
    await page.getByText('2 complaints were tagged.').waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    const told = async (id = '') => (await facts(`complaint/${id}`)).filter((fact) => fact.endsWith('tagged'))
    await expect.poll(() => told(ids[1]), { timeout: 60_000 }).toEqual(['complaint.tagged', 'complaint.untagged'])
    expect([await tagsOf(ids[0]), await tagsOf(ids[1]), await told(ids[2])]).toEqual([[], [], []])

    // With Shift a click takes everything between.
    await page.getByRole('checkbox', { name: /^Select Ada/ }).click()
    await page.getByRole('checkbox', { name: /^Select Lea/ }).click({ modifiers: ['Shift'] })
    await page.getByRole('toolbar', { name: '4 selected' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('toolbar').waitFor({ state: 'detached' })
  })
  expect(faults).toEqual([])
}, 300_000)

test('a key pressed while the complaint is still on its way is answered when it has come', async () => {
  const { page, faults } = await browsing.visitor()
  const come = Promise.withResolvers<void>()
  await page.route(`**/api/v1/complaints/${ids[3]}`, async (route) => {
    await come.promise
    await route.continue()
  })
  await shown(page, async () => {
    await enter(page, origin, colleagues.ben)
    await page.goto(`${origin}/app/complaints/${ids[3]}`)
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await page.keyboard.press('u')
    come.resolve()
    await page.getByRole('menuitem', { name: /^high/i }).first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
  })
  expect(faults).toEqual([])
}, 300_000)

test('a key is put elsewhere, is named where it is taken, and is there again after the page is loaded anew', async () => {
  const { page, faults } = await browsing.visitor({ dark: true })
  await shown(page, async () => {
    await enter(page, origin, colleagues.ben)
    await page.goto(`${origin}/app/complaints?view=mine`)
    await page.getByRole('link', { name: 'Ada' }).waitFor()
    await page.keyboard.press('Shift+Slash')
    const dialog = page.getByRole('dialog', { name: 'All keys' })
    await dialog.getByRole('button', { name: 'Change the key of “next”' }).click()
    await page.keyboard.press('n')
    await dialog.getByText(/N already does/).waitFor()
    await isGood(page)
    await dialog.getByRole('button', { name: /^New key for “next”/ }).focus()
    await page.keyboard.press('m')
    await dialog.getByRole('button', { name: 'Back to J: “next”' }).waitFor()
    await expect.poll(ownOfBen, { timeout: 60_000 }).toMatchObject({ keys: { KeyJ: 'KeyM' } })
    await page.reload()
    await page.getByRole('link', { name: 'Ada' }).waitFor()
    await page.keyboard.press('m')
    await isFocused(page, 'Ada')
    await page.keyboard.press('m')
    await isFocused(page, 'Sam')
    await page.keyboard.press('o')
    await page.getByRole('heading', { level: 1, name: 'Sam' }).waitFor()
    await page.keyboard.press('m')
    await page.getByRole('heading', { level: 1, name: 'Kim' }).waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

const refusal = {
  type: 'about:blank',
  title: 'Forbidden',
  status: 403,
  code: 'complaints.not_yours',
  detail: 'This is not yours to change.',
}
const refused = { status: 403, contentType: 'application/problem+json', body: JSON.stringify(refusal) }

test('who has it and how urgent it is are seen before the desk has answered, and go back with a sentence where it is refused', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await enter(page, origin, colleagues.cleo)
    await page.goto(`${origin}/app/complaints/${ids[3]}`)
    const facts = page.getByRole('region', { name: 'Facts', exact: true })
    await facts.getByText('Ben Okoro').waitFor()
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    const refuse = async (route: Route) => {
      if (route.request().method() === 'GET') return route.continue()
      await answered
      await route.fulfill(refused)
    }
    await page.route(`**/api/v1/complaints/${ids[3]}/assignment`, refuse)
    await page.route(`**/api/v1/complaints/${ids[3]}`, refuse)
    await page.keyboard.press('u')
    await page.getByRole('menuitem', { name: 'high' }).click()
    await page.getByRole('button', { name: 'Urgency: high. Change it' }).waitFor()
    await page
      .getByRole('button', { name: /^Hand over/ })
      .first()
      .click()
    await page.getByRole('combobox', { name: 'Owner' }).click()
    await page.getByRole('option', { name: 'Cleo Marín' }).click()
    await page.getByRole('button', { name: 'Hand over' }).last().click()
    await facts.getByText('Cleo Marín').waitFor()
    answer()
    await page.getByRole('alert').filter({ hasText: 'This is not yours to change.' }).nth(1).waitFor()
    await facts.getByText('Ben Okoro').waitFor()
    await page.getByRole('button', { name: 'Urgency: normal. Change it' }).waitFor()
    await isGood(page)
  })
  expect(faults).toEqual([])
}, 300_000)

test('the next complaint of the list is there before anything is asked for', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await enter(page, origin, colleagues.cleo)
    await page.goto(`${origin}/app/complaints?view=open`)
    await page.getByRole('link', { name: 'Ada' }).waitFor()
    const whole = (path: string) => page.waitForResponse((response) => new URL(response.url()).pathname === path)
    const next = `/api/v1/complaints/${ids[1]}`
    const fetched = Promise.all([whole(next), whole(`${next}/timeline`)])
    await page.getByRole('link', { name: 'Ada' }).click()
    await page.getByRole('heading', { level: 1, name: 'Ada' }).waitFor()
    await fetched
    // From here on the desk answers nothing at all.
    const asked: string[] = []
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    await page.route('**/api/v1/**', async (route) => {
      asked.push(new URL(route.request().url()).pathname)
      await answered
      await route.continue().catch(() => undefined)
    })
    await page.keyboard.press('j')
    await page.getByRole('heading', { level: 1, name: 'Sam' }).waitFor()
    await page.getByRole('region', { name: 'Facts', exact: true }).getByText('Ben Okoro').waitFor()
    await page.getByRole('log').getByText('Max Vogel opened the complaint').waitFor()
    expect(asked.filter((path) => path === next || path === `${next}/timeline`)).toEqual([])
    answer()
  })
  expect(faults).toEqual([])
}, 300_000)

const first: [ColleagueName, string][] = [
  ['ben', 'What burns first of yours'],
  ['cleo', 'Time limits by team'],
  ['max', 'Open longest'],
  ['eve', 'Seals of the record'],
  ['fay', 'Say who you are'],
]

test.each(first)(
  'the first page of %s begins with what the role needs, in both themes and on a telephone',
  async (name, heading) => {
    for (const dark of [false, true]) {
      const { page, faults } = await browsing.visitor({ dark, ...(dark && { size: telephone }) })
      await shown(page, async () => {
        await enter(page, origin, colleagues[name])
        await page.getByRole('heading', { name: heading }).first().waitFor()
        await isGood(page)
        expect(await widerThanScreen(page)).toBe(false)
      })
      expect(faults).toEqual([])
      await page.context().close()
    }
  },
  300_000,
)
