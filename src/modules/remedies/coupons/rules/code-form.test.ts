import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCharacter, codeFrom, drawn, isCode, isMistyped, letters, plainCode, shownCode } from './code-form.ts'

const body = fc
  .array(fc.constantFrom(...letters.split('')), { minLength: drawn, maxLength: drawn })
  .map((drawnLetters) => drawnLetters.join(''))
const code = body.map(codeFrom).filter((one) => one !== null)

test('the check character is that of ISO/IEC 7064 MOD 37-2, as blood donations bear it', () => {
  // The example of the ISBT 128 standard.
  expect(checkCharacter('G123498654321')).toBe('H')
})

test('a code consists of letters that nobody takes for another, four by four', () => {
  fc.assert(
    fc.property(code, (one) => {
      expect(one).toMatch(/^[34679CFGHJKMNPRTVWXY]{16}$/)
      expect(shownCode(one)).toMatch(/^(....-){3}....$/)
      expect(plainCode(` ${shownCode(one).toLowerCase().replace('-', '–')} `)).toBe(one)
      expect(isCode(one) && !isMistyped(one)).toBe(true)
    }),
  )
})

test('one wrong character is found, wherever it is', () => {
  fc.assert(
    fc.property(code, fc.nat(drawn), fc.constantFrom(...letters.split('')), (one, at, other) => {
      fc.pre(one[at] !== other)
      expect(isMistyped(one.slice(0, at) + other + one.slice(at + 1))).toBe(true)
    }),
  )
})

test('two characters that changed places are found', () => {
  fc.assert(
    fc.property(code, fc.nat(drawn - 1), (one, at) => {
      fc.pre(one[at] !== one[at + 1])
      expect(isMistyped(one.slice(0, at) + (one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2))).toBe(true)
    }),
  )
})
