import * as z from 'zod/mini'
import { endpoint, Id, Page, pageOf } from '#platform/endpoint.ts'
import { accounts, bookedActs } from '../rules/bookings.ts'
import { Basis, By, Kind } from './remedy.ts'

const Account = z.enum(accounts)

export const Entry = z.object({
  id: Id,
  booking: Id,
  complaint: Id,
  /** Null where the caller does not see the complaint. */
  number: z.nullable(z.string()),
  remedy: Id,
  issue: Id,
  kind: Kind,
  basis: Basis,
  act: z.enum(bookedActs),
  account: Account,
  /** Minor units; what an account loses is below zero. Each booking adds up to nothing. */
  amount: z.int(),
  currency: z.string(),
  at: z.string(),
  by: By,
  /** Whose complaint it was when it was proposed; null of none. */
  team: z.nullable(Id),
  message: z.nullable(Id),
  corrects: z.nullable(Id),
})
export type Entry = z.output<typeof Entry>

const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/))

/** Empty is not asked for: a form may send it so. */
const orEmpty = <Asked extends z.ZodMiniType>(asked: Asked) => z.optional(z.union([z.literal(''), asked]))

/** What is looked at. `team: none` is what belongs to no team; `complaint` is its number or its id. */
export const LedgerFilter = {
  from: orEmpty(Day),
  to: orEmpty(Day),
  account: orEmpty(Account),
  team: orEmpty(z.union([z.literal('none'), Id])),
  complaint: z.optional(z.string().check(z.maxLength(100))),
}

/** Where every account stood when the stretch began, what moved, and where it stands at the end; minor units. */
const Total = z.object({
  currency: z.string(),
  account: Account,
  opening: z.int(),
  amount: z.int(),
  closing: z.int(),
  entries: z.int(),
})
export type Total = z.output<typeof Total>

export const readLedger = endpoint('GET /ledger', {
  requires: 'ledger.read',
  about:
    'The ledger, oldest first: `from` and `to` are days at the desk, both included, or moments, the second of which is not. The totals are of the whole stretch, whatever the page.',
  query: z.object({ ...Page, ...LedgerFilter }),
  answers: z.object({ ...pageOf(Entry).shape, totals: z.array(Total), may: z.object({ export: z.boolean() }) }),
})

export const longestDays = 366

export const readDays = endpoint('GET /ledger/days', {
  requires: 'ledger.read',
  about: `Where every account stood at the end of each day at the desk on which it moved, oldest first; ${longestDays} days at most.`,
  query: z.object({ ...LedgerFilter, from: z.iso.date(), to: z.iso.date() }),
  answers: z.object({
    data: z.array(z.object({ day: z.string(), currency: z.string(), account: Account, amount: z.int(), closing: z.int() })),
  }),
})

/** The same entries as a table, whole. */
export const ledgerTablePath = '/api/v1/ledger/table'
