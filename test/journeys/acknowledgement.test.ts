import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browser, isGood, shown, telephone, widerThanScreen } from '#test/browser.ts'
import { startDesk } from '#test/desk.ts'
import { mail } from '#test/mails.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }

test('whoever was not told that we have their complaint is told with one click', async () => {
  const [desk, browsing] = await Promise.all([
    startDesk({ REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }),
    browser(),
  ])
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    await brings(page, desk.origin, mail({ from: 'Io Pappa <io@customer.example>', subject: 'The kettle leaks', text: 'It leaks.' }))
    await page.goto(`${desk.origin}/app/complaints?view=open`)
    await page.getByText('It leaks.').first().waitFor()
    await brings(page, desk.origin, mail({ from: 'Io Pappa <io@customer.example>', subject: 'The lamp', text: 'It flickers.' }))
    const row = page.getByRole('row').filter({ hasText: 'It flickers.' })
    await row.getByText('receipt not acknowledged').waitFor()
    await row.getByRole('link').first().click()
    const why = page.getByRole('region', { name: 'Acknowledgement' })
    await why.getByText('the address had its automatic mail for a day.').waitFor()
    await isGood(page)
    await page.setViewportSize(telephone)
    expect(await widerThanScreen(page)).toBe(false)
    await isGood(page)
    await why.getByRole('button', { name: 'Send the acknowledgement now' }).click()
    await why.waitFor({ state: 'detached' })
    await page.getByText(/had the acknowledgement sent/).waitFor()
    await isGood(page)
    expect(faults).toEqual([])
  })
}, 300_000)

async function brings(page: Page, origin: string, raw: Buffer) {
  const headers = { origin, 'content-type': 'message/rfc822' }
  const answer = await page.request.post(`${origin}/api/v1/inbound/email`, { headers, data: raw })
  expect(answer.status()).toBe(202)
}
