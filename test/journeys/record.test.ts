import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown, widerThanScreen } from '#test/browser.ts'
import { entriesOf, fileOf } from '#test/bundles.ts'
import { type Desk, startDesk } from '#test/desk.ts'
import { signIn } from './sign-in.ts'

const run = promisify(execFile)
const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const eve = { email: 'eve@desk.example', password: 'another long password' }

let desk: Desk
let browsing: Browsing

beforeAll(async () => {
  const administrator = { REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }
  const started = await Promise.all([startDesk(administrator), browser()])
  desk = started[0]
  browsing = started[1]
}, 300_000)

test('an auditor reads the record, takes it out as one file, and checks it without the desk', async () => {
  const { page, faults } = await browsing.visitor()
  const complaint = await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await inviteEve(page)
    return complain(page)
  })
  const auditor = await browsing.visitor()
  const bytes = await shown(auditor.page, async () => {
    await signIn(auditor.page, desk.origin, eve)
    await auditor.page.goto(`${desk.origin}/app/complaints/${complaint}`)
    // The panels above it move it while they come in.
    await auditor.page.getByText('Why these limits').waitFor()
    await auditor.page.getByText('Template:').waitFor()
    await auditor.page.getByRole('link', { name: 'The whole record' }).click()
    await auditor.page.getByRole('heading', { level: 1, name: 'Record' }).waitFor()
    const facts = auditor.page.getByRole('table', { name: 'Facts of the record' })
    await facts.getByText('opened the complaint').waitFor()
    await isGood(auditor.page)
    await auditor.page.setViewportSize({ width: 390, height: 844 })
    await isGood(auditor.page)
    expect(await widerThanScreen(auditor.page)).toBe(false)
    const [download] = await Promise.all([
      auditor.page.waitForEvent('download'),
      auditor.page.getByRole('link', { name: 'Export as a bundle' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^RD-\d{4}-\d{6}-\d\.zip$/)
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    await facts.getByText('exported the complaint as one file').waitFor()
    return Buffer.concat(chunks)
  })
  expect([...faults, ...auditor.faults]).toEqual([])

  const program = await fileOf(entriesOf(bytes).get('verify.mjs') as Buffer, 'verify.mjs')
  const { key } = (await (await fetch(`${desk.origin}/api/v1/bundle-key`)).json()) as { key: string }
  const { stdout } = await run(process.execPath, [program, await fileOf(bytes), key])
  expect(stdout).toContain('all of it holds')
  expect(stdout).toContain('the key that you trust')

  const { page: reader } = await browsing.visitor({ scripts: false, locale: 'el-GR' })
  await reader.goto(`file://${await fileOf(entriesOf(bytes).get('index.html') as Buffer, 'index.html')}`)
  await reader.getByRole('heading', { level: 1, name: /^Παράπονο RD-/ }).waitFor()
}, 300_000)

async function inviteEve(page: Page) {
  const headers = { origin: desk.origin }
  const asked = { name: 'Eve Tanaka', email: eve.email, role: 'auditor', duties: [], teams: [], language: 'en' }
  const invited = await page.request.post(`${desk.origin}/api/v1/agents`, { data: asked, headers })
  expect(invited.status()).toBe(201)
  const { link } = (await invited.json()) as { link: string }
  const accepted = await page.context().browser()?.newContext()
  const answer = await accepted?.request.post(`${desk.origin}/api/v1/invitations/acceptance`, {
    data: { key: link.split(/[#/=]/).at(-1), password: eve.password },
    headers,
  })
  expect(answer?.ok()).toBe(true)
  await accepted?.close()
}

async function complain(page: Page): Promise<string> {
  const answered = await page.request.post(`${desk.origin}/api/v1/complaints`, {
    data: { text: 'Το πλοίο έφυγε χωρίς εμένα.', channel: 'phone', language: 'el', anonymous: true },
    headers: { origin: desk.origin },
  })
  expect(answered.status()).toBe(201)
  return ((await answered.json()) as { id: string }).id
}
