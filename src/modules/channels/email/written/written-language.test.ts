import { expect, test } from 'vitest'
import { writtenLanguage } from './written-language.ts'

test.each([
  ['el', 'Καλημέρα, η παραγγελία μου δεν έφτασε ποτέ.'],
  ['el', 'Το iPhone 17 Pro που αγόρασα από το Harbour Ferries online shop δεν ανάβει'],
  ['el', 'ΔΕΝ ΕΧΩ ΛΑΒΕΙ ΑΠΑΝΤΗΣΗ'],
  ['el', 'Kalimera sas, den exo lavei tin paraggelia mou apo ton Oktovrio. Parakalo na mou pite ti tha ginei.'],
  ['es', 'Buenos días, mi pedido no ha llegado y nadie me responde. ¿Qué ha pasado?'],
  ['es', 'Hola, el equipaje se perdio en el ferry y quiero una solucion por favor'],
  ['en', 'Hello, my order has not arrived and nobody answers. What happened to it?'],
  ['en', 'Dear Sir or Madam, the cabin that we booked was not the cabin that we got.'],
] as const)('It is %s: %s', (language, text) => {
  expect(writtenLanguage(text)).toBe(language)
})

test.each(['', '12345', 'IMG_2043.jpg', '+++ ---', 'Ολα ok'.slice(4), 'Guten Tag, wo bleibt mein Paket?'])(
  'Nobody can tell from “%s”',
  (text) => {
    expect(writtenLanguage(text)).toBeNull()
  },
)

test('A long text is judged by its beginning', () => {
  expect(writtenLanguage(`${'The cabin was not the one that we had booked. '.repeat(200)}${'και δεν '.repeat(100_000)}`)).toBe('en')
})
