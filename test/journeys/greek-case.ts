import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { plantCategories } from '#modules/complaints/index.ts'
import { plantTexts } from '#modules/knowledge/index.ts'
import { theDesk } from '#platform/actor.ts'
import { browser, isGood, shown, telephone, type Visitor, widerThanScreen } from '#test/browser.ts'
import { colleagues } from '#test/cast.ts'
import { addMailbox } from '#test/mails.ts'
import { enter, type SceneOnScreen, sceneOnScreen } from '#test/scene-on-screen.ts'
import { type SmtpDouble, smtpDouble } from '#test/smtp-double.ts'
import { button, el } from './agent-hands.ts'

const zone = 'Europe/Athens'
export const maria = { name: 'Μαρία Παπαδοπούλου', email: 'maria@posta.example' }

/** One complaint in Greek, from its mail to its bundle, with all who take part in it. */
export interface GreekCase {
  stage: SceneOnScreen
  smtp: SmtpDouble
  /** Handles it; leads his team; complains, without scripts and on a telephone. */
  ben: Page
  cleo: Page
  customer: Page
  visitors: Visitor[]
  complaint: string
}

/** A Monday morning on which everybody is in, and nothing has come yet. */
export async function beginCase(): Promise<GreekCase> {
  const smtp = await smtpDouble()
  const stage = await sceneOnScreen({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}` })
  await stage.open(theDesk, plantCategories)
  await stage.open(theDesk, (work) => plantTexts(work))
  await stage.db.updateTable('people_agents').set({ language: 'el' }).execute()
  await addMailbox(stage)
  const body = { name: 'Συνήγορος του Επιβάτη', address: 'Οδός Λιμένος 1\nΠειραιάς', website: 'https://synigoros.example' }
  await (await stage.as('fay')).put('/api/v1/outside-bodies/el', { version: 1, ...body, time_limit: 'Γράψτε τους μέσα σε ένα έτος.' })
  const browsing = await browser()
  const greek = { locale: 'el-GR' }
  const [ben, cleo] = [await browsing.visitor(greek), await browsing.visitor(greek)]
  const customer = await browsing.visitor({ ...greek, scripts: false, size: telephone })
  const pages = { ben: ben.page, cleo: cleo.page, customer: customer.page }
  const one = { stage, smtp, ...pages, visitors: [ben, cleo, customer], complaint: '' }
  await goOn(one, untilNext(one, 1, '09:30'))
  await shown(ben.page, () => enter(ben.page, stage.origin, colleagues.ben))
  await shown(cleo.page, () => enter(cleo.page, stage.origin, colleagues.cleo))
  return one
}

export const goOn = ({ stage, ben, cleo }: GreekCase, duration: Temporal.DurationLike): Promise<void> => stage.goOn(duration, [ben, cleo])

const today = ({ stage }: GreekCase): Temporal.ZonedDateTime => stage.clock.now().toZonedDateTimeISO(zone)

/** From now to the next such day of the week, 1 is Monday, at a time of the desk's clock. */
export function untilNext(one: GreekCase, day: number, time: string): Temporal.Duration {
  const now = today(one)
  const days = (day - now.dayOfWeek + 7) % 7 || 7
  return now.until(now.toPlainDate().add({ days }).toZonedDateTime({ timeZone: zone, plainTime: time }), { largestUnit: 'hour' })
}

export const inDays = (one: GreekCase, days: number): Temporal.PlainDate => today(one).toPlainDate().add({ days })
export const sayDay = (one: GreekCase, days: number): string =>
  inDays(one, days).toLocaleString('el', { day: 'numeric', month: 'long', year: 'numeric' })

/** What the API says of the complaint, to who handles it. */
export const read = async ({ stage, complaint }: GreekCase, rest = '') =>
  (await (await stage.as('ben')).get(`/api/v1/complaints/${complaint}${rest}`)).body

export const stateOf = async (one: GreekCase): Promise<string> => (await read(one)).state

export const promisesAre = async (one: GreekCase): Promise<string[]> =>
  (await read(one, '/promises')).data.map(({ state }: { state: string }) => state).toSorted()

/** Its page, loaded anew. */
export async function opens({ stage, ben, complaint }: GreekCase): Promise<void> {
  await ben.goto(`${stage.origin}/app/complaints/${complaint}`)
  await ben.getByRole('heading', { level: 1, name: maria.name }).waitFor()
  await ben.locator('#step-12').waitFor()
}

/** What goes out now to the customer. */
export async function nextMail({ stage, smtp }: GreekCase): Promise<string> {
  const before = smtp.received.length
  await stage.runJobs()
  expect(smtp.received.slice(before).map(({ to }) => to)).toEqual([[maria.email]])
  return smtp.received.at(-1)?.raw ?? ''
}

/** Sends what stands in the sheet, and the mail reaches the customer. */
export async function sends(one: GreekCase): Promise<string> {
  const handedOver = one.ben.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/messages'))
  await one.ben.keyboard.press('Control+Enter')
  expect((await handedOver).status()).toBe(201)
  return nextMail(one)
}

/** The letter leaves as a mail with its PDF, once nothing is missing. */
export async function leaves(one: GreekCase): Promise<string> {
  await one.ben.getByText(el('letters:web.nothing_missing')).waitFor()
  await isGood(one.ben)
  await button(one.ben, el('letters:web.send')).click()
  await one.ben.getByRole('heading', { level: 1, name: maria.name }).waitFor()
  return nextMail(one)
}

/** An address in the words of a mail that went out: of the given one, or the last that has one. */
export async function linkIn(one: GreekCase, address: RegExp, message?: string): Promise<string> {
  const { data } = await read(one, '/timeline')
  const texts = data.flatMap((item: { message?: { id: string; text: string } }) =>
    item.message && (!message || item.message.id === message) ? [item.message.text] : [],
  )
  return texts.map((text: string) => address.exec(text)?.[0]).find(Boolean) ?? ''
}

/** Nothing on this page keeps anybody out, and nothing stands out at its side. */
export async function isReadable(page: Page): Promise<void> {
  await isGood(page)
  expect(await widerThanScreen(page), `${page.url()} is wider than the screen`).toBe(false)
}
