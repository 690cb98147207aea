import type { Locator, Page } from 'playwright-core'
import { findings, telephone, widerThanScreen } from './browser.ts'
import type { Furnished } from './furnished-house.ts'
import { standingOut } from './pseudo-locale.ts'

/** A screen of 1280 pixels at 200 %, and a telephone. */
const narrow = [{ width: 640, height: 400 }, telephone]
const wide = { width: 1440, height: 900 }
const frame = 17

type Examples = Pick<Furnished, 'complaint' | 'customer'>

/** What stands for the parts of an address that begin with `$`. */
const examples = ({ complaint, customer }: Examples): Record<string, string> => ({ complaint, customer, letter: 'final_upheld' })

/** Every page of the workspace, as its own router knows them, the sections of the settings apart; asked on any page of it. */
export async function pagesOf(page: Page, house: Examples): Promise<string[]> {
  const known = await page.evaluate(() => {
    // Named by the router's own library.
    const { __TSR_ROUTER__: router } = globalThis as unknown as { __TSR_ROUTER__: { routesByPath: object } }
    return Object.keys(router.routesByPath)
  })
  const fill = (part: string) => {
    const example = examples(house)[part]
    if (example === undefined) throw new Error(`A page of the workspace needs an example of “$${part}” to be walked`)
    return example
  }
  return known.filter((path) => !path.endsWith('$section')).map((path) => path.replaceAll(/\$(\w+)/g, (_all, part: string) => fill(part)))
}

/** Every section of the settings that this reader sees. */
export async function sectionsOf(page: Page, origin: string): Promise<string[]> {
  await page.goto(`${origin}/app/settings`)
  const links = page.locator('nav a[href^="/app/settings/"]')
  await links.first().waitFor()
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href')?.replace(/^\/app/, '') ?? ''))
}

/** Waits until nothing on the page waits for the desk any more. */
export async function isThere(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(
    (quiet) => {
      const state = globalThis as { calmSince?: number | undefined }
      const busy = document.querySelector('[aria-busy="true"]') !== null
      state.calmSince = busy ? undefined : (state.calmSince ?? performance.now())
      return state.calmSince !== undefined && performance.now() - state.calmSince > quiet
    },
    250,
    { polling: 50 },
  )
}

const ofEachKind = 2

/** Of buttons that are called alike, as in the rows of a list, the first ones, last first: opening one moves only what stands below it. */
async function firstOfEach(buttons: Locator): Promise<Locator[]> {
  const kinds = (await buttons.allInnerTexts()).map((text) => text.trim().split(/\s/)[0] ?? '')
  const first = kinds.flatMap((kind, at) => (kinds.slice(0, at).filter((one) => one === kind).length < ofEachKind ? [at] : []))
  return first.toReversed().map((at) => buttons.nth(at))
}

/** Opens forms and folded parts of what is to be seen; nothing is sent. Menus and dialogs are others. A way that leads elsewhere is not taken. */
export async function openAll(page: Page): Promise<void> {
  const here = page.url()
  const folded = page.locator('main').locator('button[aria-expanded="false"]:not([aria-haspopup], [role="combobox"]), summary')
  const forms = page.locator('main').getByRole('button', { name: /^(Add|New|Change|Edit|Correct|Name|Codes)\b/ })
  for (const one of [...(await firstOfEach(forms)), ...(await firstOfEach(folded))]) {
    if (await one.isVisible()) await one.click({ timeout: 3000 }).catch(() => undefined)
    if (page.url() !== here) return void (await page.goto(here))
  }
}

/** What axe finds here in both themes, good practice included: for what opens above a page. */
export async function bothThemes(page: Page): Promise<string[]> {
  const light = await findings(page, { best: true })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForFunction(isWholly, 'dark')
  const dark = await findings(page, { rules: ['color-contrast'] })
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((line) => `dark: ${line}`)]
}

/** In the browser: the workspace has put on this theme as well; pages of the customers follow the device alone. */
function isWholly(theme: string): boolean {
  const worn = document.documentElement.dataset['mantineColorScheme']
  return worn === undefined || worn === theme
}

