import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browser, isGood, shown, telephone, widerThanScreen } from '#test/browser.ts'
import { startDesk } from '#test/desk.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const eleni = { name: 'Ελένη Αθανασίου', email: 'eleni@customer.example' }
const words = 'Το πλοίο έφυγε δύο ώρες αργότερα και κανείς δεν μας είπε γιατί.\n\nΗ μητέρα μου στεκόταν στη βροχή.'
const reply = 'Σας ευχαριστώ. Χρησιμοποιήστε τον λογαριασμό της κράτησης.'
const sentence = 'Το πλοίο καθυστέρησε και δεν σας είπαμε γιατί: επιστρέφουμε και τα δύο εισιτήρια.'
const answer = `Αγαπητή κυρία Αθανασίου, λυπόμαστε. ${sentence}`
const picture = {
  name: 'προβλήτα.png',
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
}

test('a form in Greek, sent with JavaScript off, is answered on its page and closed', async () => {
  const smtp = await smtpDouble()
  const administrator = { REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }
  const [desk, browsing] = await Promise.all([startDesk({ ...administrator, SMTP_URL: `smtp://127.0.0.1:${smtp.port}` }), browser()])
  const customer = (await browsing.visitor({ locale: 'el-GR', scripts: false, size: telephone })).page
  const { page: agent, faults } = await browsing.visitor()

  const number = await shown(customer, () => complain(customer, desk.origin))
  const tracking = customer.url().replace(/\?.*/, '')
  const acknowledgement = await smtp.next()
  expect(acknowledgement.to).toEqual([eleni.email])
  await shown(customer, () => readReceipt(customer, number))

  await shown(agent, async () => {
    await signIn(agent, desk.origin, fay)
    await agent.goto(`${desk.origin}/app/complaints?view=open`)
    await agent.getByRole('link', { name: eleni.name }).click()
    await agent.getByText(number).first().waitFor()
    await agent.getByText('κανείς δεν μας είπε γιατί').first().waitFor()
    await agent.getByText(picture.name).first().waitFor()
    await isGood(agent)
    const box = agent.getByRole('textbox', { name: `Reply to ${eleni.name}` })
    await box.click()
    await agent.keyboard.insertText(answer)
    await agent.getByRole('button', { name: /^Send(?! later)/ }).click()
    await agent.getByRole('article').getByText(answer).waitFor()
  })
  expect((await smtp.next()).to).toEqual([eleni.email])

  await shown(customer, async () => {
    await customer.goto(tracking)
    await customer.getByText(answer).waitFor()
    await customer.getByLabel('Το μήνυμά σας').fill(reply)
    await customer.getByRole('button', { name: 'Αποστολή' }).click()
    await customer.getByText('Το μήνυμά σας έφτασε').waitFor()
    await customer.getByText(reply).waitFor()
    await isReadable(customer)
  })

  await shown(agent, async () => {
    await agent.getByText(reply).waitFor() // on the same page, without loading it again
    await close(agent)
    await agent.getByText('follow-up', { exact: true }).first().waitFor()
    await agent.locator('#missing-next').getByText('Resolved: 80 % of the way.').waitFor()
    await isGood(agent)
  })

  await shown(customer, async () => {
    await customer.goto(tracking)
    await customer.getByRole('heading', { name: 'Το διορθώσαμε' }).waitFor()
    await customer.getByText('Είχατε δίκιο.').waitFor()
    await customer.getByRole('definition').getByText(sentence).waitFor()
    await isReadable(customer)
  })
  expect(faults).toEqual([])
}, 300_000)

async function isReadable(page: Page) {
  await isGood(page)
  expect(await widerThanScreen(page), `${page.url()} is wider than the screen`).toBe(false)
}

/** First without a way to answer, which is told and clears nothing; then whole. Answers the number. */
async function complain(page: Page, origin: string): Promise<string> {
  await page.goto(`${origin}/complain`)
  expect(await page.locator('html').getAttribute('lang')).toBe('el')
  await isReadable(page)
  await page.getByLabel('Τι συνέβη;').fill(words)
  await page.getByLabel('Όνομα').fill(eleni.name)
  await page.getByLabel('Φωτογραφίες ή έγγραφα').setInputFiles(picture)
  const send = page.getByRole('button', { name: 'Αποστολή του παραπόνου μου' })
  await send.click()

  await page.getByRole('heading', { name: 'Υπάρχει ένα πρόβλημα' }).waitFor()
  await page.getByRole('link', { name: /Πείτε μας πώς να σας απαντήσουμε/ }).waitFor()
  expect(await page.getByLabel('Τι συνέβη;').inputValue()).toBe(words)
  expect(await page.getByLabel('Όνομα').inputValue()).toBe(eleni.name)
  await isReadable(page)

  await page.getByLabel('Διεύθυνση email').fill(eleni.email)
  await page.getByLabel('Φωτογραφίες ή έγγραφα').setInputFiles(picture)
  await send.click()
  await page.getByText('Το παράπονό σας έφτασε σε εμάς.').waitFor()
  await page.getByText(picture.name).waitFor()
  await isReadable(page)
  return (await page.locator('strong').first().textContent()) ?? ''
}

async function readReceipt(page: Page, number: string) {
  expect(number).toMatch(/^RD-\d{4}-\d{6}-\d$/)
  await page.getByRole('link', { name: 'Απόδειξη με τα λόγια σας' }).click()
  await page.getByRole('heading', { name: 'Απόδειξη παραλαβής του παραπόνου σας' }).waitFor()
  await page.getByText(number).first().waitFor()
  await page.getByText('κανείς δεν μας είπε γιατί').waitFor()
  await isReadable(page)
}

async function close(page: Page) {
  await page.locator('#main').getByRole('button', { name: 'Close', exact: true }).click()
  const form = page.getByRole('region', { name: 'Close' })
  await form.getByRole('combobox', { name: 'Outcome' }).click()
  await page.getByRole('option', { name: 'upheld', exact: true }).click()
  await form.getByRole('textbox', { name: 'Sentence for the customer' }).fill(sentence)
  await form.getByRole('button', { name: 'Close as far as possible' }).click()
}
