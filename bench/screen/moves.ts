import type { Browser } from 'playwright-core'
import { type Profile, type signIn, slowProcessor, visit } from './browse.ts'

type Cookies = Awaited<ReturnType<typeof signIn>>

const moves = 30

/** From one complaint to the next by J, as one reads: the next one was fetched meanwhile. Milliseconds from the key to the paint of its conversation. */
export async function moveOn(browser: Browser, asked: { origin: string; cookies: Cookies; profile: Profile }): Promise<number[]> {
  const { context, page, cdp } = await visit(browser, { cookies: asked.cookies, profile: 'plain' })
  await page.goto(`${asked.origin}/app/complaints?view=open`)
  await page.locator('[data-row] a').first().click()
  await page.locator('main article').first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await slowProcessor(cdp, asked.profile)
  const took: number[] = []
  // The first moves load what a page is made of.
  for (let turn = -3; turn < moves; turn += 1) {
    // As one reads; and no more than a hundred requests a second are answered.
    await page.waitForTimeout(asked.profile === 'slow' ? 2500 : 1200)
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.evaluate(awaitMove)
    await page.keyboard.press('j')
    const one = await page.evaluate(() => (globalThis as unknown as { moved: Promise<number> }).moved)
    if (turn >= 0) took.push(one)
  }
  await context.close()
  return took
}

/** Runs in the page: `moved` is how long it took from the key until another complaint, with its conversation, was painted. */
function awaitMove() {
  const before = document.querySelector('main h1')
  const moved = new Promise<number>((done, failed) => {
    const give = setTimeout(() => failed(new Error('The next complaint did not come')), 30_000)
    const pressed = ({ timeStamp }: KeyboardEvent) => {
      const look = (): void => {
        const heading = document.querySelector('main h1')
        if (heading === null || heading === before || document.querySelector('main article') === null)
          return void requestAnimationFrame(look)
        const painted = new MessageChannel()
        painted.port1.onmessage = () => {
          clearTimeout(give)
          performance.measure('move', { start: timeStamp })
          done(performance.getEntriesByName('move').at(-1)?.duration ?? Number.NaN)
        }
        // This frame's paint comes first, then the message.
        requestAnimationFrame(() => painted.port2.postMessage(0))
      }
      requestAnimationFrame(look)
    }
    addEventListener('keydown', pressed, { once: true, capture: true })
  })
  Object.assign(globalThis, { moved })
}
