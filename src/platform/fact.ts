import type { Id } from './endpoint.ts'
import type { Work } from './work.ts'

/**
 * What can happen, by name. Each module adds its own in its facts.ts by declaration merging, so that reactions need no import across.
 * A fact holds ids, codes, instants and amounts; of what a person wrote, only a seal (see facts.ts).
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Facts {}
export type FactName = keyof Facts
export type Fact<Name extends FactName = FactName> = { [N in Name]: { fact: N } & Facts[N] }[Name]

/** What a fact belongs to: one complaint, one customer, or the house, by module. Facts of one stream wait for each other; what happens often has a stream of its own. */
export type OfComplaint = { complaint: Id }
export type OfCustomer = { customer: Id; stream: 'customer' }
export type OfHouse<Module extends string> = { house: Module }

/** What can be forbidden by another module, by name. Each module adds its own acts in its facts.ts. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Acts {}
export type ActName = keyof Acts

/** Why an act is not allowed yet: the gate's code, the refusal that says so, and its figures. */
export interface Missing {
  gate: string
  reason: string
  data?: Record<string, string | number>
}

export type Gate<Name extends ActName> = (work: Work, subject: Acts[Name]) => Promise<Missing[]>
export type Reaction<Name extends FactName> = (work: Work, fact: Fact<Name>) => Promise<void>
export type Gates = { [Name in ActName]?: Gate<Name>[] }
export type Reactions = { [Name in FactName]?: Reaction<Name>[] }
