import { expect, test } from 'vitest'
import tree from '#modules/complaints/rules/category-tree.json' with { type: 'json' }
import { plainTextOf } from '#modules/conversations/rules/plain-text.ts'
import { checkTone } from '#modules/tone/rules/check-tone.ts'
import { sanitiseRichText } from '#platform/sanitise-rich-text.ts'
import { letters, writeText } from './contract.ts'
import { fillText, slotNames, slotProblems, unfilledSlots } from './rules/slots.ts'
import { sampleRecord, slotKinds } from './rules/variables.ts'
import el from './starter/el.json' with { type: 'json' }
import en from './starter/en.json' with { type: 'json' }
import es from './starter/es.json' with { type: 'json' }
import { starterTexts } from './starter-texts.ts'

const languages = ['en', 'el', 'es'] as const
const named = starterTexts.map((text) => ({ ...text, code: text.about.code }))
const forCustomers = named.filter(({ about }) => ['canned', 'template', 'letter'].includes(about.kind))
const categories = new Set(tree.flatMap(({ code, children }) => [code, ...(children ?? []).map((child) => child.code)]))

test('every text is listed once and written in the three languages, and nothing is written that is not listed', () => {
  const codes = starterTexts.map(({ about }) => about.code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const said of [en, el, es]) expect(Object.keys(said).toSorted()).toEqual(codes.toSorted())
})

test.each(named)('$code is one that the desk would take from a person, with categories that there are', ({ about, wordings }) => {
  expect(() => writeText.body._zod.parse({ value: { ...about, wordings }, issues: [] }, {})).not.toThrow()
  expect(about.categories.filter((category) => !categories.has(category))).toEqual([])
  for (const language of languages) {
    expect(slotProblems(wordings[language].body), `in ${language}`).toEqual({ unknown: [], broken: [] })
    expect(sanitiseRichText(wordings[language].body), `in ${language}`).toBe(wordings[language].body.replaceAll('<br>', '<br />'))
  }
})

test.each(named)('$code asks for the same in each language, and has the same steps', ({ wordings }) => {
  const shape = ({ body, steps }: (typeof wordings)['en']) => ({
    slots: slotNames(body),
    steps: steps.map(({ does, say, avoid }) => [does.length, say.length, avoid.length]),
  })
  expect(shape(wordings.el)).toEqual(shape(wordings.en))
  expect(shape(wordings.es)).toEqual(shape(wordings.en))
})

test.each(named)('$code is filled by an invented record but for what a person must say', ({ wordings }) => {
  for (const language of languages) {
    const open = unfilledSlots(fillText(wordings[language].body, sampleRecord(language), language))
    expect(open.filter(({ name, hint }) => !(slotKinds as readonly string[]).includes(name) || hint === '')).toEqual([])
  }
})

test('what goes to customers has something that only fits one of them, and most of it names the step that it serves', () => {
  const general = forCustomers.filter(({ wordings }) => !slotNames(wordings.en.body).includes('personal'))
  expect(general.map(({ code }) => code)).toEqual([])
  expect(named.filter(({ about }) => about.step === null).map(({ code }) => code)).toEqual([
    'boundary_first',
    'boundary_written',
    'boundary_decision',
  ])
})

test('each named letter is there', () => {
  const written = starterTexts.filter(({ about }) => about.kind === 'letter').map(({ about }) => about.letter)
  expect(new Set(written)).toEqual(new Set(letters))
  expect(written).toHaveLength(letters.length)
})

test.each(named)('$code is in its own letters: no Greek word in Latin ones, nor the other way round', ({ wordings }) => {
  const words = ({ title, body }: (typeof wordings)['en']) => plainTextOf(`${title} ${body.replaceAll(/\{\{[^}]*\}\}/g, ' ')}`)
  expect(words(wordings.en)).not.toMatch(/\p{Script=Greek}/u)
  expect(words(wordings.es)).not.toMatch(/\p{Script=Greek}/u)
  expect(words(wordings.el)).not.toMatch(/\p{Script=Greek}\p{Script=Latin}|\p{Script=Latin}\p{Script=Greek}/u)
})

test.each(named)('$code says nothing that the reply checker advises against', ({ about, wordings }) => {
  const found = languages.flatMap((language) => {
    const { body, steps } = wordings[language]
    const said = [plainTextOf(body), ...steps.flatMap(({ say }) => say)].map((words) => words.replaceAll(/\{\{[^}]*\}\}/g, 'X'))
    // Its checks against a record have nothing to look at here: those of the wording are meant.
    const channel = about.channels.find((one) => one === 'phone' || one === 'chat') ?? null
    return said.flatMap((words) =>
      checkTone(words, { language, channel })
        .hits.filter(({ severity, end }) => severity >= 2 && end > 0)
        .map(({ rule, start, end }) => `${rule}: ${words.slice(start, end)}`),
    )
  })
  expect(found).toEqual([])
})
