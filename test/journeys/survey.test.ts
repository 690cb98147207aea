import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browser, isGood, shown, telephone, widerThanScreen } from '#test/browser.ts'
import { startDesk } from '#test/desk.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const eleni = { name: 'Ελένη Αθανασίου', email: 'eleni@customer.example' }
const comment = 'Τα χρήματα ήρθαν, μα κανείς δεν ζήτησε συγγνώμη.'

test('a customer without scripts says what they think, is unhappy, and a colleague has it in their tasks', async () => {
  const smtp = await smtpDouble()
  const administrator = { REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }
  const [desk, browsing] = await Promise.all([startDesk({ ...administrator, SMTP_URL: `smtp://127.0.0.1:${smtp.port}` }), browser()])
  const { page: agent, faults } = await browsing.visitor()
  await shown(agent, () => signIn(agent, desk.origin, fay))
  const complaint = await shown(agent, () => resolved(agent, desk.origin))

  const mail = await smtp.next()
  expect(mail.to).toEqual([eleni.email])
  const customer = (await browsing.visitor({ locale: 'el-GR', scripts: false, size: telephone })).page
  const link = await linkOf(agent, desk.origin, complaint)
  await shown(customer, () => answer(customer, link))

  await shown(agent, async () => {
    await agent.goto(`${desk.origin}/app/complaints/${complaint}`)
    await agent.getByText(comment).waitFor()
    await agent.getByText('2 of 5: Unhappy').waitFor()
    await agent.getByRole('button', { name: 'Add a task' }).click()
    await agent.getByLabel('What is to be done').fill('Send flowers.')
    await agent.getByRole('button', { name: 'Save', exact: true }).click()
    await agent.getByText('Send flowers.').first().waitFor()
    await isGood(agent)
  })
  await shown(agent, async () => {
    await agent.goto(`${desk.origin}/app`)
    const tasks = agent.getByRole('region', { name: 'My tasks' })
    await tasks.getByText('The customer is unhappy with how it went: call or write').waitFor()
    await tasks.getByRole('button', { name: 'Done: Send flowers.' }).click()
    await tasks.getByText('Send flowers.').waitFor({ state: 'detached' })
    await isGood(agent)
  })
  await shown(agent, async () => {
    await agent.goto(`${desk.origin}/app/settings/surveys`)
    await agent.getByText('1 of 1 asked, 1 answered').waitFor()
    await agent.getByLabel('Days to answer').fill('14')
    const kept = agent.waitForResponse((response) => response.request().method() === 'PATCH')
    await agent.getByRole('button', { name: 'Save', exact: true }).click()
    expect((await kept).status()).toBe(200)
    await agent.reload()
    expect(await agent.getByLabel('Days to answer').inputValue()).toBe('14')
    await isGood(agent)
  })
  expect(faults).toEqual([])
}, 300_000)

interface Asked {
  method: 'post' | 'patch' | 'get'
  data?: object
  version?: number
}

/** The desk's API, as the person who is signed in here. */
async function ask(page: Page, url: string, { method, data, version }: Asked) {
  const headers = { origin: new URL(url).origin, ...(version && { 'if-match': `"${version}"` }) }
  const answered = await page.request[method](url, { headers, ...(data && { data }) })
  expect({ url, status: answered.status(), body: answered.ok() ? '' : await answered.text() }).toMatchObject({ body: '' })
  return answered.json()
}

/** A complaint that was decided and accepted; customers are asked at once. */
async function resolved(page: Page, origin: string): Promise<string> {
  const api = `${origin}/api/v1`
  const settings = await ask(page, `${api}/survey-settings`, { method: 'get' })
  await ask(page, `${api}/survey-settings`, { method: 'patch', data: { delay_hours: 0 }, version: settings.version })
  const told = { text: 'Το πλοίο έφυγε δύο ώρες αργότερα.', channel: 'phone', customer: eleni, language: 'el' }
  const { id } = await ask(page, `${api}/complaints`, { method: 'post', data: told })
  const me = await ask(page, `${api}/me`, { method: 'get' })
  await ask(page, `${api}/complaints/${id}/assignment`, { method: 'post', data: { owner: me.id } })
  const { issues_list } = await ask(page, `${api}/complaints/${id}`, { method: 'get' })
  const decision = { outcome: 'upheld', sentence: 'Επιστρέφουμε το εισιτήριο.' }
  for (const issue of issues_list)
    await ask(page, `${api}/complaints/${id}/issues/${issue.id}`, { method: 'patch', data: decision, version: issue.version })
  await ask(page, `${api}/complaints/${id}/acceptance`, { method: 'post', data: { how: 'phone', words: 'Εντάξει.' } })
  return id
}

/** The address in the mail that asks. */
async function linkOf(page: Page, origin: string, complaint: string): Promise<string> {
  const { data } = await ask(page, `${origin}/api/v1/complaints/${complaint}/timeline`, { method: 'get' })
  const mail = data.find((item: { kind: string; message?: { kind: string } }) => item.message?.kind === 'notice')
  return /http\S+\/survey/.exec(mail.message.text)?.[0] ?? ''
}

/** First without an answer, which is told and clears nothing; then whole, and once more. */
async function answer(page: Page, link: string) {
  await page.goto(link)
  expect(await page.locator('html').getAttribute('lang')).toBe('el')
  await isReadable(page)
  await page.getByLabel('Θα θέλατε να πείτε κάτι γι’ αυτό;').fill(comment)
  await page.getByRole('group', { name: 'Και με τον τρόπο' }).getByLabel('Όχι ευχαριστημένος/η').check()
  await page.getByRole('button', { name: 'Αποστολή της απάντησής μου' }).click()
  await page.getByRole('link', { name: 'Διαλέξτε πόσο ευχαριστημένοι είστε με το αποτέλεσμα' }).waitFor()
  await isReadable(page)
  await page.getByRole('group', { name: 'με το αποτέλεσμα' }).getByLabel('Ευχαριστημένος/η', { exact: true }).check()
  await page.getByRole('button', { name: 'Αποστολή της απάντησής μου' }).click()
  await page.getByText('Το παράπονό σας άνοιξε ξανά').waitFor()
  await isReadable(page)
  await page.goto(link)
  await page.getByRole('heading', { name: 'Σας ευχαριστούμε για την απάντησή σας' }).waitFor()
}

async function isReadable(page: Page) {
  await isGood(page)
  expect(await widerThanScreen(page), `${page.url()} is wider than the screen`).toBe(false)
}
