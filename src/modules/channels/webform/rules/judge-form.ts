import * as z from 'zod/mini'
import { normalContact } from '#modules/people/rules.ts'
import { Email } from '#platform/endpoint.ts'

/** What the form holds, as it was typed. */
export interface TypedForm {
  text: string
  wish: string
  occurred: string
  order: string
  name: string
  email: string
  phone: string
  address: string
  anonymous: boolean
}

export const longest = { text: 50_000, wish: 4_000, order: 60, name: 200, email: 254, phone: 60, address: 1_000 } as const
type Limited = keyof typeof longest

/** A field, and the sentence of the words under `faults` that says what to do about it. */
export interface FormFault {
  field: string
  reason: string
  data?: Record<string, number>
}

export function typedForm(fields: Record<string, string>): TypedForm {
  const line = (name: string) => (fields[name] ?? '').replace(/[\r\n]+/g, ' ').trim()
  return {
    text: (fields['text'] ?? '').replaceAll('\r\n', '\n'),
    wish: (fields['wish'] ?? '').replaceAll('\r\n', '\n').trim(),
    occurred: line('occurred'),
    order: line('order'),
    name: line('name'),
    email: line('email'),
    phone: line('phone'),
    address: line('address'),
    anonymous: fields['anonymous'] === 'yes',
  }
}

/** What somebody has to look at again, in the order of the page. Words, and one way to answer, are all that is needed. */
export function judgeForm(form: TypedForm, today: Temporal.PlainDate): FormFault[] {
  const faults: (FormFault | false)[] = [
    form.text.trim() === '' && { field: 'text', reason: 'text_missing' },
    ...tooLong(form, ['text', 'wish']),
    ...dayFaults(form.occurred, today),
    ...tooLong(form, ['order']),
    ...wayFaults(form),
    ...tooLong(form, ['name', 'email', 'phone', 'address']),
  ]
  return faults.filter((fault) => fault !== false)
}

function tooLong(form: TypedForm, names: Limited[]): FormFault[] {
  return names
    .filter((name) => form[name].length > longest[name])
    .map((field) => ({ field, reason: 'too_long', data: { most: longest[field] } }))
}

function dayFaults(occurred: string, today: Temporal.PlainDate): FormFault[] {
  if (occurred === '') return []
  const day = dayOf(occurred)
  if (!day) return [{ field: 'occurred', reason: 'day_unclear' }]
  return Temporal.PlainDate.compare(day, today) > 0 ? [{ field: 'occurred', reason: 'day_to_come' }] : []
}

/** A day as date fields send it, or as people here write it: 2026-11-21, 21/11/2026, 21.11.2026. */
export function dayOf(said: string): Temporal.PlainDate | null {
  const [, y, m, d] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said) ?? []
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(said) ?? []
  const [fullYear, ofYear, ofMonth] = [Number(y ?? year), Number(m ?? month), Number(d ?? day)]
  if (Number.isNaN(fullYear) || fullYear < 1900) return null
  try {
    return Temporal.PlainDate.from({ year: fullYear, month: ofYear, day: ofMonth }, { overflow: 'reject' })
  } catch {
    return null
  }
}

function wayFaults(form: TypedForm): FormFault[] {
  const ways = [form.email, form.phone, form.address].filter(Boolean).length
  if (form.anonymous) return ways > 0 || form.name ? [{ field: 'how', reason: 'anonymous_named' }] : []
  const faults: FormFault[] = ways === 0 ? [{ field: 'how', reason: 'no_way' }] : []
  if (form.email && !z.safeParse(Email, form.email).success) faults.push({ field: 'email', reason: 'email_unclear' })
  if (form.phone && !normalContact('phone', form.phone)) faults.push({ field: 'phone', reason: 'phone_unclear' })
  return faults
}
