import { expect, test } from 'vitest'
import { checkWords } from './check-words.ts'
import { onATree } from './on-a-tree.ts'

type Texts = Record<string, unknown>
const folder = 'src/modules/remedies/words'
const inThree = (en: Texts, el: Texts = en, es: Texts = en) => ({
  [`${folder}/en.json`]: JSON.stringify(en),
  [`${folder}/el.json`]: JSON.stringify(el),
  [`${folder}/es.json`]: JSON.stringify(es),
})

test('words that are whole in three languages are left alone', async () => {
  const texts = { title: 'Remedies', left_one: 'one left', left_other: '{{count}} left', deep: { er: 'of {{limit}}' } }
  expect(await onATree(checkWords, inThree(texts))).toEqual([])
})

test('a language that is not there is missed', async () => {
  expect(await onATree(checkWords, { [`${folder}/en.json`]: '{}', [`${folder}/el.json`]: '{}' })).toEqual([
    `${folder}/es.json does not exist`,
  ])
})

test('a key that one language lacks is missed', async () => {
  expect(await onATree(checkWords, inThree({ a: 'a', b: { c: 'c' } }, { a: 'α', b: {} }))).toEqual([`${folder}/el.json lacks b.c`])
  expect(await onATree(checkWords, inThree({}, {}, { a: 'a' }))).toEqual([`${folder}/en.json lacks a`, `${folder}/el.json lacks a`])
})

test('an empty text is a fault', async () => {
  expect(await onATree(checkWords, inThree({ a: 'a' }, { a: '  ' }))).toEqual([`${folder}/el.json says nothing for a`])
})

test('other figures than English has are a fault', async () => {
  const faults = await onATree(
    checkWords,
    inThree({ a: '{{limit}} of {{sum}}' }, { a: '{{limit}} από {{ποσό}}' }, { a: '{{ sum }} {{limit}}' }),
  )
  expect(faults).toEqual([`${folder}/el.json has other figures in a than English: limit instead of limit, sum`])
})

test('a plural has both its forms', async () => {
  expect(await onATree(checkWords, inThree({ left_one: 'one left' }))).toHaveLength(3)
  expect(await onATree(checkWords, inThree({ left_other: '{{count}} left' }))).toHaveLength(3)
  expect(await onATree(checkWords, inThree({ reason_other: 'Another reason' }))).toEqual([])
})

test('what is not JSON is said', async () => {
  const faults = await onATree(checkWords, { ...inThree({}), [`${folder}/el.json`]: '{' })
  expect(faults).toEqual([expect.stringContaining('el.json is not JSON')])
})

test('a refusal without a sentence is named where it is thrown', async () => {
  const faults = await onATree(checkWords, { 'src/modules/remedies/offer.ts': "\nthrow refuse('remedies.above_authority', { limit })" })
  expect(faults).toEqual([
    expect.stringMatching(/^src\/modules\/remedies\/offer\.ts:2 refuses remedies\.above_authority, which has no sentence/),
  ])
})

test('a refusal that is only declared needs its sentence too', async () => {
  const faults = await onATree(checkWords, {
    'src/modules/remedies/refusals.ts': "refusals({ 'remedies.above_authority': { status: 409 } })",
  })
  expect(faults).toEqual([expect.stringContaining('refuses remedies.above_authority')])
})

test('a sentence that nothing refuses is named', async () => {
  const words = inThree({ refusals: { above_authority: 'Ask Cleo.' } })
  const declared = { 'src/modules/remedies/refusals.ts': "refusals({ 'remedies.above_authority': { status: 409 } })" }
  expect(await onATree(checkWords, { ...words, ...declared })).toEqual([expect.stringContaining('which nothing refuses')])
  const thrown = { 'src/modules/remedies/offer.ts': "throw refuse('remedies.above_authority')" }
  expect(await onATree(checkWords, { ...words, ...declared, ...thrown })).toEqual([])
})

test('a refusal may count, and its name may end like a plural', async () => {
  const words = inThree({ refusals: { too_many: 'Fewer.', left_one: 'One left.', left_other: '{{count}} left.' } })
  const thrown = { 'src/modules/remedies/offer.ts': "refuse('remedies.too_many'); refuse('remedies.left', { count })" }
  expect(await onATree(checkWords, { ...words, ...thrown })).toEqual([])
})
