import type { Browser, Page } from 'playwright-core'
import { say } from '../../src/words.ts'
import { type Profile, type signIn, slowProcessor, visit } from './browse.ts'

type Cookies = Awaited<ReturnType<typeof signIn>>

/** One interaction: what was done, by which event on what, and milliseconds until what it changed was painted. */
export interface Interaction {
  step: string
  event: string
  on: string
  took: number
}

const en = say('en')
const letters =
  'Thank you for your letter. We looked for the parcel and found it in the wrong depot. It is on its way to you now, and should be with you on Thursday. We are sorry that nobody told you so for a week.'

/** A stretch of a working day, traced: the list, a filter, a complaint, a reply of 200 letters, an assignment, the palette. */
export async function trace(browser: Browser, asked: { origin: string; cookies: Cookies; profile: Profile }): Promise<Interaction[]> {
  const { context, page, cdp } = await visit(browser, { cookies: asked.cookies, profile: 'plain' })
  await page.addInitScript(watchInteractions)
  await page.goto(`${asked.origin}/app/complaints?view=open`)
  await page.locator('[data-row]').first().waitFor()
  await slowProcessor(cdp, asked.profile)
  for (const [name, act] of steps) {
    await page.evaluate((step) => Object.assign(globalThis, { step }), name)
    await act(page)
    // Until the last of it is painted, and its entry written.
    await page.waitForTimeout(700)
  }
  const found = await page.evaluate(() => (globalThis as unknown as { interactions: Interaction[] }).interactions)
  await context.close()
  return worstOfEach(found)
}

const steps: [string, (page: Page) => Promise<unknown>][] = [
  [
    'list by keys',
    async (page) => {
      for (const key of ['j', 'j', 'k', 'x', 'x']) {
        await page.keyboard.press(key)
        await page.waitForTimeout(250)
      }
    },
  ],
  [
    'filter',
    async (page) => {
      await page.getByRole('searchbox', { name: en('worklist:web.field.label') }).click()
      await page.keyboard.type('urgency:high', { delay: 40 })
      await page.keyboard.press('Enter')
      await page.waitForURL(/urgency/)
      await page.locator('[data-row]').first().waitFor()
    },
  ],
  [
    'open',
    async (page) => {
      await page.locator('[data-row] a').first().click()
      await page.locator('main article').first().waitFor()
      await page.waitForTimeout(1500)
    },
  ],
  [
    'reply',
    async (page) => {
      await page.keyboard.press('r')
      await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'textbox')
      await page.keyboard.type(letters, { delay: 45 })
      await page.waitForTimeout(2500)
    },
  ],
  [
    'assign',
    async (page) => {
      await page
        .getByRole('button', { name: en('complaints:web.act.assign') })
        .first()
        .click()
      await page.getByRole('combobox', { name: en('complaints:web.owner'), exact: true }).click()
      await page.getByRole('option').nth(1).click()
      await page
        .getByRole('button', { name: en('complaints:web.do.assign') })
        .last()
        .click()
      await page.waitForTimeout(1500)
    },
  ],
  [
    'palette',
    async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('textbox').waitFor()
      await page.keyboard.type('parcel driver', { delay: 60 })
      await page.getByRole('dialog').locator('mark').first().waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Escape')
    },
  ],
]

/** Key down, key up and input are one interaction: the longest of them counts. */
function worstOfEach(all: (Interaction & { id?: number })[]): Interaction[] {
  const byId = Map.groupBy(all, ({ id }) => id)
  return [...byId.values()].flatMap((same) => same.toSorted((one, other) => other.took - one.took).slice(0, 1))
}

/** Runs in the page: notes every interaction with the step that it belongs to. */
function watchInteractions() {
  const interactions: unknown[] = []
  Object.assign(globalThis, { interactions, step: 'list' })
  new PerformanceObserver((all) => {
    for (const entry of all.getEntries() as (PerformanceEntry & { interactionId: number; target: Element | null })[]) {
      if (!entry.interactionId) continue
      const { target } = entry
      const on = target === null ? '' : `${target.tagName.toLowerCase()} ${target.getAttribute('aria-label') ?? ''}`.trim().slice(0, 40)
      const { step } = globalThis as unknown as { step: string }
      interactions.push({ id: entry.interactionId, step, event: entry.name, on, took: entry.duration })
    }
    // What is painted sooner than this is not reported; the browser rounds to 8 ms.
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
}
