import { expect, test } from 'vitest'
import { browser, shown } from '#test/browser.ts'
import { colleagues } from '#test/cast.ts'
import { barriers, bothThemes, isThere, openAll, sectionsOf } from '#test/everybody.ts'
import { furnish } from '#test/furnished-house.ts'
import { enter, sceneOnScreen } from '#test/scene-on-screen.ts'

const stage = await sceneOnScreen()
const browsing = await browser()
await furnish(stage)
const { origin } = stage

test('every section of the settings keeps nobody out, as it opens and with its forms open, in both themes', async () => {
  const { page, faults } = await browsing.visitor()
  const found: Record<string, string[]> = {}
  await shown(page, async () => {
    await enter(page, origin, colleagues.fay)
    const sections = await sectionsOf(page, origin)
    expect(sections.length).toBeGreaterThan(20)
    for (const section of sections) {
      await page.goto(`${origin}/app${section}`)
      await isThere(page)
      const closed = await barriers(page)
      await openAll(page)
      await isThere(page)
      const lines = [...closed, ...(await bothThemes(page)).map((line) => `open: ${line}`)]
      if (lines.length > 0) found[section] = lines
    }
  })
  expect(found).toEqual({})
  expect(faults).toEqual([])
}, 900_000)
