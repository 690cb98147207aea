import { domainToUnicode } from 'node:url'

/** A mail address for eyes: international domains in their own letters, except those that could be taken for others. Never write to it. */
export function shownAddress(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0 || !/(^|\.)xn--/i.test(address.slice(at + 1))) return address
  const domain = domainToUnicode(address.slice(at + 1))
  const misleads = domain === '' || domain.split('.').some(maybeTakenForAnother)
  return misleads ? address : `${address.slice(0, at)}@${domain}`
}

/** A mailbox with its address for eyes, where that is another one. */
export function withShownAddress<One extends { address: string }>(one: One): One & { shown?: string } {
  const shown = shownAddress(one.address)
  return shown === one.address ? one : { ...one, shown }
}

/** What people write together in one word; anything else mixes letters that look alike. */
const writings = [
  ['Latin'],
  ['Greek'],
  ['Cyrillic'],
  ['Armenian'],
  ['Georgian'],
  ['Hebrew'],
  ['Arabic'],
  ['Devanagari'],
  ['Bengali'],
  ['Gujarati'],
  ['Gurmukhi'],
  ['Kannada'],
  ['Malayalam'],
  ['Tamil'],
  ['Telugu'],
  ['Sinhala'],
  ['Thai'],
  ['Lao'],
  ['Khmer'],
  ['Ethiopic'],
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Hangul'],
].map((scripts) => new RegExp(`^[${scripts.map((script) => `\\p{Script_Extensions=${script}}`).join('')}\\d-]+$`, 'u'))

// Cyrillic letters that look like Latin ones: a word of these alone reads as another word.
const latinLooking = /^[асԁеһіјӏорԛѕԝхуьѵ\d-]+$/u

const maybeTakenForAnother = (label: string): boolean =>
  /[^\x20-\x7e]/.test(label) && (latinLooking.test(label) || !writings.some((writing) => writing.test(label)))
