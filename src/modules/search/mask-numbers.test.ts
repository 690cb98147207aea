import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { testDatabase } from '#test/database.ts'

const { pool } = await testDatabase()

async function maskedThere(texts: string[], known: string[] = []): Promise<string[]> {
  const { rows } = await pool.query<{ masked: string }>(
    'select mask_numbers(text, $2) as masked from unnest($1::text[]) with ordinality as each(text, place) order by place',
    [texts, known],
  )
  return rows.map(({ masked }) => masked)
}

const texts = [
  'nothing to hide',
  'My card 4111 1111 1111 1111 was charged',
  '4111-1111-1111-1111',
  'amex 378282246310005, ok',
  'Order 88231 5555 5555 5555 4444 21 11 2026',
  '4111 1111 1111 1112',
  'parcel 1234567890123456',
  '+30 210 123 4567 and 2026-11-21 20:33 100000',
  'AB4111111111111111X',
  'κάρτα4111111111111111',
  'diners 30569309025904, discover 6011111111111117, jcb 3530111333300000, maestro 6759649826438453, mir 2200000000000000',
  '411111111111',
  '4111 1111 1111 1111\n5555 5555 5555 4444',
  '4111\u00a01111\u20111111–1111',
  'IBAN: GR16 0110 1250 0000 0001 2300 695.',
  'es9121000418450200051332',
  'GB82-WEST-1234-5698-7654-32 please',
  'GR17 0110 1250 0000 0001 2300 695',
  'DE89370400440532013000 and 4111111111111111',
  'MT84MALT011000012345MTLCAST001S',
  'ab12 or GR16 0110 1250 0000 0001 2300 695 or not',
  '4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4',
]

test('the database hides what TypeScript hides', async () => {
  expect(await maskedThere(texts)).toEqual(texts.map((text) => maskNumbers(text)))
})

test('a number that is known stays, there as here', async () => {
  const known = ['4111 1111 1111 1111', 'gr16-0110-1250-0000-0001-2300-695']
  expect(await maskedThere(texts, known)).toEqual(texts.map((text) => maskNumbers(text, known)))
})

test('any mixture of numbers, gaps and words is hidden alike', async () => {
  const piece = fc.constantFrom(
    '4111',
    '1111',
    '4242424242424242',
    '5555 5555 5555 4444',
    '4',
    '7',
    '0',
    ' ',
    '-',
    '\u00a0',
    '\n',
    'a',
    'é',
    'π',
    '.',
    'GR1601101250000000012300695',
    'ES91 2100 0418 4502 0005 1332',
  )
  const mixtures = fc.sample(fc.array(piece, { maxLength: 16 }), 800).map((pieces) => pieces.join(''))
  const there = await maskedThere(mixtures)
  const differing = mixtures.filter((text, at) => there[at] !== maskNumbers(text))
  expect(differing).toEqual([])
})

test('a long text of nothing but digits is read in a moment', async () => {
  const began = performance.now()
  await maskedThere(['4 '.repeat(30_000), '4'.repeat(60_000), 'GB12 '.repeat(12_000)])
  expect(performance.now() - began).toBeLessThan(20_000)
})
