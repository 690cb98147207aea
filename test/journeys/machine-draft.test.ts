import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown } from '#test/browser.ts'
import { type Desk, startDesk } from '#test/desk.ts'
import { type ModelDouble, modelDouble } from '#test/language-model-double.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const lucia = { name: 'Lucía Serrano', email: 'lucia@correo.example' }

let desk: Desk
let browsing: Browsing
let model: ModelDouble

beforeAll(async () => {
  model = await modelDouble()
  const settings = {
    REDRESS_ADMIN_EMAIL: fay.email,
    REDRESS_ADMIN_PASSWORD: fay.password,
    REDRESS_LLM_URL: model.url,
    REDRESS_LLM_MODEL: 'small',
  }
  const started = await Promise.all([startDesk(settings), browser()])
  desk = started[0]
  browsing = started[1]
}, 300_000)

test('an agent asks for a machine draft, puts it in, is stopped until it is read, and the timeline says who helped', async () => {
  model.says = 'Estimada [NAME_1]:\n\nGracias por contárnoslo. Siento que el aire acondicionado no funcionara.\n\nUn saludo'
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signIn(page, desk.origin, fay)
    const answered = await page.request.post(`${desk.origin}/api/v1/complaints`, {
      data: { channel: 'phone', text: 'Soy Lucía Serrano. El aire acondicionado no enfría.', language: 'es', customer: lucia },
      headers: { origin: desk.origin },
    })
    const { id } = (await answered.json()) as { id: string }
    await page.goto(`${desk.origin}/app/complaints/${id}`)
    await page.getByRole('button', { name: 'Machine draft' }).click()
    const panel = page.getByRole('region', { name: 'Machine draft' })
    await panel.getByRole('button', { name: 'Draft a reply by machine' }).click()
    await panel.getByText('Drafted by the configured language model (small)').waitFor()
    expect(model.asked.at(-1)?.body).not.toMatch(/Luc[ií]a|Serrano/i)
    await isGood(page)
    await panel.getByRole('button', { name: 'Put it into the reply' }).click()
    const box = page.getByRole('textbox', { name: `Reply to ${lucia.name}` })
    await box.getByText('Estimada Lucía Serrano').waitFor()

    const mark = page.getByText('Drafted by the configured language model; check every word.')
    await mark.waitFor()
    await isGood(page)
    await box.click()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').filter({ hasText: 'stands here word for word' }).waitFor()

    await page.getByRole('button', { name: 'I have read every word' }).click()
    await mark.waitFor({ state: 'detached' })
    await box.click()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('article').getByText('Siento que el aire acondicionado').waitFor()
    await page.getByText('drafted with small').waitFor()
  })
  // The browser writes down every answer that is a refusal.
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
}, 300_000)
