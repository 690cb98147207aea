import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { MessageWords } from '#modules/conversations/contract.ts'
import { type Browsing, browser, isGood, type Looks, shown, telephone, widerThanScreen } from '#test/browser.ts'
import { type Desk, startDesk } from '#test/desk.ts'
import { mail } from '#test/mails.ts'
import { type SmtpDouble, smtpDouble } from '#test/smtp-double.ts'
import { signIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const lucia = { name: 'Lucía Serrano', email: 'lucia@correo.example' }
const maria = { name: 'Μαρία Παπαδοπούλου', email: 'maria@posta.example' }

let desk: Desk
let browsing: Browsing
let smtp: SmtpDouble

beforeAll(async () => {
  smtp = await smtpDouble()
  const administrator = { REDRESS_ADMIN_EMAIL: fay.email, REDRESS_ADMIN_PASSWORD: fay.password }
  const started = await Promise.all([startDesk({ ...administrator, SMTP_URL: `smtp://127.0.0.1:${smtp.port}` }), browser()])
  desk = started[0]
  browsing = started[1]
}, 300_000)

test('a Spanish reply with a day that has passed is stopped and says why; with the right day it is sent', async () => {
  const { page, faults } = await agent()
  const [past, ahead] = [sayDay('es', -20), sayDay('es', 6)]
  await shown(page, async () => {
    await openComplaint(page, { text: 'El aire acondicionado no enfría y nadie viene.', language: 'es', customer: lucia })
    const box = await composer(page, lucia.name)
    await page.keyboard.type(`Estimada Lucía:\nSiento que pasara la noche sin aire acondicionado. El técnico irá antes del ${past}.`)
    const panel = page.getByRole('region', { name: 'Wording' })
    await panel.getByText('wants a reason').waitFor()
    expect((await box.locator('[data-look="reason"]').allInnerTexts()).join('')).toContain(past)

    await page.keyboard.press('Control+Enter')
    const refused = page.getByRole('alert').filter({ hasText: 'waits for your reason' })
    await refused.waitFor()
    expect(await refused.innerText()).toContain(past)
    await page.getByRole('textbox', { name: 'Why does it go out as it is?' }).waitFor()
    await isGood(page)

    // F8 selects the day; Esc goes back to the text, and what is typed takes its place.
    await box.click()
    await page.keyboard.press('F8')
    await page.getByRole('dialog').getByText('has passed already').waitFor()
    await isGood(page)
    await page.keyboard.press('Escape')
    await page.keyboard.type(ahead)
    await box.locator('[data-look="reason"]').first().waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Enter')
    await page.getByRole('article').getByText(ahead).waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

test('a furious Greek mail is read, the coach stands by, and a bad draft becomes a good one whose cues are kept as evidence', async () => {
  const { page, faults } = await agent()
  await shown(page, async () => {
    await brings(page, furious)
    const complaint = await openFromList(page, 'θέρμανση')
    const reading = page.getByRole('region', { name: 'What it reads as' })
    await reading.getByRole('button', { name: 'Kind: complaint', exact: false }).waitFor()
    await reading.getByRole('button', { name: /^Urgency: (high|critical)/ }).click()
    await reading
      .getByText('«', { exact: false })
      .or(reading.getByText('“', { exact: false }))
      .first()
      .waitFor()
    await isGood(page)

    await page.getByText(/Strong feelings in the last message \((7|8|9|10) of 10\)/).waitFor()
    await page.getByRole('button', { name: 'Show the coach' }).click()
    const coach = page.getByRole('region', { name: 'Coach' })
    await coach.getByText('Reassure', { exact: true }).click()
    await coach.getByText('A first opening.', { exact: false }).waitFor()
    await isGood(page)
    await coach.getByRole('button', { name: 'Hide the coach' }).click()

    await improve(page)
    expect(await cuesOf(page, complaint)).toEqual(expect.arrayContaining(['apology', 'cause', 'deadline', 'contact']))
  })
  expect(faults).toEqual([])
}, 300_000)

test('on a telephone, in the dark, nothing stands out at the side', async () => {
  const { page, faults } = await agent({ size: telephone, dark: true })
  await shown(page, async () => {
    await openComplaint(page, { text: 'No funciona.', language: 'es', customer: lucia })
    await page.getByRole('button', { name: 'Reply' }).click()
    await page.getByRole('textbox', { name: `Reply to ${lucia.name}` }).click()
    await page.keyboard.type('Estimada Lucía:\nCálmese, por favor.')
    await page.getByText('place to look at').waitFor()
    await page.keyboard.press('F8')
    await page.getByRole('dialog').waitFor()
    expect(await widerThanScreen(page)).toBe(false)
    await isGood(page)
  })
  expect(faults).toEqual([])
}, 300_000)

test('both replies have left the house', async () => {
  // Hers were acknowledged and answered.
  const mails = [await smtp.next(), await smtp.next(), await smtp.next()]
  expect(mails.flatMap(({ to }) => to).toSorted()).toEqual([lucia.email, maria.email, maria.email])
}, 300_000)

let session: Awaited<ReturnType<BrowserContext['cookies']>> | undefined

/** Fay at a window of her own; she signs in once. */
async function agent(looks?: Looks) {
  const visitor = await browsing.visitor(looks)
  const context = visitor.page.context()
  if (session) await context.addCookies(session)
  else await shown(visitor.page, () => signIn(visitor.page, desk.origin, fay))
  session = await context.cookies()
  return visitor
}

/** Writes a bad draft, takes what is proposed, adds what is missing, and sends it. */
async function improve(page: Page) {
  const box = await composer(page, maria.name)
  await page.keyboard.type('Αγαπητή κυρία Παπαδοπούλου,\nΗρεμήστε, παρακαλώ.')
  await page.getByRole('combobox', { name: 'Which letter this is' }).click()
  await page.getByRole('option', { name: 'holding letter' }).click()
  const missing = page.getByRole('region', { name: 'What is missing' })
  await missing.getByText('Give a day on which they hear from you').waitFor()
  await isGood(page)

  await box.click()
  await page.keyboard.press('F8')
  const card = page.getByRole('dialog', { name: 'Ηρεμήστε' })
  await card.getByText('Say instead').waitFor()
  await page.keyboard.press('Enter')
  await card.waitFor({ state: 'detached' })
  expect(await box.innerText()).not.toContain('Ηρεμήστε')
  await page.keyboard.press('Control+End')
  await page.keyboard.type(
    ` Σας ζητώ συγγνώμη που μείνατε χωρίς θέρμανση. Η καθυστέρηση οφείλεται σε ένα εξάρτημα που έλειπε. Θα σας γράψω έως τις ${sayDay('el', 4)}. Μπορείτε να με καλέσετε στο 210 555 0199.`,
  )
  await missing.getByText('Each cue of this letter was found').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('article').getByText('οφείλεται σε ένα εξάρτημα').waitFor()
}

async function composer(page: Page, name: string) {
  const box = page.getByRole('textbox', { name: `Reply to ${name}` })
  await box.click()
  return box
}

/** A day so many days from now, as people write it. */
const sayDay = (language: string, days: number): string =>
  Temporal.Now.plainDateISO('Europe/Athens').add({ days }).toLocaleString(language, { day: 'numeric', month: 'long', year: 'numeric' })

const furious = mail({
  from: `${maria.name} <${maria.email}>`,
  subject: 'Χωρίς θέρμανση, ντροπή σας!!!',
  text: 'Τρεις μέρες χωρίς θέρμανση με ένα μωρό έξι μηνών! Δεν λειτουργεί τίποτα, δεν ήρθε κανείς και στο τηλέφωνο με κοροϊδεύετε! ΕΙΝΑΙ ΑΠΑΡΑΔΕΚΤΟ, είμαι έξω φρενών!!!',
})

async function brings(page: Page, raw: Buffer) {
  const headers = { origin: desk.origin, 'content-type': 'message/rfc822' }
  const answer = await page.request.post(`${desk.origin}/api/v1/inbound/email`, { headers, data: raw })
  expect(answer.status()).toBe(202)
}

async function openFromList(page: Page, words: string): Promise<string> {
  await page.goto(`${desk.origin}/app/complaints?view=open`)
  await page.getByRole('row').filter({ hasText: words }).getByRole('link').first().click()
  await page.locator('#missing-next').waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** A complaint comes in by telephone and is opened. */
async function openComplaint(page: Page, said: { text: string; language: string; customer: object }): Promise<string> {
  const answered = await page.request.post(`${desk.origin}/api/v1/complaints`, {
    data: { channel: 'phone', ...said },
    headers: { origin: desk.origin },
  })
  expect(answered.status()).toBe(201)
  const { id } = (await answered.json()) as { id: string }
  await page.goto(`${desk.origin}/app/complaints/${id}`)
  await page.locator('#missing-next').waitFor()
  return id
}

/** What is kept of the last reply, by the desk. */
async function cuesOf(page: Page, complaint: string): Promise<string[]> {
  const at = `${desk.origin}/api/v1/complaints/${complaint}`
  const { data } = (await (await page.request.get(`${at}/timeline`)).json()) as { data: { message?: { id: string; direction: string } }[] }
  const reply = data.find(({ message }) => message?.direction === 'out')?.message
  const words = (await (await page.request.get(`${at}/messages/${reply?.id}/words`)).json()) as MessageWords
  return words.cues.map(({ cue }) => cue)
}
