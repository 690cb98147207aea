import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'

export type Profile = 'plain' | 'slow'

/** A slow laptop on a middling line: a quarter of this processor, 10 Mbit/s, 40 ms there and back. */
const slow = { cpu: 4, bytesASecond: 10_000_000 / 8, latency: 40 }

export async function openBrowser(): Promise<Browser> {
  const executablePath = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome-stable'].find(
    (one) => one && existsSync(one),
  )
  if (!executablePath) throw new Error('There is no Chromium: set CHROME_PATH')
  return chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
}

export interface Visit {
  context: BrowserContext
  page: Page
  cdp: CDPSession
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** A window with nothing in its cache, signed in where cookies are given, on a machine as fast or slow as asked. */
export async function visit(browser: Browser, { cookies, profile }: { cookies?: Cookies; profile: Profile }): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Athens' })
  if (cookies) await context.addCookies(cookies)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await throttle(cdp, profile)
  return { context, page, cdp }
}

/** The processor alone, once the page is there: what stands in the cache comes by no line. */
export const slowProcessor = (cdp: CDPSession, profile: Profile) =>
  cdp.send('Emulation.setCPUThrottlingRate', { rate: profile === 'slow' ? slow.cpu : 1 })

async function throttle(cdp: CDPSession, profile: Profile) {
  if (profile === 'plain') return
  await slowProcessor(cdp, profile)
  const { latency, bytesASecond } = slow
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: bytesASecond,
    uploadThroughput: bytesASecond,
  })
}

/** Signs in by the page, and answers what the browser keeps of it. */
export async function signIn(browser: Browser, origin: string, { email, password }: { email: string; password: string }): Promise<Cookies> {
  const { context, page } = await visit(browser, { profile: 'plain' })
  await page.goto(`${origin}/app/sign-in`)
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/app/sign-in')
  const cookies = await context.cookies()
  await context.close()
  return cookies
}
