import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Browsing, browser, isGood, shown } from '#test/browser.ts'
import { screensAreBuilt } from '#test/desk.ts'
import { killableDesk } from '#test/killable-desk.ts'
import { letIn } from './sign-in.ts'

const fay = { email: 'fay@desk.example', password: 'a long enough password' }
const ada = { name: 'Ada Lindqvist', email: 'ada@customer.example' }

let desk: Awaited<ReturnType<typeof killableDesk>>
let browsing: Browsing

beforeAll(async () => {
  await screensAreBuilt()
  desk = await killableDesk(fay)
  await desk.start()
  browsing = await browser()
}, 300_000)

const patience = { timeout: 60_000 }

const box = (page: Page) => page.getByRole('textbox', { name: `Reply to ${ada.name}` })
const words = async (page: Page) => (await box(page).innerText()).replaceAll(/\s+/g, ' ').trim()

async function opened(page: Page, text: string): Promise<string> {
  const answered = await page.request.post(`${desk.origin}/api/v1/complaints`, {
    data: { text, channel: 'phone', language: 'en', customer: ada },
    headers: { origin: desk.origin },
  })
  expect(answered.status()).toBe(201)
  return ((await answered.json()) as { id: string }).id
}

async function goTo(page: Page, complaint: string) {
  await page.goto(`${desk.origin}/app/complaints/${complaint}`)
  await box(page).waitFor({ timeout: 60_000 })
}

const kept = async (page: Page, complaint: string) =>
  (
    (await (await page.request.get(`${desk.origin}/api/v1/complaints/${complaint}/drafts/reply`)).json()) as {
      draft: { text: string } | null
    }
  ).draft?.text ?? ''

test('what is written survives the end of the server, of the browser and of the complaint', async () => {
  const { page } = await browsing.visitor()
  const [first, second] = await shown(page, async () => {
    await letIn(page, desk.origin, fay)
    const both = [await opened(page, 'The cabin was cold.'), await opened(page, 'It was cold, once more.')] as const
    await goTo(page, both[0])
    await box(page).click()
    await page.keyboard.type('Dear Ada, we look into the heating.')
    await page.getByText(/draft saved/).waitFor()
    await desk.kill()
    await page.keyboard.type(' And into the telephone.')
    await page.getByText('draft not saved yet, it is safe in this window').waitFor()
    await desk.start()
    await page.getByText(/draft saved/).waitFor()
    await expect.poll(() => kept(page, both[0]), patience).toBe('Dear Ada, we look into the heating. And into the telephone.')
    return both
  })
  // The tab ends as it does when its process is killed: nothing in it is asked or told.
  await page.goto('chrome://kill').catch(() => undefined)

  const { page: again } = await browsing.visitor()
  await shown(again, async () => {
    await letIn(again, desk.origin, fay)
    await goTo(again, first)
    expect(await words(again)).toBe('Dear Ada, we look into the heating. And into the telephone.')
    const merged = await again.request.post(`${desk.origin}/api/v1/complaints/${first}/merging`, {
      data: { into: second, reason: 'The same crossing.' },
      headers: { origin: desk.origin },
    })
    expect(merged.status()).toBe(200)
    await goTo(again, second)
    expect(await words(again)).toBe('Dear Ada, we look into the heating. And into the telephone.')
  })
}, 400_000)

test('what was taken out is taken back; five megabytes come in as what a letter shows; a picture stands where it was pasted', async () => {
  const { page, faults } = await browsing.visitor()
  await shown(page, async () => {
    await letIn(page, desk.origin, fay)
    const complaint = await opened(page, 'The deck was wet.')
    await goTo(page, complaint)
    await box(page).click()
    await page.keyboard.type('Dear Ada, the deck is dried each morning, and yours was forgotten.')
    // All of it: a slow machine saves in the middle of typing too.
    await expect.poll(() => kept(page, complaint), patience).toContain('yours was forgotten.')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('No.')
    await expect.poll(() => kept(page, complaint), patience).toBe('No.')
    await page.getByRole('button', { name: 'Earlier versions' }).click()
    const versions = page.getByRole('region', { name: 'What stood here before' })
    await versions.getByText(/^Dear Ada, the deck is dried/).waitFor()
    await isGood(page)
    await versions.getByRole('button').first().click()
    await versions.getByRole('button', { name: 'Take this back' }).click()
    await expect.poll(() => words(page), patience).toContain('yours was forgotten.')

    await box(page).click()
    await page.keyboard.press('Control+End')
    await page.evaluate(pasteHeavily)
    await expect.poll(() => words(page), patience).toContain('Pasted words')
    expect(await words(page)).toContain('yours was forgotten.')

    await page.evaluate(pastePicture)
    const picture = box(page).getByRole('img', { name: 'deck.png' })
    await picture.waitFor()
    expect(await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(1)
    await isGood(page)
    // A note is yellow, and says so in words.
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Internal note/ }).click()
    await page
      .getByText(/never leaves/)
      .first()
      .waitFor()
    await page
      .getByRole('button', { name: /^Reply/ })
      .first()
      .click()
    await picture.waitFor()
    await box(page).click()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('article').getByRole('img', { name: 'deck.png' }).waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)

/** In the page: a letter from a word processor, with five megabytes around its words. */
function pasteHeavily() {
  const data = new DataTransfer()
  const style = `<style>${'p { color: red } '.repeat(180_000)}</style>`
  const picture = `<img src="data:image/png;base64,${'A'.repeat(2_000_000)}">`
  data.setData('text/html', `${style}<p style="margin:0">Pasted <b>words</b></p>${picture}`)
  data.setData('text/plain', 'Pasted words')
  const text = document.querySelector('.ProseMirror')
  text?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
}

/** In the page: a screenshot on the clipboard. */
function pastePicture() {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))
  const data = new DataTransfer()
  data.items.add(new File([bytes], 'deck.png', { type: 'image/png' }))
  const text = document.querySelector('.ProseMirror')
  text?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
}
