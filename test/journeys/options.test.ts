import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { everyIssueDecided, plantCategories } from '#modules/complaints/index.ts'
import { noRemedyPending } from '#modules/remedies/index.ts'
import { theDesk } from '#platform/actor.ts'
import { browser, isGood, shown, telephone, type Visitor, widerThanScreen } from '#test/browser.ts'
import { colleagues } from '#test/cast.ts'
import { addMailbox } from '#test/mails.ts'
import { openGates } from '#test/open-gates.ts'
import { enter, type SceneOnScreen, sceneOnScreen } from '#test/scene-on-screen.ts'
import { smtpDouble } from '#test/smtp-double.ts'

// Of what closing waits for, this journey is about the money.
openGates(['complaint.close'], { 'complaint.close': [everyIssueDecided, noRemedyPending] })

const lucia = { name: 'Lucía Ferrer', email: 'lucia@customer.example' }

interface Case {
  stage: SceneOnScreen
  complaint: string
  issue: string
}

let of: Case
let agent: Visitor
let leader: Visitor
let customer: Visitor

beforeAll(async () => {
  const smtp = await smtpDouble()
  const [stage, browsing] = await Promise.all([sceneOnScreen({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}` }), browser()])
  of = await begun(stage)
  agent = await browsing.visitor()
  leader = await browsing.visitor({ size: telephone })
  customer = await browsing.visitor({ locale: 'es-ES', scripts: false, size: telephone })
  await shown(agent.page, () => enter(agent.page, stage.origin, colleagues.ben))
  await shown(leader.page, () => enter(leader.page, stage.origin, colleagues.cleo))
}, 300_000)

test('an agent picks two remedies of the catalogue, one beyond their limit; the supervisor says yes on a telephone', async () => {
  await shown(agent.page, async () => {
    await agent.page.goto(`${of.stage.origin}/app/complaints/${of.complaint}`)
    await proposes(agent.page, { entry: 'A coupon for your next purchase', sum: '20' })
    await agent.page.getByRole('region', { name: 'Remedies' }).getByText('Discount coupon, €20.00').waitFor()
    await proposes(agent.page, { entry: 'A payment as a sign of goodwill', sum: '45' })
    await agent.page.getByRole('region', { name: 'Remedies' }).getByText('waiting for approval').waitFor()
  })
  await shown(leader.page, () => approves(leader.page, of.stage.origin))
  expect([agent, leader].flatMap(({ faults }) => faults)).toEqual([])
}, 300_000)

test('both are offered in a letter, and the customer chooses in Spanish, without scripts', async () => {
  await shown(agent.page, () => offers(agent.page, of))
  await left(of)
  await shown(customer.page, async () => chooses(customer.page, await linkOf(of, /http\S+\/offer/)))
  expect(customer.faults).toEqual([])
}, 300_000)

test('the coupon arrives, the shop takes it, the books balance, and the complaint closes', async () => {
  await shown(agent.page, () => carriesOut(agent.page, of))
  await left(of)
  const code = await shown(customer.page, async () => seesCode(customer.page, await linkOf(of, /http\S+\/coupons\/\S+/)))
  await redeemed(of, code)
  await shown(agent.page, () => closes(agent.page, of))
  expect([agent, leader].flatMap(({ faults }) => faults)).toEqual([])
}, 300_000)

/** A Spanish complaint with a finding, in Ben's hands, and a pool of codes. */
async function begun(stage: SceneOnScreen): Promise<Case> {
  await stage.open(theDesk, plantCategories)
  await addMailbox(stage)
  const [ben, max] = [await stage.as('ben'), await stage.as('max')]
  const pool = await max.post('/api/v1/coupons/pools', {
    name: 'Goodwill twenty',
    kind: 'coupon',
    money: { amount: 2000, currency: 'EUR' },
    days: 90,
    low_at: 0,
  })
  await max.post(`/api/v1/coupons/pools/${pool.body.id}/codes`, { count: 3 })
  const asked = { text: 'El camarote estaba vendido dos veces.', channel: 'phone', customer: lucia, language: 'es' }
  const { body } = await ben.post('/api/v1/complaints', asked)
  const path = `/api/v1/complaints/${body.id}`
  await ben.post(`${path}/assignment`, { owner: stage.agents.ben, team: stage.teams.north })
  const issue = body.issues_list[0] ?? (await ben.post(`${path}/issues`, { title: 'Camarote doble' })).body
  const decided = { outcome: 'upheld', sentence: 'Le damos la razón: el camarote se vendió dos veces.' }
  expect((await ben.patch(`${path}/issues/${issue.id}`, decided, issue.version)).status).toBe(200)
  return { stage, complaint: body.id, issue: issue.id }
}

async function proposes(page: Page, { entry, sum }: { entry: string; sum: string }): Promise<void> {
  const pane = page.getByRole('region', { name: 'Remedies' })
  await pane.getByRole('button', { name: 'Propose a remedy' }).click()
  await pane.getByRole('combobox', { name: 'From the catalogue' }).click()
  await page.getByRole('option', { name: entry }).click()
  await pane.getByText('The customer reads:', { exact: false }).waitFor()
  await pane.getByRole('textbox', { name: 'Sum' }).fill(sum)
  await pane.getByRole('textbox', { name: 'Why, as the customer will read it' }).fill('You waited two hours on the quay.')
  await isGood(page)
  await pane.getByRole('button', { name: 'Propose', exact: true }).click()
  await pane.getByRole('combobox', { name: 'From the catalogue' }).waitFor({ state: 'detached' })
}

async function approves(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/app/approvals`)
  await page.getByRole('heading', { name: /45\.00/ }).waitFor()
  expect(await widerThanScreen(page)).toBe(false)
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Nothing waits for you.').waitFor()
}

async function offers(page: Page, { stage, complaint }: Case): Promise<void> {
  await page.goto(`${stage.origin}/app/complaints/${complaint}/letters/offer`)
  const part = page.getByRole('group', { name: 'Options that the customer chooses from' })
  await part.getByLabel('Discount coupon, €20.00').check()
  await page.getByText('There is only one option.', { exact: false }).first().waitFor()
  await part.getByLabel('Goodwill payment, €45.00').check()
  await page.locator('textarea[id^="letter-options-"]').waitFor({ state: 'detached' })
  // What was picked stands there still after a reload.
  await page.reload()
  await part.getByLabel('Goodwill payment, €45.00').waitFor()
  expect(await part.getByRole('checkbox', { checked: true }).count()).toBe(2)
  await page.locator('textarea[id^="letter-options-"]').waitFor({ state: 'detached' })
  for (const field of await page.locator('textarea[id^="letter-"]').all()) {
    const text = await field.inputValue()
    if (text.includes('{{')) await field.fill(text.replaceAll(/\{\{[^}]*\}\}/g, 'el camarote estuviera vendido dos veces'))
  }
  await page.getByText('Nothing. The letter can leave.').waitFor()
  await isGood(page)
  await page.setViewportSize(telephone)
  expect(await widerThanScreen(page)).toBe(false)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Send the letter' }).click()
  const pane = page.getByRole('region', { name: 'Offers to the customer' })
  await pane.getByText('the customer may choose').waitFor()
  await isGood(page)
}

/** What was written can be taken back for a moment; then it leaves. */
async function left({ stage }: Case): Promise<void> {
  stage.clock.pass({ seconds: 15 })
  await stage.runJobs()
}

async function linkOf({ stage, complaint }: Case, address: RegExp): Promise<string> {
  const { text } = await stage.db
    .selectFrom('conversations_messages')
    .select('text')
    .where('complaint_id', '=', complaint)
    .where('direction', '=', 'out')
    .where('kind', '=', 'message')
    .where('state', '=', 'sent')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return address.exec(text)?.[0] ?? text
}

async function chooses(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('heading', { level: 1, name: 'Lo que podemos ofrecerle' }).waitFor()
  await isGood(page)
  expect(await widerThanScreen(page)).toBe(false)
  await page.getByRole('button', { name: 'Elegir esto' }).click()
  await page.getByRole('alert').getByText('Elija una de las opciones.').waitFor()
  await isGood(page)
  await page.getByLabel('Un cupón para su próxima compra', { exact: false }).check()
  await page.getByRole('button', { name: 'Elegir esto' }).click()
  await page.getByRole('heading', { level: 1, name: 'Ha elegido' }).waitFor()
  await isGood(page)
  await page.goto(link)
  await page.getByRole('heading', { level: 1, name: 'Ha elegido' }).waitFor()
}

async function carriesOut(page: Page, { stage, complaint }: Case): Promise<void> {
  await page.goto(`${stage.origin}/app/complaints/${complaint}`)
  const made = page.getByRole('region', { name: 'Offers to the customer' })
  await made.getByRole('listitem').filter({ hasText: 'Un cupón' }).getByText('chosen', { exact: true }).last().waitFor()
  const remedies = page.getByRole('region', { name: 'Remedies' })
  await remedies.getByRole('button', { name: /^Carried out/ }).click()
  await remedies.getByRole('combobox', { name: 'Code from the pool' }).click()
  await page.getByRole('option', { name: 'Goodwill twenty' }).click()
  await remedies.getByRole('button', { name: 'Carried out', exact: true }).click()
  const coupons = page.getByRole('region', { name: 'Coupons and gift cards' })
  await coupons.getByRole('button', { name: 'Send by mail: Coupon, €20.00' }).click()
  await coupons.getByText('The mail with the link is on its way.').waitFor()
}

async function seesCode(page: Page, link: string): Promise<string> {
  await page.goto(link)
  await page.getByRole('button').first().click()
  return (await page.locator('.code').textContent()) ?? ''
}

/** The shop's program takes the code; each booking of the complaint adds up to nothing, and nothing is left open. */
async function redeemed({ stage, complaint }: Case, code: string): Promise<void> {
  const shop = await stage.token('agent')
  const taken = await shop.post(`/api/v1/coupons/${encodeURIComponent(code)}/redemption`, {}, { 'idempotency-key': 'till-7/0001' })
  expect(taken.status).toBe(200)
  const { totals, data } = (await (await stage.as('ben')).get(`/api/v1/complaints/${complaint}/remedies`)).body
  expect(data.map(({ kind, state }: { kind: string; state: string }) => `${kind} ${state}`).toSorted()).toEqual([
    'coupon settled',
    'goodwill_payment cancelled',
  ])
  const sums = Object.fromEntries(totals.map(({ account, amount }: { account: string; amount: number }) => [account, amount]))
  expect(sums).toMatchObject({ granted: -6500, settled: 2000, cancelled: 4500 })
  const rest = Object.entries(sums).filter(([account]) => !['granted', 'settled', 'cancelled'].includes(account))
  expect(rest.every(([, amount]) => amount === 0)).toBe(true)
}

async function closes(page: Page, { stage, complaint }: Case): Promise<void> {
  const ben = await stage.as('ben')
  const read = async () => (await ben.get(`/api/v1/complaints/${complaint}`)).body
  expect((await read()).state).toBe('follow_up')
  expect((await ben.post(`/api/v1/complaints/${complaint}/closure`, { issues: [] })).status).toBe(200)
  expect((await read()).state).toBe('closed')
  await page.goto(`${stage.origin}/app/complaints/${complaint}`)
  await page.getByText('The customer chose an option', { exact: false }).first().waitFor()
  await isGood(page)
}
