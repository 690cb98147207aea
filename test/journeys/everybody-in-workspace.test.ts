import { expect, test } from 'vitest'
import { browser, shown } from '#test/browser.ts'
import { colleagues } from '#test/cast.ts'
import { barriers, bothThemes, isThere, openAll, pagesOf } from '#test/everybody.ts'
import { furnish } from '#test/furnished-house.ts'
import { enter, sceneOnScreen } from '#test/scene-on-screen.ts'

const stage = await sceneOnScreen()
const browsing = await browser()
const house = await furnish(stage)
const { origin } = stage

test('every page of the workspace keeps nobody out, as it opens and with its forms open, in both themes', async () => {
  const { page, faults } = await browsing.visitor()
  const found: Record<string, string[]> = {}
  await shown(page, async () => {
    await enter(page, origin, colleagues.fay)
    const places = await pagesOf(page, house)
    expect(places.length).toBeGreaterThan(15)
    for (const place of places) {
      await page.goto(`${origin}/app${place}`)
      await isThere(page)
      const closed = await barriers(page)
      await openAll(page)
      await isThere(page)
      const lines = [...closed, ...(await bothThemes(page)).map((line) => `open: ${line}`)]
      if (lines.length > 0) found[place] = lines
    }
  })
  expect(found).toEqual({})
  expect(faults).toEqual([])
}, 900_000)

test('every menu and dialog of a complaint keeps nobody out', async () => {
  const { page, faults } = await browsing.visitor()
  const found: Record<string, string[]> = {}
  await shown(page, async () => {
    await enter(page, origin, colleagues.fay)
    const keep = async (what: string) => {
      const lines = await bothThemes(page)
      if (lines.length > 0) found[what] = lines
    }
    const more = page.getByRole('button', { name: 'More acts', exact: false }).first()
    await page.goto(`${origin}/app/complaints/${house.complaint}`)
    await isThere(page)
    await more.click()
    const acts = await page.getByRole('menuitem').allInnerTexts()
    expect(acts.length).toBeGreaterThan(5)
    await keep('the menu')
    for (const act of acts) {
      await page.goto(`${origin}/app/complaints/${house.complaint}`)
      await isThere(page)
      await more.click()
      await page.getByRole('menuitem', { name: act, exact: true }).first().click()
      await isThere(page)
      await keep(act)
    }
    for (const keys of ['Control+k', 'Shift+Slash']) {
      await page.goto(`${origin}/app/complaints/${house.complaint}`)
      await isThere(page)
      await page.keyboard.press(keys)
      await page.getByRole('dialog').waitFor()
      await keep(keys)
    }
  })
  expect(found).toEqual({})
  expect(faults).toEqual([])
}, 900_000)
