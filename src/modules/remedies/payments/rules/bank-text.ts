import { digitsOf } from '#platform/money.ts'

/** `12.34` from 1234 minor units of EUR, `1.250` of KWD, `5000` of JPY; sums in whole numbers that no rounding touches. */
export function decimal(amount: bigint | number, currency: string): string {
  const digits = digitsOf(currency)
  const figures = String(amount).padStart(digits + 1, '0')
  return digits === 0 ? figures : `${figures.slice(0, -digits)}.${figures.slice(-digits)}`
}

/** Adds up whole minor units. */
export const totalOf = (amounts: readonly number[]): bigint => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)

/** Words as every bank of SEPA reads them (EPC217-08): Latin letters without marks, figures and a few signs; Greek as passports write it (ELOT 743). */
export function bankText(text: string, longest: number): string {
  const plain = paired(text.normalize('NFKD')).replaceAll(/\p{M}/gu, '')
  const latin = [...plain].map((character) => greek[character] ?? others[character] ?? character)
  return latin
    .join('')
    .replaceAll(/[^A-Za-z0-9/?:().,'+ -]/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, longest)
    .trim()
}

const asWritten = (letter: string, latin: string): string => (letter === letter.toUpperCase() ? latin.toUpperCase() : latin)

/** What Greek writes with two letters: `ευ` is `ev` before a voiced sound and `ef` elsewhere, `γγ` is `ng`, `μπ` begins a word as `b`; two points keep letters apart. */
const paired = (text: string): string =>
  text
    .replaceAll(/(?<=[αεη])υ(?!\u0308)\u0301?(?=[αεηιουωβγδζλμνρ])/giu, (two) => asWritten(two, 'v'))
    .replaceAll(/(?<=[αεη])υ(?!\u0308)/giu, (two) => asWritten(two, 'f'))
    .replaceAll(/(?<=ο)υ(?!\u0308)/giu, (two) => asWritten(two, 'u'))
    .replaceAll(/γ(?=[γξχ])/giu, (one) => asWritten(one, 'n'))
    .replaceAll(/(?<![\p{L}\p{M}])μπ/giu, (two) => asWritten(two.charAt(0), 'b'))

const lower = 'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o'.split(' ')
const greek: Record<string, string> = {}
for (let at = 0; at < lower.length; at += 2) {
  const [letter = '', latin = ''] = lower.slice(at, at + 2)
  greek[letter] = latin
  if (letter !== 'ς') greek[letter.toUpperCase()] = latin.charAt(0).toUpperCase() + latin.slice(1)
}

const others: Record<string, string> = {
  ß: 'ss',
  Æ: 'AE',
  æ: 'ae',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Œ: 'OE',
  œ: 'oe',
  '’': "'",
  '&': '+',
  ı: 'i',
  Þ: 'Th',
  þ: 'th',
  Ð: 'D',
  ð: 'd',
  Ħ: 'H',
  ħ: 'h',
  Ŋ: 'N',
  ŋ: 'n',
  Ŧ: 'T',
  ŧ: 't',
  ĸ: 'k',
}
