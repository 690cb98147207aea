import { expect, test } from 'vitest'
import { routesOf } from '#platform/http/permissions.ts'
import { browser, shown } from '#test/browser.ts'
import { colleagues } from '#test/cast.ts'
import { barriers, unseen } from '#test/everybody.ts'
import { furnish } from '#test/furnished-house.ts'
import { enter, sceneOnScreen } from '#test/scene-on-screen.ts'

const stage = await sceneOnScreen()
const browsing = await browser()
const house = await furnish(stage)
const { origin } = stage

test('every page of the customers keeps nobody out', async () => {
  const { page, faults } = await browsing.visitor()
  const found: Record<string, string[]> = {}
  const walked: string[] = []
  await shown(page, async () => {
    for (const place of publicPages()) {
      const answered = await page.request.get(`${origin}${place}`)
      if (!String(answered.headers()['content-type']).includes('html')) continue
      await page.goto(`${origin}${place}`)
      // The front door leads into the workspace.
      if (page.url().includes('/app/')) continue
      walked.push(place)
      const lines = await barriers(page)
      if (lines.length > 0) found[place] = lines
    }
  })
  expect(found).toEqual({})
  expect(walked.length).toBeGreaterThan(8)
  expect(faults).toEqual([])
}, 600_000)

/** What is served to anyone beside the app and its interface, with examples in place of what changes. */
function publicPages(): string[] {
  const secret = house.link.split('/').at(-1) ?? ''
  const routes = routesOf(stage.house.app).filter(({ method, requires }) => method === 'GET' && requires === 'anyone')
  return routes
    .map(({ url }) => url.replace(':secret', secret).replace(':coupon', house.coupon).replace(':message', house.letter))
    .filter((url) => !/^\/(api|app|assets)\b|[:*]/.test(url))
}

test('in colours that the reader chose one sees where one is, what is picked and where the focus is', async () => {
  const { page, faults } = await browsing.visitor()
  await page.emulateMedia({ forcedColors: 'active' })
  const ringed = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle)
  await shown(page, async () => {
    await enter(page, origin, colleagues.fay)
    await page.goto(`${origin}/app/complaints?view=open`)
    await page.getByRole('link', { name: 'Ada Lindqvist' }).waitFor()
    expect(await ringed('nav a[aria-current="page"]')).toBe('solid')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.locator('[data-picked]').first().waitFor()
    expect(await ringed('[data-picked]')).toBe('solid')
    expect(await unseen(page)).toBe('')
  })
  expect(faults).toEqual([])
}, 300_000)

test('on another page the focus is at its beginning, and back on what one came from', async () => {
  const { page, faults } = await browsing.visitor()
  const here = () => page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent}`)
  const patience = { timeout: 30_000 }
  await shown(page, async () => {
    await enter(page, origin, colleagues.fay)
    for (const [place, words] of [
      ['/app/notices', /^H1 Notices/],
      ['/app/settings', /^H2 Organisation/],
    ] as const) {
      await page.locator(`nav a[href="${place}"]`).first().click()
      await expect.poll(here, patience).toMatch(words)
    }
    await page.locator('nav a[href="/app/settings/teams"]').click()
    await expect.poll(here, patience).toMatch(/^H2 Teams/)
    await page.locator('nav a[href="/app/customers"]').first().click()
    const row = page.getByRole('link', { name: 'Sam Petrov' })
    await row.click()
    await expect.poll(here, patience).toMatch(/^H1 Sam Petrov/)
    await page.locator('nav a[href="/app/customers"]').first().click()
    await row.waitFor()
    await expect.poll(here, patience).toMatch(/^(A Sam Petrov|INPUT)/)
  })
  expect(faults).toEqual([])
}, 300_000)
