import * as z from 'zod/mini'
import { Id, Language, Version } from '#platform/endpoint.ts'
import { Money } from '#platform/money.ts'
import { CategoryCode } from './categories.ts'

/** DOMAIN's lifecycle, no other codes. */
export const states = [
  'received',
  'open',
  'waiting_customer',
  'waiting_internal',
  'offered',
  'fulfilling',
  'follow_up',
  'closed',
  'merged',
  'withdrawn',
  'not_complaint',
] as const
export const State = z.enum(states)
export type State = z.output<typeof State>

export const channels = ['email', 'web_form', 'phone', 'counter', 'letter', 'chat', 'social', 'api'] as const
export const Channel = z.enum(channels)
export type Channel = z.output<typeof Channel>

export const urgencies = ['critical', 'high', 'normal', 'low'] as const
export const Urgency = z.enum(urgencies)
export type Urgency = z.output<typeof Urgency>

export const Tag = z.string().check(z.maxLength(60), z.regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u))

export const kinds = ['complaint', 'enquiry', 'praise', 'other'] as const
export const Kind = z.enum(kinds)
export type Kind = z.output<typeof Kind>

export const outcomes = [
  'upheld',
  'partly_upheld',
  'not_upheld',
  'not_upheld_goodwill',
  'withdrawn',
  'no_reply',
  'out_of_scope',
  'merged',
] as const
export const Outcome = z.enum(outcomes)
export type Outcome = z.output<typeof Outcome>

/** The four stages that a customer hears of. */
export const stages = ['received', 'examined', 'put_right', 'done'] as const
export type Stage = (typeof stages)[number]

export const views = ['mine', 'unassigned', 'team', 'open', 'due', 'waiting', 'follow_up', 'closed', 'all'] as const
export const View = z.enum(views)
export type View = z.output<typeof View>

/** Orders that an index serves: what burns first, by limit, newest or oldest received, last changed, longest without a word. */
export const sorts = ['burning', 'limit', 'received', 'oldest', 'changed', 'quiet'] as const
export const Sort = z.enum(sorts)
export type Sort = z.output<typeof Sort>

/** Of what other modules mark complaints with: what a list may be narrowed by. */
export const reviewMarks = ['breached', 'due_soon', 'automatic', 'unacknowledged', 'no_mailbox', 'list', 'spam'] as const

export const Named = z.object({ id: Id, name: z.string() })
export const Issue = z.object({
  id: Id,
  position: z.int(),
  title: z.string(),
  category: z.nullable(CategoryCode),
  owner: z.nullable(Named),
  outcome: z.nullable(Outcome),
  sentence: z.nullable(z.string()),
  decided_at: z.nullable(z.string()),
  version: Version,
})
export type Issue = z.output<typeof Issue>

const Brief = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  /** The beginning of the customer's own words. */
  words: z.string(),
  state: State,
  kind: Kind,
  urgency: Urgency,
  channel: Channel,
  language: Language,
  received_at: z.string(),
  last_activity_at: z.string(),
  reply_by: z.nullable(z.string()),
  closed_at: z.nullable(z.string()),
  customer: z.nullable(Named),
  owner: z.nullable(Named),
  team: z.nullable(Named),
  category: z.nullable(z.string()),
  issues: z.int(),
  tags: z.array(z.string()),
  restricted: z.boolean(),
  /** What other modules want seen in the row: `unsent`, `unread`, … */
  marks: z.array(z.string()),
})
/** A complaint in a list. */
export const ComplaintRow = z.object({
  ...Brief.shape,
  /** The nearest limit for the decision, of law or our own; null where none is owed. */
  due: z.nullable(z.string()),
  /** What its closing still waits for, in words; only in the view of what is followed up. */
  missing: z.nullable(z.array(z.string())),
})
export type ComplaintRow = z.output<typeof ComplaintRow>

export const ComplaintMay = z.object({
  read: z.boolean(),
  edit: z.boolean(),
  assign: z.boolean(),
  reply: z.boolean(),
  note: z.boolean(),
  close: z.boolean(),
  reopen: z.boolean(),
  withdraw: z.boolean(),
  classify: z.boolean(),
  /** Confirm or drop what another colleague proposed that this is. */
  confirm: z.boolean(),
  wait: z.boolean(),
  await: z.boolean(),
  resume: z.boolean(),
  offer: z.boolean(),
  accept: z.boolean(),
  refuse: z.boolean(),
  merge: z.boolean(),
  split: z.boolean(),
  unmerge: z.boolean(),
  dispute: z.boolean(),
  restrict: z.boolean(),
})
export type ComplaintMay = z.output<typeof ComplaintMay>

