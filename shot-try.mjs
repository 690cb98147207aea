import { chromium } from 'playwright-core'
const [,, base, out, ...urls] = process.argv
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu','--disable-background-networking'] })
const w = Number(process.env.W ?? 1440)
const ctx = await browser.newContext({ viewport: { width: w, height: w < 500 ? 844 : 900 }, locale: process.env.L ?? 'en', colorScheme: process.env.DARK ? 'dark' : 'light' })
const page = await ctx.newPage()
page.on('console', m => { if (m.type() === 'error') console.log('console:', m.text().slice(0, 300)) })
page.on('pageerror', e => console.log('pageerror:', String(e).slice(0, 500)))
if (process.env.EMAIL) {
  const r = await ctx.request.post(base + '/api/auth/sign-in/email', { data: { email: process.env.EMAIL, password: process.env.PW }, headers: { origin: base } })
  if (!r.ok()) console.log(await r.text())
}
let i = 0
for (const u of urls) { await page.goto(base + u, { waitUntil: 'load' }); await page.waitForTimeout(Number(process.env.WAIT ?? 2500)); await page.screenshot({ path: `${out}-${i++}.png`, fullPage: !!process.env.FULL }) ; console.log(page.url()) }
await browser.close()
