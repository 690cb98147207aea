import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browser, isGood, shown } from '#test/browser.ts'
import { startDesk } from '#test/desk.ts'
import { type MailHouse, mailHouse, mailServersHere } from '#test/mail-house.ts'
import { mailProgram } from '#test/mailbox.ts'

const ada = { name: 'Ada Lindqvist', address: 'ada@customer.example' }
const ours = { name: 'Harbour Ferries', address: 'complaints@desk.example' }
const fay = { name: 'Fay Ioannou', email: 'fay@desk.example', password: 'a long enough password' }

const complaint = {
  subject: 'Two hours on the quay',
  text: 'Good morning,\n\nthe 8 o’clock ferry left two hours late and nobody told us why. My mother is 82 and stood in the rain.\n\nAda Lindqvist',
}
const answer = 'Dear Ms Lindqvist, I am sorry that nobody spoke to you. We pay back both fares this week.'
const reply = 'Thank you, that is kind. Please use the account from the booking.'
const sentence = 'The ferry was late and we did not tell you why: both fares are paid back.'

test(`an e-mail becomes a complaint, is answered and is closed, with ${mailServersHere}`, async () => {
  const servers = await mailHouse({ ours: ours.address, customer: ada.address })
  const [desk, browsing] = await Promise.all([startDesk(), browser()])
  const { page, faults } = await browsing.visitor()
  const customer = await mailProgram({ ...ada, imap: servers.customer, smtp: servers.smtp })
  await shown(page, async () => {
    await becomeAdministrator(page, desk.setUpLink ?? '')
    await connectMailbox(page, servers)

    const written = await customer.send({ to: ours.address, ...complaint })
    await page.goto(`${desk.origin}/app/complaints?view=open`)
    const row = page.getByRole('link', { name: ada.name })
    await row.waitFor()
    await isGood(page)

    const acknowledgement = await customer.arrived(({ text }) => /RD-\d{4}/.test(text))
    const number = /RD-\d{4}-\d{6}-\d/.exec(acknowledgement.text)?.[0] ?? ''
    expect(acknowledgement).toMatchObject({ from: ours.address, automatic: 'auto-replied', inReplyTo: written.messageId })
    expect(acknowledgement.text).not.toContain('quay')

    await row.click()
    await page.getByText('nobody told us why').first().waitFor()
    await page.getByText(number).first().waitFor()
    await isGood(page)
    await answerAs(page, answer)
    const answered = await customer.arrived(({ text }) => text.includes('both fares this week'))
    expect(answered).toMatchObject({ from: ours.address, automatic: '', inReplyTo: written.messageId })
    expect(answered.references).toContain(written.messageId)
    expect(answered.subject).toMatch(/^Re: /)

    await customer.send({
      to: ours.address,
      subject: answered.subject,
      text: `${reply}\n\n> ${answer}\n`,
      inReplyTo: answered.messageId,
      references: [...answered.references, answered.messageId],
    })
    await page.getByText(reply).waitFor() // on the same page, without loading it again

    await close(page)
    await page.getByText('follow-up', { exact: true }).first().waitFor()
    await isGood(page)
    await page.goto(`${desk.origin}/app/complaints?view=open&state=follow_up`)
    await page.getByRole('link', { name: ada.name }).waitFor()
    expect(await page.getByRole('row').count()).toBe(2) // the head, and one complaint
    await isGood(page)
    expect(await customer.all()).toHaveLength(3) // the test mail, the acknowledgement, the answer
    expect(faults).toEqual([])
  })
}, 300_000)

async function becomeAdministrator(page: Page, link: string) {
  await page.goto(link)
  await page.getByLabel('Name of the organisation').fill(ours.name)
  await page.getByLabel('Your name').fill(fay.name)
  await page.getByLabel('E-mail').fill(fay.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(fay.password)
  await isGood(page)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('heading', { name: 'Connect a mailbox' }).waitFor()
  await isGood(page)
}

async function connectMailbox(page: Page, servers: MailHouse) {
  await page.getByRole('listitem').filter({ hasText: 'Connect a mailbox' }).getByRole('button').click()
  await page.getByRole('button', { name: 'Connect a mailbox' }).click()
  const form = page.getByRole('region', { name: 'Connect a mailbox' })
  await form.getByRole('textbox', { name: 'Address' }).fill(ours.address)
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(ours.name)
  await fillServer(page, form.getByRole('group', { name: 'Reading (IMAP)' }), servers.ours)
  await fillServer(page, form.getByRole('group', { name: 'Sending (SMTP)' }), servers.smtp)
  await form.getByRole('button', { name: 'Try it' }).click()
  await form.getByText('Reading (IMAP): works.').waitFor()
  await form.getByText('Sending (SMTP): works.').waitFor()
  await isGood(page)
  await form.getByRole('button', { name: 'Keep the mailbox' }).click()
  const trial = page.getByRole('region', { name: `A test mail from ${ours.address}` })
  await trial.getByRole('textbox', { name: 'To' }).fill(ada.address)
  await trial.getByRole('button', { name: 'Send it' }).click()
  await trial.getByText('Sending (SMTP): works.').waitFor()
  await page.getByText('works', { exact: true }).waitFor() // it is being read
  await isGood(page)
}

async function fillServer(page: Page, server: Locator, { port, user, password }: { port: number; user?: string; password?: string }) {
  await server.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1')
  await server.getByRole('combobox', { name: 'Security' }).click()
  await page.getByRole('option', { name: /^none/ }).click()
  await server.getByRole('textbox', { name: 'Port' }).fill(String(port))
  if (user) await server.getByRole('textbox', { name: 'User name' }).fill(user)
  if (password) await server.getByRole('textbox', { name: 'Password' }).fill(password)
}

async function answerAs(page: Page, words: string) {
  const box = page.getByRole('textbox', { name: `Reply to ${ada.name}` })
  await box.click()
  await box.pressSequentially(words)
  await page.getByRole('button', { name: /^Send(?! later)/ }).click()
  await page.getByRole('article').getByText(words).waitFor()
}

async function close(page: Page) {
  await page.locator('#main').getByRole('button', { name: 'Close', exact: true }).click()
  const form = page.getByRole('region', { name: 'Close' })
  await form.getByRole('combobox', { name: 'Outcome' }).click()
  await page.getByRole('option', { name: 'upheld', exact: true }).click()
  await form.getByRole('textbox', { name: 'Sentence for the customer' }).fill(sentence)
  await isGood(page)
  await form.getByRole('button', { name: 'Close as far as possible' }).click()
}
