import type { call, languages } from '#workspace/kit/desk.ts'
import type { takeComplaint } from '../contract.ts'
import { instantOf, nowAsTyped } from './moment-field.tsx'

/** How a complaint comes that a colleague writes down. */
export const handChannels = ['phone', 'counter', 'letter'] as const

/** What stands in the form. */
export interface Typed {
  /** The same form sent twice is one complaint. */
  once: string
  /** Under which the desk keeps what is typed. */
  intake: string
  text: string
  channel: (typeof handChannels)[number]
  receivedAt: string
  anonymous: boolean
  language: (typeof languages)[number]
  customerId: string | null
  customerLabel: string
  name: string
  email: string
  phone: string
  address: string
  subject: string
  category: string | null
  occurredAt: string | null
  desiredOutcome: string
}

export type Change = (change: Partial<Typed>) => void

export const emptied = (language: Typed['language']): Typed => ({
  once: crypto.randomUUID(),
  intake: crypto.randomUUID(),
  text: '',
  channel: 'phone',
  receivedAt: nowAsTyped(),
  anonymous: false,
  language,
  customerId: null,
  customerLabel: '',
  name: '',
  email: '',
  phone: '',
  address: '',
  subject: '',
  category: null,
  occurredAt: null,
  desiredOutcome: '',
})

/** What the desk has kept of a form, over an empty one: what is no field of ours is left out. */
export function typedAgain(kept: Readonly<Record<string, string | boolean | null>>, language: Typed['language']): Typed {
  const empty = emptied(language)
  const ours = Object.entries(kept).filter(([name, value]) => name in empty && typeof value === typeof empty[name as keyof Typed])
  const chosen = (['customerId', 'category', 'occurredAt'] as const).map((name) => [
    name,
    typeof kept[name] === 'string' ? kept[name] : null,
  ])
  // each entry has the type of the field of its name
  return { ...empty, ...Object.fromEntries([...ours, ...chosen]) } as Typed
}

const said = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() })

function customerOf(typed: Typed) {
  if (typed.anonymous) return {}
  if (typed.customerId !== null) return { customer: { id: typed.customerId } }
  return {
    customer: {
      ...said('name', typed.name),
      ...said('email', typed.email),
      ...said('phone', typed.phone),
      ...said('address', typed.address),
    },
  }
}

type Body = NonNullable<NonNullable<Parameters<typeof call<typeof takeComplaint>>[2]>['body']>

/** What is sent of it: only what says something. */
export const bodyOf = (typed: Typed): Body => ({
  text: typed.text,
  channel: typed.channel,
  language: typed.language,
  received_at: instantOf(typed.receivedAt) ?? Temporal.Now.instant().toString(),
  ...(typed.anonymous && { anonymous: true }),
  ...customerOf(typed),
  ...said('subject', typed.subject),
  ...said('desired_outcome', typed.desiredOutcome),
  ...(typed.category !== null && { category: typed.category }),
  ...(typed.occurredAt !== null && { occurred_at: typed.occurredAt }),
})

/** Is there a way to answer, or did the person not want one? */
export const canAnswer = ({ anonymous, customerId, email, phone, address }: Typed) =>
  anonymous || customerId !== null || [email, phone, address].some((way) => way.trim() !== '')

/** What a part of the form is given. */
export interface FieldsProps {
  typed: Typed
  change: Change
  errorOf: (field: string) => string | undefined
}
