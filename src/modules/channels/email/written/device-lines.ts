import { fold } from '#platform/fold.ts'
import words from './device-words.json' with { type: 'json' }

const wholes = byFirstLetter(words.whole)
const places = byFirstLetter(words.from)
const means = byFirstLetter(words.by)
const frames = words.frames.map(([beginning = '', end = '']) => ({ beginning: fold(beginning), end: fold(end) }))
const mine = new Set(words.mine.map(fold))
const devices = words.devices.map(fold)
const excuses = words.excuses.map(fold)

/** Whether a line is one that a device or a mail program wrote below what somebody wrote: "Sent from my iPhone" in any language. */
export function isDeviceLine(line: string): boolean {
  if (line.length > 300) return false
  const plain = bare(line)
  if (plain.length < 4 || plain.length > 140) return false
  const text = fold(plain).replace(/\.$/, '')
  if (beginning(wholes, text) !== null) return plain.length <= 100
  if (!saysDevice(text)) return false
  return isShort(plain) || excuses.some((excuse) => text.includes(excuse))
}

function saysDevice(text: string): boolean {
  const place = beginning(places, text)
  if (place !== null) return isMine(text.slice(place.length).trim(), place) || namesDevice(text.slice(place.length))
  const by = beginning(means, text)
  if (by !== null) return namesDevice(text.slice(by.length))
  return frames.some((frame) => text.startsWith(frame.beginning) && text.endsWith(frame.end)) && namesDevice(text)
}

/** "my Wiko", "το Wiko μου", "我的小米"; some beginnings say "my" themselves. */
function isMine(rest: string, place: string): boolean {
  return mine.has(/^\S+/.exec(rest)?.[0] ?? '') || rest.startsWith('我的') || place.endsWith('我的') || /^το \S.{0,30}\sμου$/.test(rest)
}

/** Without the links and signs that dress such a line. */
function bare(line: string): string {
  return line
    .replace(/\[([^\][]{1,200})\]\([^()\s]{1,400}\)/g, '$1')
    .replace(/<[^<>\s]{1,400}>|\[?https?:\/\/\S+/g, '')
    .replace(/^[\s*_[(<«"'–—>|-]+|[\s*_\])>»"'–—|-]+$/g, '')
}

/** No sentence: few words, nothing that parts clauses. */
function isShort(plain: string): boolean {
  return plain.length <= 100 && plain.split(/\s+/).length <= 11 && !/[,;?]|[.!]\s+\p{L}|\d[.:]\d\d|\d{4}/u.test(plain.replace(/\.\S/g, ''))
}

function namesDevice(text: string): boolean {
  return devices.some((device) => {
    const at = text.indexOf(device)
    return at >= 0 && (device.length > 4 || !/\p{L}/u.test(text.charAt(at - 1)))
  })
}

function byFirstLetter(phrases: readonly string[]): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const phrase of phrases.map(fold)) index.set(phrase.charAt(0), [...(index.get(phrase.charAt(0)) ?? []), phrase])
  for (const list of index.values()) list.sort((one, other) => other.length - one.length)
  return index
}

function beginning(index: ReadonlyMap<string, readonly string[]>, text: string): string | null {
  const found = index.get(text.charAt(0))?.find((phrase) => text.startsWith(phrase) && isWhole(text, phrase))
  return found ?? null
}

/** A phrase ends where its last word ends; Chinese sets no spaces. */
const isWhole = (text: string, phrase: string): boolean =>
  /['\u4e00-\u9fff]$/.test(phrase) || !/\p{L}/u.test(text.charAt(phrase.length)) || /[\u05d0-\u05ea]$/.test(phrase)
