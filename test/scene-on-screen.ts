import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { watchClocks } from '#modules/clocks/watch-clocks.ts'
import { theDesk } from '#platform/actor.ts'
import { password } from './cast.ts'
import { screensAreBuilt } from './desk.ts'
import { freePort } from './run-server.ts'
import { type Scene, scene } from './scene.ts'

export interface SceneOnScreen extends Scene {
  /** Lets time pass, for the desk and for who looks at it; whatever the clock does then is done. Pages are loaded anew by who reads them. */
  goOn: (duration: Temporal.DurationLike, pages: readonly Page[]) => Promise<void>
}

/** The scene with its screens, on a port of this machine: for journeys that take days. Its jobs run when they are told to. */
export async function sceneOnScreen(environment: Record<string, string> = {}): Promise<SceneOnScreen> {
  await screensAreBuilt()
  const port = await freePort()
  const stage = await scene({ REDRESS_URL: `http://localhost:${port}`, ...environment })
  await stage.house.app.listen({ port, host: 'localhost' })
  // Jobs wait by the desk's clock, which is ahead of the worker's own.
  const runJobs = async () => {
    const soon = stage.clock.now().add({ seconds: 11 })
    await sql`update graphile_worker._private_jobs set run_at = now() where attempts = 0 and run_at <= ${soon}`.execute(stage.db)
    await stage.runJobs()
  }
  const goOn = async (duration: Temporal.DurationLike, pages: readonly Page[]) => {
    const before = stage.clock.now()
    stage.clock.pass(duration)
    const milliseconds = Math.round(before.until(stage.clock.now()).total('milliseconds') / 1000) * 1000
    for (const page of pages) await page.addInitScript(shiftClock, milliseconds)
    await runJobs()
    await watchClocks.run({ step: (run) => stage.open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})
    await runJobs()
  }
  return { ...stage, runJobs, goOn }
}

/** Signs in by the page, in whatever language it is. */
export async function enter(page: Page, origin: string, { email }: { email: string }): Promise<void> {
  await page.goto(`${origin}/app/sign-in`)
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
  // The address changes before the page does, and the form that was just left has a heading too.
  await page.waitForURL((url) => url.pathname !== '/app/sign-in')
  await page.getByRole('navigation').first().waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Runs in the browser, in each page that is loaded from then on: its clock is so much further; a later shift comes on top. */
function shiftClock(milliseconds: number) {
  const [now, Before] = [Date.now, Date]
  Date.now = () => now() + milliseconds
  const shifted = function (this: unknown, ...args: [] | [number]) {
    return args.length === 0 ? new Before(Date.now()) : Reflect.construct(Before, args)
  }
  shifted.prototype = Before.prototype
  globalThis.Date = Object.assign(shifted, { now: Date.now, parse: Before.parse, UTC: Before.UTC }) as unknown as DateConstructor
  const native = globalThis.Temporal?.Now
  if (!native) return
  const zoned = (zone?: string) =>
    native
      .instant()
      .add({ milliseconds })
      .toZonedDateTimeISO(zone ?? native.timeZoneId())
  const later = {
    timeZoneId: () => native.timeZoneId(),
    instant: () => native.instant().add({ milliseconds }),
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (zone?: string) => zoned(zone).toPlainDateTime(),
    plainDateISO: (zone?: string) => zoned(zone).toPlainDate(),
    plainTimeISO: (zone?: string) => zoned(zone).toPlainTime(),
  }
  Object.defineProperty(globalThis.Temporal, 'Now', { value: later, configurable: true })
}
