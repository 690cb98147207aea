import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Dice, diceOf } from './dice.ts'
import { bombs } from './hostile-bombs.ts'

/** A mail that was made to do harm, or has come to it. */
export interface HostileMail {
  kind: string
  raw: Buffer
}

/** The mail of this number in the corpus of this seed: always the same, whichever were made before it. */
export function hostileMail(seed: number, number: number): HostileMail {
  const dice = diceOf(seed, number)
  const kind = kinds[number % kinds.length] ?? 'truncated'
  const make = { ...mutations, ...bombs }[kind]
  if (!make) throw new Error(`Nobody makes ${kind}`)
  return { kind, raw: make(dice) }
}

const samples = join(import.meta.dirname, '../src/modules/channels/email/samples')
const sound = readdirSync(samples)
  .filter((name) => name.endsWith('.eml'))
  .toSorted()
  .map((name) => readFileSync(join(samples, name)))

const latin = (raw: Buffer): string => raw.toString('latin1')
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')

const mutations: Record<string, (dice: Dice) => Buffer> = {
  truncated: (dice) => {
    const raw = dice.pick(sound)
    return raw.subarray(0, dice.below(raw.length))
  },
  beginning_lost: (dice) => {
    const raw = dice.pick(sound)
    return raw.subarray(dice.below(raw.length))
  },
  spliced: (dice) => {
    const [one, other] = [dice.pick(sound), dice.pick(sound)]
    return Buffer.concat([one.subarray(0, dice.below(one.length)), other.subarray(dice.below(other.length))])
  },
  bits_flipped: (dice) => flipped(dice, dice.pick(sound), 1 + dice.below(200)),
  head_flipped: (dice) => {
    const raw = dice.pick(sound)
    const head = Math.max(1, raw.indexOf('\n\n') === -1 ? raw.indexOf('\r\n\r\n') : raw.indexOf('\n\n'))
    return Buffer.concat([flipped(dice, raw.subarray(0, head), 1 + dice.below(20)), raw.subarray(head)])
  },
  lines_shuffled: (dice) => bytes(dice.shuffled(latin(dice.pick(sound)).split('\n')).join('\n')),
  lines_doubled: (dice) => bytes(latin(dice.pick(sound)).replace(/^.*\n/gm, (line) => line.repeat(1 + dice.below(4)))),
  lines_lost: (dice) => bytes(latin(dice.pick(sound)).replace(/^.*\n/gm, (line) => (dice.below(4) === 0 ? '' : line))),
  nuls: (dice) => sprinkled(dice, dice.pick(sound), '\0'),
  controls: (dice) => sprinkled(dice, dice.pick(sound), String.fromCharCode(dice.below(32))),
  bare_cr: (dice) => bytes(latin(dice.pick(sound)).replace(/\r?\n/g, '\r')),
  mixed_line_ends: (dice) =>
    bytes(latin(dice.pick(sound)).replace(/\r?\n/g, () => dice.pick(['\n', '\r\n', '\r', '\r\r\n', '\n\r', '\n\n', '\x85', '\v', '\f']))),
  charset_changed: (dice) => bytes(latin(dice.pick(sound)).replace(/charset="?[\w-]+"?/gi, () => `charset=${dice.pick(charsets)}`)),
  encoding_changed: (dice) =>
    bytes(latin(dice.pick(sound)).replace(/(content-transfer-encoding:).*/gi, (_all, name: string) => `${name} ${dice.pick(encodings)}`)),
  type_changed: (dice) =>
    bytes(latin(dice.pick(sound)).replace(/(content-type:)[^;\r\n]*/gi, (_all, name: string) => `${name} ${dice.pick(types)}`)),
  boundary_changed: (dice) =>
    bytes(latin(dice.pick(sound)).replace(/boundary="?[^"\r\n;]+"?/gi, () => `boundary=${dice.pick(boundaries)}`)),
  values_lost: (dice) =>
    bytes(latin(dice.pick(sound)).replace(/^([\w-]+:).*$/gm, (all, name: string) => (dice.below(3) === 0 ? name : all))),
  utf16: (dice) => {
    const raw = Buffer.from(latin(dice.pick(sound)), 'utf16le')
    return dice.below(2) === 0 ? raw : Buffer.concat([bytes('\xff\xfe'), raw])
  },
  lone_surrogates: (dice) => {
    const words = Array.from({ length: 50 }, () => dice.pick(['Wet ', '\ud83d', '\ude00', '\ud800 ', 'cabin ', '\udfff']))
    const body = Buffer.from(words.join(''), 'utf16le')
    const inWord = Buffer.from('Wet \ud83d', 'utf16le').toString('base64')
    const head = `From: =?utf-16le?B?${inWord}?= <ada@customer.example>\r\nSubject: =?utf-16le?B?${inWord}?=\r\nMessage-ID: <\xed\xa0\xbd${dice.below(1e9)}@x.example>\r\nContent-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\n`
    return Buffer.concat([bytes(head), bytes(body.toString('base64'))])
  },
  noise: (dice) => Buffer.from(Uint8Array.from({ length: dice.below(20_000) }, () => dice.below(256))),
  noise_with_head: (dice) =>
    Buffer.concat([
      bytes(
        `From: ada@customer.example\r\nSubject: noise\r\nContent-Type: ${dice.pick(types)}; boundary=b; charset=${dice.pick(charsets)}\r\nContent-Transfer-Encoding: ${dice.pick(encodings)}\r\n\r\n`,
      ),
      Buffer.from(Uint8Array.from({ length: dice.below(20_000) }, () => dice.below(256))),
    ]),
  nothing: (dice) => bytes('\r\n'.repeat(dice.below(5))),
}

const charsets = [
  'utf-7',
  'utf-16',
  'utf-16be',
  'utf-32',
  'iso-2022-jp',
  'iso-2022-kr',
  'hz-gb-2312',
  'x-user-defined',
  'unknown-8bit',
  '"',
  "''",
  'a'.repeat(5_000),
  'gb18030',
  'ibm037',
  'constructor',
  '__proto__',
  'ISO-8859-8-I',
]
const encodings = [
  'base64',
  'quoted-printable',
  'x-uuencode',
  '7bit',
  'binary',
  'base64, quoted-printable',
  'BASE64 (yes)',
  'x-yenc',
  '__proto__',
]
const types = [
  'multipart/mixed',
  'multipart/report; report-type=delivery-status',
  'message/rfc822',
  'message/partial',
  'message/external-body',
  'message/delivery-status',
  'text/html',
  'text/calendar',
  'text/plain; format=flowed',
  'application/ms-tnef',
  'application/pkcs7-mime',
  'multipart/signed',
  'multipart/encrypted',
  'multipart/related',
  'multipart',
  '/',
  'constructor/__proto__',
]
const boundaries = ['""', '-', '--', '"  "', `"${'b'.repeat(3_000)}"`, '"b\\"', 'b', '"--b--"', '=', '"a', '__proto__']

/** Each after the other, so that a corpus of any size holds them evenly. */
const kinds = [...Object.keys(mutations), ...Object.keys(bombs)]

/** How many kinds there are. */
export const hostileKinds = kinds.length

function flipped(dice: Dice, sane: Buffer, times: number): Buffer {
  const raw = Buffer.from(sane)
  for (let time = 0; time < times && raw.length > 0; time += 1) {
    const at = dice.below(raw.length)
    raw[at] = (raw[at] ?? 0) ^ (1 << dice.below(8))
  }
  return raw
}

function sprinkled(dice: Dice, sane: Buffer, what: string): Buffer {
  return bytes(latin(sane).replace(/[\s\S]/g, (one) => (dice.below(30) === 0 ? `${what}${one}` : one)))
}
