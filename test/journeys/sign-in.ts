import type { Page } from 'playwright-core'
import { isGood } from '#test/browser.ts'

/** Signs in by the page, as everybody does. */
export async function signIn(page: Page, origin: string, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto(`${origin}/app/sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await isGood(page)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: /^Good / }).waitFor()
  await isGood(page)
}

/** Signs in without the page: for journeys about something else. */
export async function letIn(page: Page, origin: string, { email, password }: { email: string; password: string }): Promise<void> {
  const answered = await page.request.post(`${origin}/api/auth/sign-in/email`, { data: { email, password }, headers: { origin } })
  if (!answered.ok()) throw new Error(`Nobody is let in: ${await answered.text()}`)
}
