import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { browser, isGood, shown, telephone, widerThanScreen } from '#test/browser.ts'
import { colleagues } from '#test/cast.ts'
import { enter, type SceneOnScreen, sceneOnScreen } from '#test/scene-on-screen.ts'

const eleni = { name: 'Ελένη Αθανασίου', email: 'eleni@customer.example' }

test('a manager makes a pool, an agent gives a code of it, and the customer sees it once, without scripts', async () => {
  const [stage, browsing] = await Promise.all([sceneOnScreen(), browser()])
  const { page: manager, faults } = await browsing.visitor()
  await shown(manager, () => enter(manager, stage.origin, colleagues.max))
  await shown(manager, () => makePool(manager, stage.origin))
  const of = await approved(stage)

  const { page: agent, faults: more } = await browsing.visitor()
  await shown(agent, () => enter(agent, stage.origin, colleagues.ben))
  await shown(agent, () => giveCode(agent, `${stage.origin}/app/complaints/${of.complaint}`))

  const customer = (await browsing.visitor({ locale: 'el-GR', scripts: false, size: telephone })).page
  await shown(customer, async () => seeCode(customer, await linkOf(stage, of)))
  await shown(agent, async () => {
    await agent.reload()
    await agent.getByText('the customer saw the code', { exact: false }).waitFor()
  })
  await shown(manager, () => nameAccount(manager, stage.origin))
  expect([...faults, ...more]).toEqual([])
}, 300_000)

async function makePool(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/app/settings/coupons`)
  await page.getByText('There is no pool yet').waitFor()
  await isGood(page)
  await page.getByRole('button', { name: 'Add a pool' }).click()
  const form = page.getByRole('region', { name: 'Add a pool' })
  await form.getByLabel('Name').fill('Goodwill twenty')
  await form.getByLabel('Sum', { exact: true }).fill('20')
  await isGood(page)
  await form.getByRole('button', { name: 'Add a pool' }).click()
  await page.getByText('no code left').waitFor()
  await page.getByRole('button', { name: 'Codes', exact: true }).click()
  await page.getByLabel('How many to make').fill('3')
  await page.getByRole('button', { name: 'Make codes' }).click()
  await page.getByText('3 codes were added.').waitFor()
  await isGood(page)
  await page.setViewportSize(telephone)
  expect(await widerThanScreen(page)).toBe(false)
}

interface Case {
  complaint: string
  customer: string
}

/** A coupon within Ben's authority, of which the customer was told. */
async function approved(stage: SceneOnScreen): Promise<Case> {
  const ben = await stage.as('ben')
  const { body } = await ben.post('/api/v1/complaints', {
    text: 'Το πλοίο έφυγε χωρίς εμένα.',
    channel: 'phone',
    customer: eleni,
    language: 'el',
  })
  const path = `/api/v1/complaints/${body.id}`
  const { body: issue } = await ben.post(`${path}/issues`, { title: 'Left behind' })
  const asked = {
    issue: issue.id,
    kind: 'coupon',
    basis: 'goodwill',
    money: { amount: 2000, currency: 'EUR' },
    explanation: 'Two hours of waiting.',
  }
  expect((await ben.post(`${path}/remedies`, asked)).body.state).toBe('approved')
  stage.clock.pass({ seconds: 1 })
  await ben.post(`${path}/contacts`, { channel: 'phone', direction: 'out', text: 'Told her what she gets.' })
  return { complaint: body.id, customer: body.customer.id }
}

async function giveCode(page: Page, address: string): Promise<void> {
  await page.goto(address)
  const remedies = page.getByRole('region', { name: 'Remedies' })
  await remedies.getByRole('button', { name: /^Carried out/ }).click()
  await remedies.getByRole('combobox', { name: 'Code from the pool' }).click()
  await page.getByRole('option', { name: 'Goodwill twenty' }).click()
  await isGood(page)
  await remedies.getByRole('button', { name: 'Carried out', exact: true }).click()
  const coupons = page.getByRole('region', { name: 'Coupons and gift cards' })
  await coupons.getByText('code ends in', { exact: false }).waitFor()
  await coupons.getByRole('button', { name: 'Send by mail: Coupon, €20.00' }).click()
  await coupons.getByText('The mail with the link is on its way.').waitFor()
  await isGood(page)
}

/** Such a link as the mail has. */
async function linkOf(stage: SceneOnScreen, { complaint, customer }: Case): Promise<string> {
  const { url } = await stage.open(theDesk, (work) => mintLink(work, { complaint, customer, use: 'coupon', days: 3 }))
  const { id } = await stage.db.selectFrom('remedies_coupons').select('id').where('complaint_id', '=', complaint).executeTakeFirstOrThrow()
  return `${url}/coupons/${id}`
}

async function seeCode(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await isGood(page)
  await page.getByRole('button', { name: 'Εμφάνιση του κωδικού μου' }).click()
  expect(await page.locator('.code').textContent()).toMatch(/^(....-){3}....$/)
  expect(await widerThanScreen(page)).toBe(false)
  await page.goto(link)
  expect(await page.locator('.code').count()).toBe(0)
  await page.getByText('Ο κωδικός εμφανίστηκε', { exact: false }).waitFor()
  await isGood(page)
}

async function nameAccount(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/app/settings/payments`)
  await page.getByText('Nobody has named one yet.').waitFor()
  await isGood(page)
  expect(await widerThanScreen(page)).toBe(false)
  await page.getByRole('button', { name: 'Name an account' }).click()
  await page.getByLabel('Account holder').fill('Harbour Ferries')
  await page.getByLabel('IBAN', { exact: true }).fill('GR16 0110 1250 0000 0001 2300 695')
  await isGood(page)
  await page.getByRole('button', { name: 'Pay from this account' }).click()
  await page.getByText('account ending in 0695', { exact: false }).waitFor()
}
