/** What generated codes are written with: no vowels, and nothing that is taken for another (0 O D Q, 1 I L, 2 Z, 5 S, 8 B). */
export const letters = '34679CFGHJKMNPRTVWXY'

/** So many letters are drawn by lot, 64 bits in all; one more proves them. */
export const drawn = 15

/** The check character of ISO/IEC 7064 MOD 37-2, which finds every single wrong character and every two that changed places; `*` where it is none. */
export function checkCharacter(body: string): string {
  let rest = 0
  for (const character of body) rest = ((rest + valueOf(character)) * 2) % 37
  return characters[(38 - rest) % 37] ?? ''
}

/** A code as it is compared: capital letters and digits, without the hyphens and spaces that people read it by. */
export const plainCode = (written: string): string =>
  written
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}._]/gu, '')

/** Six to forty letters and digits: what a code may be, also one from elsewhere. */
export const isCode = (plain: string): boolean => /^[A-Z0-9]{6,40}$/.test(plain)

/** It has the form of the codes that we generate, and yet one character is wrong. */
export const isMistyped = (plain: string): boolean =>
  plain.length === drawn + 1 &&
  [...plain].every((character) => letters.includes(character)) &&
  checkCharacter(plain.slice(0, -1)) !== plain.at(-1)

/** In groups of four, as it is read aloud; what came from elsewhere stays as it came. */
export const shownCode = (plain: string): string => (plain.length === drawn + 1 ? (plain.match(/.{1,4}/g)?.join('-') ?? plain) : plain)

/** A code is proven by a character that people can read too: where it is none, other letters are drawn. */
export function codeFrom(body: string): string | null {
  const check = checkCharacter(body)
  return letters.includes(check) ? body + check : null
}

const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*'

function valueOf(character: string): number {
  const value = characters.indexOf(character)
  if (value < 0) throw new RangeError(`${JSON.stringify(character)} is no character of MOD 37-2`)
  return value
}