/** What keeps somebody out of this page as it stands: a line each. Both themes, twice the size, a telephone, without motion. */
export async function barriers(page: Page): Promise<string[]> {
  const found = [...(await landmarks(page)), ...(await moving(page)), ...(await bothThemes(page))]
  for (const size of narrow) {
    await page.setViewportSize(size)
    const at = (line: string) => `${size.width} px: ${line}`
    if (await staysWide(page)) found.push(...(await standingOut(page)).map((line) => at(`stands out – ${line}`)))
    found.push(...(await cutOff(page)).map(at))
  }
  found.push(...(await findings(page, { rules: ['target-size'] })))
  await page.setViewportSize(wide)
  return found
}

/** Too wide still when the page has had time to lay itself out for the new size. */
async function staysWide(page: Page): Promise<boolean> {
  for (let look = 0; look < 10; look += 1) {
    if (!(await widerThanScreen(page))) return false
    await page.waitForTimeout(100)
  }
  return true
}

/** Why the focus is not where somebody sees it; empty where all is well. Text fields show their caret, places to read from are no controls. */
export const unseen = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const here = document.activeElement
    if (!(here instanceof HTMLElement) || here === document.body) return 'the focus is lost'
    const text = 'textarea, [contenteditable="true"], input:not([type="checkbox"], [type="radio"])'
    const isControl = here.tabIndex >= 0 && !here.matches(text)
    const { top, bottom } = here.getBoundingClientRect()
    const styles = [null, '::after', '::before'].map((part) => getComputedStyle(here, part))
    const hasRing = styles.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1)
    const troubles: [boolean, string][] = [
      [!here.checkVisibility(), 'is on what nobody sees'],
      [isControl && (bottom < 0 || top > window.innerHeight), 'is out of sight'],
      [isControl && !hasRing, 'has no ring'],
    ]
    const trouble = troubles.find(([is]) => is)
    return trouble === undefined ? '' : `the focus ${trouble[1]}: ${here.outerHTML.slice(0, 160)}`
  })

/** One heading above all, one main part, a language and a title. */
const landmarks = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const seen = (selector: string) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility()).length
    const said: string[] = []
    if (seen('h1') !== 1) said.push(`${seen('h1')} first headings`)
    if (seen('main') !== 1) said.push(`${seen('main')} main parts`)
    if (document.documentElement.lang === '') said.push('no language')
    if (!document.title.includes(' – ')) said.push(`the title names no page: ${document.title}`)
    return said
  })

/** What still moves although the reader asked for stillness. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate((longest) => {
    const milliseconds = (list: string) =>
      Math.max(...list.split(',').map((time) => Number.parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000)))
    return [...document.querySelectorAll('*')].flatMap((element) => {
      const style = getComputedStyle(element)
      const long = Math.max(
        milliseconds(style.transitionDuration),
        style.animationName === 'none' ? 0 : milliseconds(style.animationDuration),
      )
      return long > longest ? [`moves for ${long} ms – ${element.tagName} ${element.className}`] : []
    })
  }, frame)

/** Words that are cut, where neither a link nor a button leads to the whole of them. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const hides = (overflow: string) => ['hidden', 'clip'].includes(overflow)
    // What is there for the ear alone is one pixel in size.
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      return element.checkVisibility() && element.textContent?.trim() !== '' && Math.min(width, height) > 2
    }
    const isCut = (element: Element) => {
      const { overflowX, overflowY } = getComputedStyle(element)
      const aside = hides(overflowX) && element.scrollWidth > element.clientWidth + 1
      return aside || (hides(overflowY) && element.scrollHeight > element.clientHeight + 2)
    }
    const leadsOn = (element: Element) => {
      const place = element.closest('a, button, summary, li, article, [role="row"]')
      return (
        element.hasAttribute('title') ||
        (place !== null && (place.matches('a, button, summary') || place.querySelector('a, button') !== null))
      )
    }
    return [...document.body.querySelectorAll('*')]
      .filter((element) => isSeen(element) && isCut(element) && !leadsOn(element))
      .map((element) => `cut – ${element.tagName} ${element.className} “${element.textContent?.trim().slice(0, 60)}”`)
  })
