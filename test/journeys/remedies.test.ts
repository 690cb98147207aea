import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown, telephone, widerThanScreen } from '#test/browser.ts'
import { ada, colleagues } from '#test/cast.ts'
import { enter, type SceneOnScreen, sceneOnScreen } from '#test/scene-on-screen.ts'

let stage: SceneOnScreen
let browsing: Browsing

beforeAll(async () => {
  const begun = await Promise.all([sceneOnScreen(), browser()])
  stage = begun[0]
  browsing = begun[1]
}, 300_000)

test('an agent proposes more than their own; the supervisor says yes on a telephone; the limits stand on a page', async () => {
  const ben = await stage.as('ben')
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel: 'phone', customer: ada })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: stage.agents.ben, team: stage.teams.north })
  await ben.post(`/api/v1/complaints/${body.id}/issues`, { title: 'Double booking' })

  const agent = await browsing.visitor()
  await shown(agent.page, async () => {
    const { page } = agent
    await enter(page, stage.origin, colleagues.ben)
    await page.goto(`${stage.origin}/app/complaints/${body.id}`)
    const pane = page.getByRole('region', { name: 'Remedies' })
    await pane.getByText('Nothing was proposed yet', { exact: false }).waitFor()
    await pane.getByRole('button', { name: 'Propose a remedy' }).click()
    await pane.getByText('Goodwill', { exact: true }).click()
    await pane.getByRole('textbox', { name: 'Sum' }).fill('45')
    await pane.getByText('a senior agent says yes', { exact: false }).waitFor()
    await pane.getByRole('textbox', { name: 'Why, as the customer will read it' }).fill('You waited two hours on the quay.')
    await isGood(page)
    await pane.getByRole('button', { name: 'Propose', exact: true }).click()
    await pane.getByText('waiting for approval').waitFor()
    await isGood(page)
  })
  expect(agent.faults).toEqual([])

  const leader = await browsing.visitor()
  await shown(leader.page, async () => {
    const { page } = leader
    await page.setViewportSize(telephone)
    await enter(page, stage.origin, colleagues.cleo)
    await page.goto(`${stage.origin}/app/approvals`)
    await page.locator('[aria-current=page]', { hasText: 'Approvals' }).filter({ visible: true }).waitFor()
    await page.getByRole('heading', { name: /Refund, .*45\.00/ }).waitFor()
    await page.getByText('the limit of one decision').waitFor()
    await isGood(page)
    expect(await widerThanScreen(page)).toBe(false)
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('Nothing waits for you.').waitFor()
    await page.goto(`${stage.origin}/app/authority`)
    await page.getByText('You gave €45.00 of goodwill today.', { exact: false }).waitFor()
    await isGood(page)
    expect(await widerThanScreen(page)).toBe(false)
    await page.goto(`${stage.origin}/app/settings/remedies`)
    await page.getByText('Version 0').waitFor()
    await page.getByRole('button', { name: 'Show' }).click()
    await isGood(page)
    expect(await widerThanScreen(page)).toBe(false)
  })
  expect(leader.faults).toEqual([])
  expect((await ben.get(`/api/v1/complaints/${body.id}/remedies`)).body.data[0].state).toBe('approved')
}, 300_000)

test('a manager writes new limits and a budget, and both stand there', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await enter(page, stage.origin, colleagues.max)
    await page.goto(`${stage.origin}/app/settings/remedies`)
    await page.getByRole('button', { name: 'Write a new version' }).click()
    await page.getByRole('group', { name: 'agent', exact: true }).getByLabel('goodwill, cash').fill('35')
    await page.getByRole('textbox', { name: 'What changed, and why' }).fill('Prices rose.')
    await isGood(page)
    await page.getByRole('button', { name: 'Write version 1' }).click()
    await page.getByText('holds now').waitFor()
    await page.getByText('Prices rose.', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Add a budget' }).click()
    await page.getByLabel('Envelope').fill('500')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('of €500.00 used', { exact: false }).waitFor()
    await isGood(page)
  })
  expect(faults).toEqual([])
}, 300_000)
