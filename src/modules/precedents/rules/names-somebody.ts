import { fold } from '#platform/fold.ts'

// An address, a number of five digits or more with or without gaps, an account.
const personal = [/[^\s@]+@[^\s@]+\.[^\s@]+/u, /\p{N}(?:[\s./-]?\p{N}){4,}/u, /\b\p{L}{2}\p{N}{2}[\p{L}\p{N}]{6,}/u, /https?:|www\./iu]

// Particles and courtesies of names say nothing of who it is.
const shortest = 3
// Shorter ones are found as words only: they stand inside of others.
const longEnough = 5

/** Whether a sentence tells whose case it was: an address, a number, or one of these names or parts of them. */
export function namesSomebody(sentence: string, known: readonly string[]): boolean {
  if (personal.some((pattern) => pattern.test(sentence))) return true
  const words = wordsOf(sentence)
  const said = ` ${words.join(' ')} `
  return known.some((name) => {
    const parts = wordsOf(name)
    if (parts.length > 0 && said.includes(` ${parts.join(' ')} `)) return true
    // Scripts without spaces, and names that are no words at all.
    const whole = fold(name).trim()
    if (whole.length >= (/[a-z]/.test(whole) ? longEnough : 2) && fold(sentence).includes(whole)) return true
    return parts.some((part) => part.length >= shortest && words.includes(part))
  })
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
