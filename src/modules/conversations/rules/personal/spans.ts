/** What a placeholder may stand for; the earlier one gives the name where two meet. */
export const personalKinds = [
  'CARD',
  'IBAN',
  'EMAIL',
  'LINK',
  'ACCOUNT',
  'ORDER',
  'REFERENCE',
  'PHONE',
  'ADDRESS',
  'NAME',
  'BIRTH',
  'NUMBER',
] as const
export type PersonalKind = (typeof personalKinds)[number]

/** Where something personal stands: `end` is behind its last character. */
export interface PersonalSpan {
  kind: PersonalKind
  start: number
  end: number
}

const first = (one: PersonalKind, other: PersonalKind): PersonalKind =>
  personalKinds.indexOf(one) <= personalKinds.indexOf(other) ? one : other

// Between two words of one name or address.
const joints = /^(?:[ \t]?[.,'’-]?[ \t]?|[ \t](?:(?:de|del|la|las|los|y|e|van|von|der|den|al|bin|του|της)[ \t]){1,3})$/iu

/** Spans that touch or overlap become one, so that no rest of any of them stays; so do words of one name, and of one address. */
export function merged(text: string, spans: readonly PersonalSpan[]): PersonalSpan[] {
  const done: PersonalSpan[] = []
  for (const span of spans.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = done.at(-1)
    if (last && (span.start < last.end || areOne(text, last, span))) {
      last.kind = first(last.kind, span.kind)
      last.end = Math.max(last.end, span.end)
    } else if (span.end > span.start) done.push({ ...span })
  }
  return done
}

const areOne = (text: string, one: PersonalSpan, next: PersonalSpan): boolean =>
  one.kind === next.kind && (one.kind === 'NAME' || one.kind === 'ADDRESS') && joints.test(text.slice(one.end, next.start))
