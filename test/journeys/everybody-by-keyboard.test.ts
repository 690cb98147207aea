import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { plantTexts } from '#modules/knowledge/index.ts'
import { theDesk } from '#platform/actor.ts'
import { browser, isGood, shown } from '#test/browser.ts'
import { colleagues, password } from '#test/cast.ts'
import { unseen } from '#test/everybody.ts'
import { addMailbox } from '#test/mails.ts'
import { sceneOnScreen } from '#test/scene-on-screen.ts'

const stage = await sceneOnScreen()
const { origin, as, db, open, clock } = stage
const patience = { timeout: 30_000 }
const ada = { name: 'Ada Lindqvist', email: 'ada@customer.example' }
const sam = { name: 'Sam Petrov', email: 'sam@customer.example' }
const [wet, again, scratched] = ['The cabin was wet and nobody came.', 'I wrote about the cabin before.', 'My bicycle was scratched.']

async function isSeen(page: Page, after: string) {
  await expect.poll(() => unseen(page), { ...patience, message: `after ${after}` }).toBe('')
}

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key)
  await isSeen(page, keys.join(' '))
}

const nameHere = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const here = document.activeElement as HTMLInputElement | null
    return `${here?.getAttribute('aria-label') ?? ''} ${here?.labels?.[0]?.innerText ?? ''} ${here?.innerText ?? ''}`.trim()
  })

/** Goes on by Tab until the focus is on what is called so; at each stop it is to be seen. */
async function tabTo(page: Page, name: RegExp, key = 'Tab') {
  for (let stop = 0; stop < 80; stop += 1) {
    await press(page, key)
    if (name.test(await nameHere(page))) return
  }
  throw new Error(`By ${key} nobody comes to ${name}`)
}

async function isOn(page: Page, name: RegExp) {
  await expect.poll(() => nameHere(page), patience).toMatch(name)
}

const headed = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

async function take(text: string, customer: typeof ada): Promise<string> {
  const { status, body } = await (await as('max')).post('/api/v1/complaints', { text, channel: 'phone', customer })
  expect({ status, body }).toMatchObject({ status: 201 })
  clock.pass({ seconds: 2 })
  return body.id
}

/** Down the lines of the palette to the one that is meant, once it is there. */
async function chooses(page: Page, line: RegExp) {
  await page.getByRole('dialog').getByRole('button', { name: line }).waitFor()
  const chosen = page.getByRole('dialog').locator('[data-selected]')
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowDown')
      return (await chosen.allInnerTexts()).join()
    }, patience)
    .toMatch(line)
  await press(page, 'Enter')
}

