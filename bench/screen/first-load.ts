import type { Browser } from 'playwright-core'
import type { signIn } from './browse.ts'
import { type Profile, visit } from './browse.ts'

export interface Loaded {
  /** Milliseconds since the address was asked for. */
  firstPaint: number
  largestPaint: number
  /** The first complaint stands in the list. */
  rows: number
  /** Bytes that travelled until the rows stood there, by what they are. */
  bytes: Record<'script' | 'style' | 'font' | 'rest', number>
  /** Bytes of script that came afterwards by themselves, while nobody did anything. */
  later: number
}

type Cookies = Awaited<ReturnType<typeof signIn>>

const list = '/app/complaints?view=open'
const quietFor = 6000

/** The list, asked for by who is signed in; the window knows nothing yet, or, the second time, what the first time left. */
export async function loadList(
  browser: Browser,
  asked: { origin: string; cookies: Cookies; profile: Profile; again?: boolean },
): Promise<Loaded> {
  const { context, page, cdp } = await visit(browser, asked)
  const sizes: { kind: string; bytes: number }[] = []
  const kinds = new Map<string, string>()
  cdp.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    sizes.push({ kind: kinds.get(requestId) ?? '', bytes: encodedDataLength }),
  )
  await page.addInitScript(watchPaint)
  const go = async () => {
    await page.goto(`${asked.origin}${list}`, { waitUntil: 'commit' })
    await page.locator('[data-row]').first().waitFor()
  }
  await go()
  if (asked.again) {
    sizes.length = 0
    await go()
  }
  const upToRows = [...sizes]
  await page.waitForTimeout(asked.profile === 'plain' ? quietFor : 1500)
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: { first: number; largest: number; rows: number } }).seen)
  const script = sum(upToRows, (kind) => kind === 'Script')
  const loaded: Loaded = {
    firstPaint: seen.first,
    largestPaint: seen.largest,
    rows: seen.rows,
    bytes: {
      script,
      style: sum(upToRows, (kind) => kind === 'Stylesheet'),
      font: sum(upToRows, (kind) => kind === 'Font'),
      rest: sum(upToRows, (kind) => !['Script', 'Stylesheet', 'Font'].includes(kind)),
    },
    later: sum(sizes, (kind) => kind === 'Script') - script,
  }
  await context.close()
  return loaded
}

const sum = (some: readonly { kind: string; bytes: number }[], fits: (kind: string) => boolean): number =>
  some.filter(({ kind }) => fits(kind)).reduce((all, { bytes }) => all + bytes, 0)

/** Runs in the page, before all else: when something is painted, when the largest of it, and when the first row is there. */
function watchPaint() {
  const seen = { first: Number.NaN, largest: Number.NaN, rows: Number.NaN }
  Object.assign(globalThis, { seen })
  new PerformanceObserver((all) => {
    for (const { name, startTime } of all.getEntries()) if (name === 'first-contentful-paint') seen.first = startTime
  }).observe({ type: 'paint', buffered: true })
  new PerformanceObserver((all) => {
    seen.largest = all.getEntries().at(-1)?.startTime ?? seen.largest
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  const look = (): void => {
    const there = document.querySelector('[data-row]') !== null
    requestAnimationFrame(there ? () => Object.assign(seen, { rows: performance.now() }) : look)
  }
  requestAnimationFrame(look)
}
