import type { Duty, Role } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'

export interface Colleague {
  name: string
  email: string
  role: Role
  duties: Duty[]
  language: Language
  /** The teams they work in, and whether they lead them. */
  teams: Partial<Record<TeamName, 'works' | 'leads'>>
}

export const teams = { north: 'North', south: 'South' } as const
export type TeamName = keyof typeof teams

/** The customer: Ada complains. */
export const ada = { name: 'Ada Lindqvist', email: 'ada@customer.example', language: 'en' } as const

/**
 * The colleagues. Ben handles; Cleo leads his team; Dov works in another team and must see nothing of it; Eve audits and may only read;
 * Max manages; Fay administers. A stranger has no account.
 */
export const colleagues = {
  ben: { name: 'Ben Okoro', email: 'ben@desk.example', role: 'agent', duties: [], language: 'en', teams: { north: 'works' } },
  cleo: { name: 'Cleo Marín', email: 'cleo@desk.example', role: 'supervisor', duties: [], language: 'en', teams: { north: 'leads' } },
  dov: { name: 'Dov Peretz', email: 'dov@desk.example', role: 'agent', duties: [], language: 'en', teams: { south: 'works' } },
  eve: { name: 'Eve Tanaka', email: 'eve@desk.example', role: 'auditor', duties: [], language: 'en', teams: {} },
  max: { name: 'Max Vogel', email: 'max@desk.example', role: 'manager', duties: [], language: 'en', teams: {} },
  fay: { name: 'Fay Ioannou', email: 'fay@desk.example', role: 'administrator', duties: [], language: 'en', teams: {} },
} as const satisfies Record<string, Colleague>
export type ColleagueName = keyof typeof colleagues

/** Everybody's password. */
export const password = 'a long enough password'
