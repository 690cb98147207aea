import { expect, test } from 'vitest'
import { plantCategories } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { browser, isGood, shown, telephone } from '#test/browser.ts'
import { ada, colleagues } from '#test/cast.ts'
import { enter, sceneOnScreen } from '#test/scene-on-screen.ts'

const stage = await sceneOnScreen()
await stage.open(theDesk, plantCategories)
const browsing = await browser()
const { origin } = stage

test('an agent follows a customer, a view and a category, is told what came in, and ends it again', async () => {
  const ben = await stage.as('ben')
  const { body: first } = await ben.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'phone', customer: ada })
  await ben.post('/api/v1/views', { name: 'By telephone', query: 'channel:phone' })
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await enter(page, origin, colleagues.ben)
    await page.goto(`${origin}/app/notices`)
    await page.getByText('You follow nothing yet.').waitFor()
    await isGood(page)

    await page.goto(`${origin}/app/customers/${first.customer.id}`)
    await page.getByRole('button', { name: 'Follow this customer' }).click()
    await page.getByRole('button', { name: 'Follow this customer no more' }).waitFor()
    await isGood(page)
    await page.goto(`${origin}/app/views`)
    await page.getByRole('button', { name: 'Follow this view' }).click()
    await page.getByRole('button', { name: 'Follow this view no more' }).waitFor()
    await isGood(page)
    await page.goto(`${origin}/app/notices`)
    await page.getByRole('combobox', { name: 'Category' }).click()
    await page.getByRole('option').first().click()
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await expect.poll(() => page.getByRole('list', { name: 'What I follow' }).getByRole('listitem').count()).toBe(3)
    await isGood(page)
  })

  const cleo = await stage.as('cleo')
  const { body: second } = await cleo.post('/api/v1/complaints', { text: 'And the deck was wet.', channel: 'phone', customer: ada })
  await cleo.post(`/api/v1/complaints/${second.id}/assignment`, { team: stage.teams.north })
  await stage.runJobs()
  await shown(page, async () => {
    await page.goto(`${origin}/app/notices`)
    await page.locator(`a[href^="/app/complaints/${second.id}"]`).first().waitFor()
    await isGood(page)
  })

  // A telephone of the same person: each is ended with one tap, and the page says that there is nothing left.
  const other = await browsing.visitor({ size: telephone })
  await shown(other.page, async () => {
    await enter(other.page, origin, colleagues.ben)
    await other.page.goto(`${origin}/app/notices`)
    const ends = other.page.getByRole('button', { name: /^End following/ })
    await ends.first().waitFor()
    for (let left = await ends.count(); left > 0; left -= 1) {
      await ends.first().click()
      await expect.poll(() => ends.count()).toBe(left - 1)
    }
    await other.page.getByText('You follow nothing yet.').waitFor()
    await isGood(other.page)
  })
  expect([...faults, ...other.faults]).toEqual([])
}, 300_000)
