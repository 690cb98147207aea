import { type MailAddress, readAddresses } from './mail-addresses.ts'
import { decodeField, fieldsOf, type RawHeader } from './mail-headers.ts'
import { mailLimits } from './mail-limits.ts'

export type MailPeople = {
  from: MailAddress | null
  sender: MailAddress | null
  replyTo: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
}

/** Whom the header fields name. Of several From fields the first that names somebody counts. */
export function peopleOf(headers: readonly RawHeader[], charset: string | null): MailPeople {
  const all = (name: string): MailAddress[] =>
    fieldsOf(headers, name)
      .flatMap((value) => readAddresses(value, charset))
      .slice(0, mailLimits.addresses)
  const sender = all('sender')[0] ?? null
  return { from: all('from')[0] ?? sender, sender, replyTo: all('reply-to'), to: all('to'), cc: all('cc') }
}

/** Message ids in a field, also when the brackets were forgotten. */
export function idsOf(bytes: string): string[] {
  if (bytes === '') return []
  const field = decodeField(bytes)
  const bracketed = [...field.matchAll(/<([^<>]{1,990})>/g)].map((match) => (match[1] ?? '').replace(/\s+/g, ''))
  const ids = bracketed.length > 0 ? bracketed : field.split(/[\s,]+/).map((word) => word.replace(/[<>]/g, ''))
  return [...new Set(ids.filter((id) => id !== '' && (bracketed.length > 0 || id.includes('@') || !/\s/.test(field.trim()))))]
}

/** The beginning of a long thread and its end are what finds it again. */
export function boundedReferences(ids: readonly string[]): string[] {
  const unique = [...new Set(ids)]
  const half = mailLimits.references / 2
  return unique.length <= mailLimits.references ? unique : [...unique.slice(0, half), ...unique.slice(-half)]
}
