import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { plainIncoming, receiveMessage } from '#modules/conversations/index.ts'
import { theDesk } from '#platform/actor.ts'
import { type Browsing, browser, isGood, shown, telephone, widerThanScreen } from '#test/browser.ts'
import { ada, colleagues, password } from '#test/cast.ts'
import { type SceneOnScreen, sceneOnScreen } from '#test/scene-on-screen.ts'
import { letIn } from './sign-in.ts'

let stage: SceneOnScreen
let browsing: Browsing

beforeAll(async () => {
  stage = await sceneOnScreen()
  browsing = await browser()
}, 300_000)

interface Opened {
  id: string
  number: string
}

async function opened(text: string): Promise<Opened> {
  const ben = await stage.as('ben')
  stage.clock.pass({ seconds: 2 })
  return (await ben.post('/api/v1/complaints', { text, channel: 'phone', customer: ada })).body
}

const writes = (complaint: string, text: string) =>
  stage.open(theDesk, (work) =>
    receiveMessage(work, { ...plainIncoming, complaint, channel: 'portal', text, visibleText: text, at: work.now }),
  )

const pageOf = async (page: Page, { id }: Opened) => {
  await page.goto(`${stage.origin}/app/complaints/${id}`)
  await page.getByRole('heading', { level: 1, name: ada.name }).waitFor()
}

const cold = 'The cabin was ice cold the whole night and nobody answered the telephone at reception.'

test('two that look alike are merged with a click, answers to both meet in one, and they are taken apart again', async () => {
  const { page, faults } = await browsing.visitor()
  const [first, second] = [await opened(cold), await opened(`Again: ${cold}`)]
  await shown(page, async () => {
    await letIn(page, stage.origin, { ...colleagues.cleo, password })
    await pageOf(page, first)
    const alike = page.getByRole('region', { name: 'It may be the same matter' })
    await alike.getByText('says nearly the same · same customer').waitFor()
    await isGood(page)
    await alike.getByRole('button', { name: `Merge into ${second.number}` }).click()
    await page.getByText('This was merged into another one.').waitFor()
    await page.getByRole('link', { name: second.number }).first().click()
    await page.getByText(new RegExp(`merged ${first.number} into it`)).waitFor()

    await writes(first.id, 'To the first one: any news?')
    await writes(second.id, 'To the second one: hello?')
    const talk = page.getByRole('log')
    await talk.getByText('To the first one: any news?').waitFor()
    await talk.getByText('To the second one: hello?').waitFor()

    await pageOf(page, first)
    await page.getByRole('button', { name: 'More acts' }).click()
    await page.getByRole('menuitem', { name: 'Take the merging apart' }).click()
    await page.getByLabel('Why it is taken apart').fill('Two crossings after all.')
    await page.getByRole('button', { name: 'Take apart' }).click()
    await page.getByText(/took it apart from/).waitFor()
    await writes(first.id, 'The first one goes on.')
    await page.getByRole('log').getByText('The first one goes on.').waitFor()
    await pageOf(page, second)
    await page.getByText(new RegExp(`took ${first.number} apart from it`)).waitFor()
    expect(await page.getByRole('log').getByText('The first one goes on.').count()).toBe(0)
  })
  expect(faults).toEqual([])
}, 300_000)

test('an issue is split off with the message that is about it, and both say so', async () => {
  const { page, faults } = await browsing.visitor()
  const whole = await opened('My suitcase came a day late and the wheels are gone.')
  await writes(whole.id, 'The wheels were new.')
  const ben = await stage.as('ben')
  await ben.post(`/api/v1/complaints/${whole.id}/issues`, { title: 'The wheels are gone', category: null })
  await shown(page, async () => {
    await letIn(page, stage.origin, { ...colleagues.ben, password })
    await pageOf(page, whole)
    await page.getByRole('button', { name: 'Split off “The wheels are gone”' }).click()
    const issues = page.getByRole('region', { name: 'Issues' })
    await issues.getByRole('textbox', { name: 'Why' }).fill('The workshop decides on it.')
    await issues.getByRole('checkbox', { name: /The wheels were new/ }).check()
    await isGood(page)
    await issues.getByRole('button', { name: 'Split it off' }).click()
    await page.waitForURL((url) => !url.pathname.endsWith(whole.id))
    await page.getByText(new RegExp(`split it off ${whole.number}`)).waitFor()
    await page.getByRole('log').getByText('The wheels were new.').waitFor()
    await page.getByText(new RegExp(`also in ${whole.number}`)).waitFor()
    await isGood(page)
    await pageOf(page, whole)
    await page.getByText(/split an issue off: it goes on in/).waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

test('on a telephone a complaint is read, answered and handed over', async () => {
  const { page, faults } = await browsing.visitor({ size: telephone })
  const one = await opened('The lift stood still for two hours.')
  await shown(page, async () => {
    await letIn(page, stage.origin, { ...colleagues.ben, password })
    await pageOf(page, one)
    await page.getByText('The lift stood still for two hours.').first().waitFor()
    expect(await widerThanScreen(page)).toBe(false)
    await isGood(page)
    await page.getByRole('button', { name: /^Reply/ }).click()
    const box = page.getByRole('textbox', { name: `Reply to ${ada.name}` })
    await box.click()
    await page.keyboard.type('I am sorry for the two hours. The lift is repaired by Friday.')
    expect(await widerThanScreen(page)).toBe(false)
    await isGood(page)
    await page.getByRole('button', { name: /^Send/ }).first().click()
    await page.getByRole('article').getByText('I am sorry for the two hours.').waitFor()

    await page.getByRole('button', { name: 'Hand over' }).first().click()
    await page.getByRole('combobox', { name: 'Owner' }).click()
    await page.getByRole('option', { name: colleagues.cleo.name }).click()
    expect(await widerThanScreen(page)).toBe(false)
    await page.getByRole('button', { name: 'Hand over' }).last().click()
    await page
      .getByText(new RegExp(`${colleagues.cleo.name}`))
      .first()
      .waitFor()
    await isGood(page)
  })
  const { body } = await (await stage.as('cleo')).get(`/api/v1/complaints/${one.id}`)
  expect(body.owner).toMatchObject({ name: colleagues.cleo.name })
  expect(faults).toEqual([])
}, 300_000)
