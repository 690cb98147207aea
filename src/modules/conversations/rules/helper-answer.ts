import type { Language } from '#platform/endpoint.ts'
import { numbersIn } from './personal/numbers.ts'
import type { PersonalKind } from './personal/spans.ts'

// What is put where a machine wrote an address or a number that nobody gave it.
const missing: Record<Language, Partial<Record<PersonalKind, string>> & { other: string }> = {
  en: { EMAIL: 'address', LINK: 'link', PHONE: 'telephone', NAME: 'name', other: 'number' },
  el: { EMAIL: 'διεύθυνση', LINK: 'σύνδεσμος', PHONE: 'τηλέφωνο', NAME: 'όνομα', other: 'αριθμός' },
  es: { EMAIL: 'dirección', LINK: 'enlace', PHONE: 'teléfono', NAME: 'nombre', other: 'número' },
}
const foreign = new Set<PersonalKind>(['EMAIL', 'LINK', 'PHONE', 'CARD', 'IBAN'])
const placeholder = /\[([A-Z]{2,12})_(\d{1,4})\]/g

interface Answered {
  language: Language
  /** What the placeholders of the question stand for. */
  values: ReadonlyMap<string, string>
  received: Temporal.Instant
}

/** A machine's answer as plain text: no markup, no links, no address or number of its own; what it left open, or made up, is a slot; placeholders that were given are filled. */
export function draftFrom(answer: string, { language, values, received }: Answered): string {
  const slotFor = (kind: PersonalKind) => `{{text: ${missing[language][kind] ?? missing[language].other}}}`
  const plain = withSlots(withoutMarkup(answer))
  const own = withoutForeign(plain, received, slotFor)
  const filled = own.replace(placeholder, (whole, kind: PersonalKind) => {
    const value = values.get(whole.slice(1, -1))
    return value === undefined ? slotFor(kind) : value.replaceAll('{{', '{ {').replaceAll('}}', '} }')
  })
  return filled
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

const withoutMarkup = (answer: string): string =>
  answer
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
    .replace(/^[ \t]*```.*$/gm, '')
    .replace(/<\/?[a-z!][^<>]{0,2000}>/gi, '')
    .replace(/!?\[([^[\]]{0,300})\]\([^()]{0,2000}\)/g, (_whole, words: string) =>
      /^[A-Z]{2,12}_\d{1,4}$/.test(words) ? `[${words}]` : words,
    )
    .replace(/^[ \t]{0,3}#{1,6}[ \t]+/gm, '')
    .replace(/\*\*(?=\S)([^*\n]{1,500})\*\*/g, '$1')
    .replace(/^[ \t]*[*•][ \t]+/gm, '- ')

/** Whatever stands in braces is for a person to say; no variable of ours is filled by a machine. Single braces without a partner are taken out. */
const withSlots = (text: string): string =>
  text
    .replace(/\{\{([^{}]{0,300})\}\}/g, (_whole, inside: string) => {
      const hint = inside
        .replace(/^\s*(?:text|date|amount|personal)\s*:/i, '')
        .replaceAll(/[\s[\]]+/g, ' ')
        .trim()
      return `\u0002${hint === '' || /@|:\/\/|www\.|\d{5}/i.test(hint) ? '…' : hint}\u0003`
    })
    .replaceAll(/[{}]{2,}/g, '')
    .replace(/\u0002([^\u0003]*)\u0003/g, '{{text: $1}}')

function withoutForeign(text: string, received: Temporal.Instant, slotFor: (kind: PersonalKind) => string): string {
  const slots = [...text.matchAll(/\{\{[^{}]*\}\}/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
  const found = numbersIn(text, received)
    .filter((one) => foreign.has(one.kind) && !slots.some((slot) => one.start < slot.end && slot.start < one.end))
    .toSorted((one, other) => one.start - other.start || other.end - one.end)
  const parts: string[] = []
  let at = 0
  for (const { kind, start, end } of found) {
    if (start < at) continue
    parts.push(text.slice(at, start), slotFor(kind))
    at = end
  }
  return parts.join('') + text.slice(at)
}
