import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openComplaint } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { type Browsing, browser, isGood, shown, telephone } from '#test/browser.ts'
import { colleagues } from '#test/cast.ts'
import { enter, type SceneOnScreen, sceneOnScreen } from '#test/scene-on-screen.ts'

let stage: SceneOnScreen
let browsing: Browsing

beforeAll(async () => {
  const started = await Promise.all([sceneOnScreen(), browser()])
  stage = started[0]
  browsing = started[1]
  await opened('The lamp came broken', 'phone')
  await opened('A letter about the pier', 'letter')
  await opened('The lamp is the wrong colour', 'email')
}, 300_000)

async function opened(text: string, channel: 'phone' | 'letter' | 'email') {
  const told = {
    subject: text,
    words: text,
    channel,
    language: 'en',
    anonymous: false,
    customerId: stage.ada,
    teamId: stage.teams.north,
  } as const
  await stage.open(theDesk, (work) => openComplaint(work, { ...told, receivedAt: stage.clock.now() }))
}

const field = (page: Page) => page.getByRole('searchbox', { name: 'Filter by operators and words' })
const rows = (page: Page) => page.getByRole('table').getByRole('row')
const type = async (page: Page, words: string) => {
  await field(page).fill(words)
  await field(page).press('Enter')
}

test('an agent narrows a list by the keyboard, keeps it, mends it, deletes it and takes that back', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await enter(page, stage.origin, colleagues.ben)
    await page.goto(`${stage.origin}/app/complaints?view=open`)
    await rows(page).nth(3).waitFor()
    await type(page, 'channel:post lamp state:opne')
    await page.getByText('“opne” is nothing that state can be').waitFor()
    expect(await field(page).inputValue()).toBe('channel:post lamp state:opne')
    await type(page, 'κανάλι:τηλέφωνο lamp')
    await page.getByRole('button', { name: 'channel: telephone', exact: true }).waitFor()
    await expect.poll(() => rows(page).count()).toBe(2)
    await page.getByText('The lamp came broken').first().waitFor()
    await isGood(page)

    await page.getByRole('button', { name: 'How one writes it' }).click()
    await page.getByText('customer:"Ada Lindqvist"').waitFor()
    await isGood(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Columns' }).click()
    const marked = await page.getByLabel('Tags').evaluate((box: HTMLInputElement) => {
      box.click()
      return box.checked
    })
    expect(marked, 'a mark stands the moment it is set').toBe(true)
    await page.getByRole('columnheader', { name: 'Tags' }).waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Save as a view' }).click()
    await page.getByLabel('Name').fill('Lamps by telephone')
    await isGood(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Lamps by telephone' }).waitFor()
    const place = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Lamps by telephone/ })
    await place.getByText('1').waitFor()

    await page.getByRole('button', { name: 'Take off channel: telephone' }).click()
    await expect.poll(() => rows(page).count()).toBe(3)
    await page.getByRole('button', { name: 'Keep these changes' }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Keep these changes' }).count()).toBe(0)

    await page.getByRole('link', { name: 'My views' }).click()
    await page.getByText('is:running lamp · only you').waitFor()
    await isGood(page)
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await page.getByLabel('What it shows').fill('team:nowhere')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('There is no team “nowhere”').waitFor()
    expect(await page.getByLabel('What it shows').inputValue()).toBe('team:nowhere')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('You have no views yet.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('list', { name: 'Views' }).getByRole('link', { name: 'Lamps by telephone' }).waitFor()
    expect(faults).toEqual([])
  })
}, 300_000)

test('the palette searches with operators, leads to all that was found, and remembers; on a telephone too', async () => {
  const { page, faults } = await browsing.visitor({ size: telephone })
  await shown(page, async () => {
    await enter(page, stage.origin, colleagues.ben)
    await page.keyboard.press('Control+k')
    const asking = page.getByRole('textbox', { name: 'Find or do' })
    await asking.fill('lamp channel:pone')
    await page.getByText('“pone” is nothing that channel can be').first().waitFor()
    expect(await asking.inputValue()).toBe('lamp channel:pone')
    await asking.fill('lamp channel:phone')
    await page.getByText('All results for “lamp channel:phone”').click()
    await page.getByRole('heading', { level: 1, name: 'Search' }).waitFor()
    await page.getByRole('heading', { level: 2, name: 'Complaints' }).waitFor()
    expect(await page.locator('mark').first().textContent()).toBe('lamp')
    await page.getByText('1 result', { exact: true }).waitFor()
    await isGood(page)
    await page.goto(`${stage.origin}/app/search`)
    await page.getByRole('link', { name: 'lamp channel:phone' }).waitFor()
    await isGood(page)
    await page.goto(`${stage.origin}/app/complaints?view=open&q=lamp+foo:bar`)
    await page.getByText('There is no operator “foo:”').waitFor()
    await page.getByRole('button', { name: 'Take off foo:bar' }).waitFor()
    await isGood(page)
    await page.goto(`${stage.origin}/app/complaints?view=open`)
    await page.getByRole('group', { name: 'This list' }).waitFor()
    await isGood(page)
    expect(faults).toEqual([])
  })
}, 300_000)