async function signsIn(page: Page) {
  await page.goto(`${origin}/app/`)
  await isOn(page, /E-mail/)
  await page.keyboard.type(colleagues.cleo.email)
  await press(page, 'Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await headed(page, /^Good /)
  await isSeen(page, 'signing in')
}

async function assigns(page: Page) {
  await press(page, 'h')
  await page.getByRole('region', { name: 'Hand over' }).waitFor()
  await isOn(page, /Owner/)
  await page.keyboard.type('Cleo')
  await page.getByRole('option', { name: colleagues.cleo.name }).waitFor()
  await press(page, 'ArrowDown', 'Enter')
  await tabTo(page, /^Hand over$/)
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Hand over' }).waitFor({ state: 'detached' })
  await isSeen(page, 'handing over')
}

async function ranks(page: Page) {
  await page.keyboard.press('u')
  await page.getByRole('menuitem', { name: /^high/i }).first().waitFor()
  await tabTo(page, /^high/i, 'ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await isSeen(page, 'choosing the urgency')
}

async function notes(page: Page) {
  await press(page, 'n')
  await isOn(page, /Internal note|Note/)
  await page.keyboard.type('Please look at this, @')
  await page.getByRole('dialog', { name: 'Mention a colleague' }).waitFor()
  await page.keyboard.type('Ben')
  await page.getByRole('option', { name: /Ben Okoro/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Mention a colleague' }).waitFor({ state: 'detached' })
  await press(page, 'Control+Enter')
  await page.getByRole('article').getByText('Ben Okoro').first().waitFor()
}

async function replies(page: Page) {
  await press(page, 'Escape')
  await press(page, 'r')
  await isOn(page, /^Reply to Ada/)
  await page.keyboard.type('/')
  const picker = page.getByRole('dialog', { name: 'Ready texts' })
  await picker.getByRole('option').first().waitFor()
  await press(page, 'ArrowDown', 'Escape')
  await picker.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+a')
  await page.keyboard.type('We look at the cabin ')
  // By Tab to the tools of the sheet, and back into the words with the first of them pressed.
  await tabTo(page, /^Bold/)
  await page.keyboard.press('Enter')
  await isOn(page, /^Reply to Ada/)
  await page.keyboard.type('today')
  await page.locator('[contenteditable] strong').getByText('today').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('article').getByText('We look at the cabin').waitFor()
  await isSeen(page, 'sending')
}

/** The toast at the end of the page is answered by its key. */
async function takesBack(page: Page) {
  await page.getByRole('button', { name: 'Undo', exact: true }).waitFor()
  await press(page, 'Escape')
  await press(page, 'z')
  await page
    .getByRole('textbox', { name: /^Reply to Ada/ })
    .getByText('today')
    .waitFor()
  await press(page, 'r')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('article').getByText('We look at the cabin').waitFor()
  await press(page, 'Escape')
}

async function merges(page: Page, number: string) {
  await tabTo(page, /^More acts/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Merge into another complaint' }).waitFor()
  await tabTo(page, /^Merge into/, 'ArrowDown')
  await page.keyboard.press('Enter')
  const form = page.getByRole('region', { name: 'Merge into another complaint' })
  await form.waitFor()
  await isGood(page)
  await page.keyboard.type(number)
  await page.getByRole('option', { name: number, exact: false }).waitFor()
  await press(page, 'ArrowDown', 'Enter')
  await tabTo(page, /^Why/)
  await page.keyboard.type('The same cabin.')
  await tabTo(page, /^Merge$/)
  await page.keyboard.press('Enter')
  await form.waitFor({ state: 'detached' })
  await isSeen(page, 'merging')
  await page.keyboard.press('/')
  await page.getByRole('dialog').getByRole('textbox').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await isSeen(page, 'the palette that was opened and left')
}

test('a day of work by keys alone: in, list, read, act, note, reply, undo, back to the row, merge; the focus is always to be seen', async () => {
  await open(theDesk, (work) => plantTexts(work))
  await addMailbox(stage)
  await take(wet, ada)
  await take(again, ada)
  await take(scratched, sam)
  const numbers = await db.selectFrom('complaints_complaints').select('number').orderBy('number').execute()
  const browsing = await browser()
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await signsIn(page)

    await press(page, 'Control+k')
    await page.getByRole('dialog').getByRole('textbox').waitFor()
    await isOn(page, /^Find/)
    await page.keyboard.type('unassigned')
    await chooses(page, /^Unassigned/)
    await headed(page, 'Unassigned')
    await page.getByRole('link', { name: ada.name }).first().waitFor()
    await isSeen(page, 'the palette')
    await press(page, 'j', 'j', 'j', 'k', 'k')
    await isOn(page, new RegExp(ada.name))
    await press(page, 'o')
    await headed(page, ada.name)
    await page.getByText(wet).first().waitFor()
    await isSeen(page, 'opening')

    await assigns(page)
    await ranks(page)
    await notes(page)
    await replies(page)
    await takesBack(page)

    // Back in the list one stands on the row that one came from, and goes on from there.
    await press(page, 'g', 'c')
    await headed(page, 'Mine')
    await page.getByRole('link', { name: ada.name }).first().waitFor()
    await isOn(page, new RegExp(ada.name))
    await press(page, 'o')
    await headed(page, ada.name)
    await merges(page, numbers[1]?.number ?? '')
  })
  expect(faults).toEqual([])
}, 600_000)