const Closure = z.object({
  closed_at: z.string(),
  closed_by: z.string(),
  reopened_at: z.nullable(z.string()),
  reopened_reason: z.nullable(z.string()),
  /** Opened again within 30 days: the closing did not hold. */
  counts: z.boolean(),
})

/** Another complaint that belongs to this one. `follow_up`: it went on there, or came from there. `merged`: they are one; `earlier` is the one that ended. `split`: an issue of `earlier` went on in `later`. */
const Link = z.object({
  id: Id,
  number: z.string(),
  state: State,
  kind: z.enum(['follow_up', 'merged', 'split']),
  role: z.enum(['earlier', 'later']),
})
export type Link = z.output<typeof Link>

export const disputeBodies = ['ombudsman', 'arbitration', 'court', 'authority', 'other'] as const

export const Dispute = z.object({
  id: Id,
  body: z.enum(disputeBodies),
  name: z.nullable(z.string()),
  reference: z.nullable(z.string()),
  opened_at: z.string(),
  ended_at: z.nullable(z.string()),
  ended_reason: z.nullable(z.string()),
})
export type Dispute = z.output<typeof Dispute>

/** What it waits for: the customer's answer, or what a colleague owes. */
export const Waiting = z.object({
  waits_for: z.enum(['customer', 'colleague']),
  until: z.string(),
  /** Of a customer: what happens without an answer. Of a colleague: what we need. */
  words: z.nullable(z.string()),
  question: z.nullable(Id),
  remind_at: z.nullable(z.string()),
  agent: z.nullable(Named),
  team: z.nullable(Named),
  began_at: z.string(),
})
export type Waiting = z.output<typeof Waiting>

const Missing = z.object({
  gate: z.string(),
  sentence: z.string(),
  /** Who may waive it with a reason: a role, a duty, or nobody. */
  waived_by: z.enum(['nobody', 'agent', 'supervisor', 'manager', 'finance', 'compliance']),
  may_waive: z.boolean(),
})
export type Missing = z.output<typeof Missing>

export const Complaint = z.object({
  ...Brief.shape,
  /** Verbatim and whole; card numbers and IBANs masked. */
  words: z.string(),
  summary: z.nullable(z.string()),
  desired_outcome: z.nullable(z.string()),
  anonymous: z.boolean(),
  relation: z.enum(['customer', 'representative', 'third_party']),
  represents: z.nullable(z.string()),
  entered_at: z.string(),
  entered_by: z.string(),
  occurred_at: z.nullable(z.string()),
  place: z.nullable(z.string()),
  product: z.nullable(z.string()),
  order_numbers: z.array(z.string()),
  amount: z.nullable(Money),
  resolved_at: z.nullable(z.string()),
  privacy_notice_version: z.nullable(z.int()),
  restriction: z.nullable(z.enum(['staff_conduct', 'threat'])),
  named_people: z.array(Named),
  issues_list: z.array(Issue),
  closures: z.array(Closure),
  /** Those of them that the caller may see. */
  links: z.array(Link),
  version: Version,
  may: ComplaintMay,
  /** Where the customer is told that it stands. */
  stage: z.enum(stages),
  /** Since when everything is delivered. */
  delivered_at: z.nullable(z.string()),
  waiting: z.nullable(Waiting),
  disputes: z.array(Dispute),
  /** Colleagues whom it is about. */
  about: z.array(Named),
  /** What a colleague proposed that this is; a second person decides. */
  proposed: z.nullable(z.object({ kind: Kind, reason: z.string(), by: z.string(), at: z.string() })),
  /** What stands between this complaint and its closing, what was waived, and when it closes by itself if nothing is missing then. */
  closing: z.object({
    missing: z.array(Missing),
    waived: z.array(z.object({ gate: z.string(), reason: z.string(), by: z.string(), at: z.string() })),
    asked_at: z.nullable(z.string()),
    closes_at: z.nullable(z.string()),
  }),
})
export type Complaint = z.output<typeof Complaint>
