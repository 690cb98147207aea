import * as z from 'zod/mini'
import { endpoint, Id, Instant, text } from '#platform/endpoint.ts'
import { limitNames } from '../rules/authority.ts'
import { columns } from '../rules/kinds.ts'
import { ranks } from '../rules/matrix.ts'
import { largestSum, ratePattern } from '../rules/sum.ts'
import { AskedSum, Basis, By, Sum } from './remedy.ts'

const Minor = z.int().check(z.gte(0), z.lte(largestSum))
const Currency = z.string().check(z.regex(/^[A-Z]{3}$/))

export const RoleLimits = z.object({
  decision: z.object({ entitlement: Minor, cash: Minor, voucher: Minor, replacement: Minor, fee_waiver: Minor }),
  complaint: z.nullable(Minor),
  customer: z.nullable(Minor),
  day: z.nullable(Minor),
})

export const Matrix = z.object({
  currency: Currency,
  roles: z.object({ agent: RoleLimits, senior_agent: RoleLimits, supervisor: RoleLimits, manager: RoleLimits }),
  finance_line: Minor,
  approval_days: z.int().check(z.gte(1), z.lte(90)),
  rates: z.record(Currency, z.string().check(z.regex(ratePattern))),
  share: z.object({ basket: z.int().check(z.gte(1), z.lte(largestSum)), use_percent: z.int().check(z.gte(1), z.lte(100)) }),
})

export const MatrixVersion = z.object({
  version: z.int(),
  valid_from: z.nullable(z.string()),
  /** It holds now; another may begin later. */
  holds: z.boolean(),
  rules: Matrix,
  change: z.nullable(z.string()),
  written_by: z.nullable(By),
})
export type MatrixVersion = z.output<typeof MatrixVersion>

export const listMatrices = endpoint('GET /authority/versions', {
  requires: 'authority.read',
  about: 'What each role may decide alone, every version, the newest first; version 0 came with the desk.',
  answers: z.object({ data: z.array(MatrixVersion), may: z.object({ edit: z.boolean() }) }),
})

export const writeMatrix = endpoint('POST /authority/versions', {
  requires: 'authority.edit',
  about:
    'Writes the next version, which holds from now on or from a moment to come. What was decided keeps its own. `version` is the newest that was seen.',
  status: 201,
  body: z.strictObject({
    version: z.int().check(z.gte(0)),
    valid_from: z.optional(z.nullable(Instant)),
    rules: Matrix,
    change: z.optional(z.nullable(text(1_000))),
  }),
  answers: MatrixVersion,
})

const Limit = z.object({ limit: z.enum(limitNames), max: z.nullable(z.int()), left: z.int() })

/** How far the caller may go in one column: the limits that apply, and the one that binds. */
const Reach = z.object({
  column: z.enum(columns),
  basis: Basis,
  limits: z.array(Limit),
  /** What may be decided alone now; null where no sum can say it. */
  left: z.int(),
  binds: z.nullable(Limit),
  /** The least share that is left of any limit, from 0 to 1. */
  discretion: z.number(),
})
export type Reach = z.output<typeof Reach>

export const readAuthority = endpoint('GET /authority', {
  requires: 'signed_in',
  about: 'What the caller may decide alone, worked out from the rules; with `complaint`, what is left of it there.',
  query: z.object({ complaint: z.optional(Id) }),
  answers: z.object({
    role: z.string(),
    currency: z.string(),
    matrix: z.int(),
    approval_days: z.int(),
    finance_line: z.int(),
    /** Null: this role decides nothing alone. */
    limits: z.nullable(RoleLimits),
    /** Goodwill that the caller decided today. */
    today: z.int(),
    reaches: z.array(Reach),
    /** Of the complaint's team, or the caller's own; null where there is none. */
    budget: z.nullable(z.object({ envelope: Sum, left: Sum, opened: z.boolean(), warned: z.boolean() })),
    /** How the next ones up are bound: whom to ask. */
    roles: z.record(z.enum(ranks), RoleLimits),
    may: z.object({ propose: z.boolean(), approve: z.boolean(), execute: z.boolean(), settle: z.boolean(), reverse: z.boolean() }),
  }),
})

const PlainDay = z.iso.date()

export const Budget = z.object({
  id: Id,
  team: z.nullable(z.object({ id: Id, name: z.string() })),
  starts_on: z.string(),
  ends_on: z.string(),
  envelope: Sum,
  used: Sum,
  left: Sum,
  warning_percent: z.int(),
  warned: z.boolean(),
  opened: z.nullable(z.object({ by: By, at: z.string() })),
  version: z.int(),
  may: z.object({ edit: z.boolean(), open: z.boolean() }),
})
export type Budget = z.output<typeof Budget>

export const listBudgets = endpoint('GET /budgets', {
  requires: 'authority.read',
  about: 'What teams may give out of goodwill, period by period, the newest first.',
  answers: z.object({ data: z.array(Budget), may: z.object({ add: z.boolean() }) }),
})

const Warning = z._default(z.int().check(z.gte(1), z.lte(99)), 80)

export const addBudget = endpoint('POST /budgets', {
  requires: 'budgets.edit',
  about: 'Gives a team an envelope for a period. Without a team it is for complaints that have none.',
  status: 201,
  body: z.strictObject({
    team: z.optional(z.nullable(Id)),
    starts_on: PlainDay,
    ends_on: PlainDay,
    envelope: AskedSum,
    warning_percent: Warning,
  }),
  answers: Budget,
})

export const editBudget = endpoint('PATCH /budgets/:budget', {
  requires: 'budgets.edit',
  about: 'Changes the envelope, or from which part of it on it warns.',
  body: z.strictObject({ envelope: z.optional(AskedSum), warning_percent: z.optional(z.int().check(z.gte(1), z.lte(99))) }),
  answers: Budget,
})

export const openBudget = endpoint('POST /budgets/:budget/opening', {
  requires: 'budgets.open',
  about: 'Lets goodwill go on beyond the envelope until the period ends.',
  answers: Budget,
})
