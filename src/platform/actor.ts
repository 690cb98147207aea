import type { Id, Language } from './endpoint.ts'

export const roles = ['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator'] as const
export type Role = (typeof roles)[number]
export const duties = ['finance', 'compliance'] as const
export type Duty = (typeof duties)[number]
export type LinkUse = 'follow' | 'choose' | 'confirm' | 'survey' | 'coupon'

/** A colleague, signed in. */
export interface Person {
  kind: 'person'
  id: Id
  name: string
  role: Role
  duties: Duty[]
  teams: Id[]
  leads: Id[]
  language: Language
}

/** A program with a token. Without teams it is not limited to any. */
export interface Token {
  kind: 'token'
  id: Id
  name: string
  role: Role
  duties: Duty[]
  teams: Id[] | null
}

/** A customer who came by a secret link: one complaint, one person, one use. */
export interface Link {
  kind: 'link'
  id: Id
  use: LinkUse
  complaint: Id
  customer: Id | null
}

/** The desk itself: jobs, mail, the clock. */
export interface Desk {
  kind: 'desk'
  id: null
}

export interface Stranger {
  kind: 'stranger'
  id: null
}

export type Actor = Person | Token | Link | Desk | Stranger
export const theDesk: Desk = Object.freeze({ kind: 'desk', id: null })
export const stranger: Stranger = Object.freeze({ kind: 'stranger', id: null })

/** Who may hold a permission: roles, duties, and the uses of customers' links. */
export type Holder = Role | Duty | LinkUse
export type Grants = Readonly<Record<string, readonly Holder[]>>

export const isStaff = (actor: Actor): actor is Person | Token => actor.kind === 'person' || actor.kind === 'token'

/** An actor as rows and facts name it: `person/…`, `token/…`, `link/…`, `desk`. */
export const actorName = (actor: Actor): string => (actor.id ? `${actor.kind}/${actor.id}` : actor.kind)

/** Answers whether the actor holds the permission, at the door; the fine print is the modules' access.ts. */
export function holds(grants: Grants, actor: Actor, permission: string): boolean {
  if (permission === 'anyone') return true
  if (actor.kind === 'desk') return true
  if (permission === 'signed_in') return isStaff(actor)
  const holders = grants[permission] ?? []
  if (actor.kind === 'link') return holders.includes(actor.use)
  if (!isStaff(actor)) return false
  return holders.includes(actor.role) || actor.duties.some((duty) => holders.includes(duty))
}
