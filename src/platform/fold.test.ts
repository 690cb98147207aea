import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, greekFromLatin, latinFromGreek, words } from './fold.ts'
import vectors from './fold-vectors.json' with { type: 'json' }

test.each(vectors)('%j folds to %j', (text, folded) => {
  expect(fold(text ?? '')).toBe(folded)
})

test('every single character folds to at most three times its length, and folding again changes nothing', () => {
  const wrong: string[] = []
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const character = String.fromCodePoint(code)
    const folded = fold(character)
    if (folded.length > 3 * character.length || fold(folded) !== folded) wrong.push(code.toString(16))
  }
  expect(wrong).toEqual([])
})

test('any text folds to at most three times its length, and folding again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const folded = fold(text)
      expect(folded.length).toBeLessThanOrEqual(3 * text.length)
      expect(fold(folded)).toBe(folded)
    }),
  )
})

test('capitals without accents, small letters with them and decomposed letters fold to one spelling', () => {
  for (const spelling of ['ΚΑΘΥΣΤΕΡΗΣΗΣ', 'καθυστέρησης', 'καθυστέρησης'.normalize('NFD')]) expect(fold(spelling)).toBe('καθυστερησησ')
})

test('words are runs of letters and digits in any script', () => {
  expect(words('Η παραγγελία RD-2026, «δέμα»… ¿año? 49,90 €')).toEqual(['Η', 'παραγγελία', 'RD', '2026', 'δέμα', 'año', '49', '90'])
  expect(words('')).toEqual([])
  expect(words('e\u0301tude')).toEqual(['e\u0301tude'])
})

test.each([
  ['paraggelia', 'παραγγελια'],
  ['kathisterisi', 'καθυστερηση'],
  ['epistrofi', 'επιστροφη'],
  ['logariasmos', 'λογαριασμοσ'],
  ['parapono', 'παραπονο'],
  ['eyxaristo', 'ευχαριστω'],
  ['ka8usterhsh', 'καθυστερηση'],
  ['proion', 'προιον'],
])('%s may be %s', (written, meant) => {
  expect(greekFromLatin(written)).toContain(meant)
})

test('the possible Greek spellings are bounded, folded, different, and none where nothing is Latin', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 80 }), (text, most) => {
      const spellings = greekFromLatin(text, most)
      expect(spellings.length).toBeLessThanOrEqual(most)
      expect(new Set(spellings).size).toBe(spellings.length)
      for (const spelling of spellings) expect(fold(spelling)).toBe(spelling)
    }),
  )
  expect(greekFromLatin('παραγγελία')).toEqual([])
  expect(greekFromLatin('4711')).toEqual([])
})

test.each([
  ['Παραγγελία', 'parangelia'],
  ['ευχαριστώ', 'efcharisto'],
  ['αύριο', 'avrio'],
  ['Μπάμπης', 'bampis'],
  ['ψυχή ξένος ΘΕΣΗ', 'psychi xenos thesi'],
  ['order 12', 'order 12'],
])('%s in Latin letters is %s', (greek, latin) => {
  expect(latinFromGreek(greek)).toBe(latin)
})
