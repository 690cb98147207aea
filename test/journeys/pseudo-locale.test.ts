import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browser, desktop, isGood, shown, telephone } from '#test/browser.ts'
import { colleagues } from '#test/cast.ts'
import { isThere, pagesOf, sectionsOf } from '#test/everybody.ts'
import { english, leavesOf, pseudo, readsPseudo, standingOut, untranslated } from '#test/pseudo-locale.ts'
import { enter, sceneOnScreen } from '#test/scene-on-screen.ts'

const { origin, as, agents, teams } = await sceneOnScreen()
const browsing = await browser()
const max = await as('max')
const words = 'Th cbn ws wt.'
const { body: complaint } = await max.post('/api/v1/complaints', {
  text: words,
  channel: 'phone',
  customer: { name: 'Ada Lindqvist', email: 'ada@customer.example' },
})
await max.post(`/api/v1/complaints/${complaint.id}/assignment`, { team: teams.north, owner: agents.fay })
await max.post(`/api/v1/complaints/${complaint.id}/tags`, { tag: 'strm' })

/** What people of the case wrote or are called: no language changes it. */
const data = [
  ...Object.values(colleagues).flatMap(({ name, email }) => [name, email, ...name.split(' ')]),
  'Ada Lindqvist',
  'ada@customer.example',
  'Harbour Ferries',
  'North',
  'South',
  'Europe/Athens',
  'http://desk.example',
  complaint.number,
]

/** What stands here was written in one language, or in all of them: rules over wording, names of holidays, causes beside their translations. */
const inTheirOwn = ['/settings/words', '/settings/working_time', '/settings/causes']

async function faultsOf(page: Page, place: string) {
  const out = await standingOut(page)
  const bare = inTheirOwn.includes(place) ? [] : await untranslated(page, data)
  return out.length + bare.length > 0 ? { out, bare } : null
}

test('every sentence of every module keeps its figures in the pseudo-locale, and is longer', () => {
  const sentences = [...english.values()].flatMap(leavesOf)
  const figures = (text: string) => text.match(/\{\{[^}]*\}\}/g) ?? []
  expect(sentences.length).toBeGreaterThan(1000)
  expect(sentences.filter((text) => figures(text).join() !== figures(pseudo(text)).join())).toEqual([])
  const length = (texts: string[]) => texts.join('').length
  expect(length(sentences.map(pseudo)) / length(sentences)).toBeGreaterThan(1.25)
})

test.each([
  ['at a desk', { ...desktop, width: 1280 }],
  ['on a telephone', telephone],
])(
  '%s no text is left out of the words, and longer words break no page',
  async (_where, size) => {
    const { page, faults } = await browsing.visitor({ size })
    await readsPseudo(page)
    const found: Record<string, unknown> = {}
    await shown(page, async () => {
      await enter(page, origin, colleagues.fay)
      const places = [
        ...(await pagesOf(page, { complaint: complaint.id, customer: complaint.customer.id })),
        ...(await sectionsOf(page, origin)),
      ]
      expect(places.length).toBeGreaterThan(40)
      for (const place of places) {
        await page.goto(`${origin}/app${place}`)
        await isThere(page)
        found[place] = await faultsOf(page, place)
      }
      await page.goto(`${origin}/app/complaints?view=mine`)
      await page.getByRole('link', { name: 'Ada Lindqvist' }).waitFor()
      await page.keyboard.press('Shift+Slash')
      await page.getByRole('dialog').waitFor()
      found['keys'] = await faultsOf(page, 'keys')
      await isGood(page)
    })
    expect(Object.entries(found).filter(([, faulty]) => faulty !== null)).toEqual([])
    expect(faults).toEqual([])
  },
  300_000,
)
