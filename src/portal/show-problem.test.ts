import { beforeAll, expect, test } from 'vitest'
import { type Caller, callerOn } from '#test/caller.ts'
import { type Clock, scene } from '#test/scene.ts'

let clock: Clock
let browser: Caller
let program: Caller

beforeAll(async () => {
  const stage = await scene()
  const { house } = stage
  clock = stage.clock
  browser = callerOn(house.app, { accept: 'text/html,application/xhtml+xml', 'accept-language': 'es' })
  program = callerOn(house.app, { accept: 'application/json' })
})

test('who comes with a browser meets a page in their language, with the house’s name', async () => {
  const page = await browser.get('/nowhere')
  expect(page.status).toBe(404)
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.headers['content-security-policy']).toContain("script-src 'none'")
  expect(page.body).toContain('Aquí no hay nada')
  expect(page.body).toContain('Harbour Ferries')
  expect((await browser.get('/nowhere?language=el')).body).toContain('<html lang="el"')
})

test('programs, and the API for everybody, get problem+json', async () => {
  expect((await program.get('/nowhere')).headers['content-type']).toContain('application/problem+json')
  expect((await browser.get('/api/v1/nowhere')).headers['content-type']).toContain('application/problem+json')
})

test('a body that cannot be read is a page too', async () => {
  const page = await browser.post('/complain', 'not a form', { 'content-type': 'application/json' })
  expect(page.status).toBe(400)
  expect(page.body).toContain('<html lang="es"')
})

test('who comes too often is told how long to wait', async () => {
  // Counted by the minute: all of them come within one.
  clock.pass({ seconds: 60 - clock.now().toZonedDateTimeISO('UTC').second })
  const posts = Array.from({ length: 125 }, () =>
    browser.post('/complain', 'text=', { 'content-type': 'application/x-www-form-urlencoded' }),
  )
  const last = (await Promise.all(posts)).find(({ status }) => status === 429)
  expect(last?.headers['retry-after']).toBe('60')
  expect(last?.body).toContain('Fue demasiado a menudo')
})

test('styles and fonts come from our own host, and only those that there are', async () => {
  const page = await browser.get('/complain')
  const address = /href="(\/assets\/styles\/[^"]+)"/.exec(page.body)?.[1] ?? ''
  const styles = await browser.get(address)
  expect(styles.headers).toMatchObject({ 'content-type': 'text/css; charset=utf-8', 'cache-control': expect.stringContaining('immutable') })
  expect(styles.body).not.toMatch(/https?:/)
  for (const [, font] of String(styles.body).matchAll(/url\("([^"]+)"\)/g)) {
    const answer = await browser.get(font ?? '')
    expect(answer.status).toBe(200)
    expect(answer.bytes.subarray(0, 4).toString()).toBe('wOF2')
  }
  expect((await browser.get('/assets/fonts/..%2f..%2fpackage.json')).status).toBe(404)
  expect((await browser.get('/assets/styles/portal-000000000000.css')).headers['cache-control']).toBe('no-store')
  expect((await browser.get('/assets/styles/secret')).status).toBe(404)
})

test('the privacy notice and the imprint stand on pages of their own', async () => {
  expect((await browser.get('/privacy?language=en')).body).toContain('How we keep what you write')
  expect((await browser.get('/imprint?language=en')).body).toContain('Harbour Ferries')
})
