import * as z from 'zod/mini'
import { endpoint, Id, Instant, Language, Page, pageOf, text, Version, words } from '#platform/endpoint.ts'
import { Money } from '#platform/money.ts'
import { CategoryCode } from './contract/categories.ts'

export * from './contract/categories.ts'

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

export const views = ['mine', 'unassigned', 'team', 'open', 'waiting', 'closed', 'all'] as const
export const View = z.enum(views)
export type View = z.output<typeof View>

/** Of what other modules mark complaints with: what a list may be narrowed by. */
export const reviewMarks = ['automatic', 'unacknowledged', 'no_mailbox', 'list', 'spam'] as const

export const Named = z.object({ id: Id, name: z.string() })
const Tag = z.string().check(z.maxLength(60), z.regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u))
/** A day or an instant: what people know about when it happened. */
const Moment = z.union([Instant, z.iso.date()])

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

export const ComplaintRow = z.object({
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
export type ComplaintRow = z.output<typeof ComplaintRow>

const ComplaintMay = z.object({
  read: z.boolean(),
  edit: z.boolean(),
  assign: z.boolean(),
  reply: z.boolean(),
  note: z.boolean(),
  close: z.boolean(),
  reopen: z.boolean(),
  withdraw: z.boolean(),
  classify: z.boolean(),
  wait: z.boolean(),
  restrict: z.boolean(),
})
export type ComplaintMay = z.output<typeof ComplaintMay>

const Closure = z.object({
  closed_at: z.string(),
  closed_by: z.string(),
  reopened_at: z.nullable(z.string()),
  reopened_reason: z.nullable(z.string()),
})

/** Another complaint that belongs to this one. `earlier`: that one came before, and this one goes on where it ended. */
const Link = z.object({ id: Id, number: z.string(), state: State, kind: z.enum(['follow_up']), role: z.enum(['earlier', 'later']) })
export type Link = z.output<typeof Link>

export const Complaint = z.object({
  ...ComplaintRow.shape,
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
  /** What stands between this complaint and its closing. */
  closing: z.object({ missing: z.array(z.object({ gate: z.string(), sentence: z.string() })) }),
})
export type Complaint = z.output<typeof Complaint>

export const listComplaints = endpoint('GET /complaints', {
  requires: 'complaints.read',
  about: 'Complaints that the caller may see, by view; open ones with what burns first on top.',
  query: z.object({
    view: z._default(View, 'open'),
    team: z.optional(Id),
    owner: z.optional(Id),
    customer: z.optional(Id),
    category: z.optional(CategoryCode),
    channel: z.optional(Channel),
    urgency: z.optional(Urgency),
    state: z.optional(State),
    language: z.optional(Language),
    tag: z.optional(Tag),
    mark: z.optional(z.enum(reviewMarks)),
    ...Page,
  }),
  answers: pageOf(ComplaintRow),
})

export const countComplaints = endpoint('GET /complaint-counts', {
  requires: 'complaints.read',
  about: 'How many complaints each view holds, exact to 10,000.',
  answers: z.object({ mine: z.int(), unassigned: z.int(), team: z.int(), open: z.int(), waiting: z.int() }),
})

export const readComplaint = endpoint('GET /complaints/:complaint', {
  requires: 'complaints.read',
  about: 'One complaint, whole, with what the caller may do and what its closing still needs.',
  answers: Complaint,
})

export const editComplaint = endpoint('PATCH /complaints/:complaint', {
  requires: 'complaints.edit',
  about: 'Changes what we write about a complaint. The customer’s first words stay.',
  body: z.strictObject({
    subject: z.optional(words(500)),
    summary: z.optional(z.nullable(text(10_000))),
    desired_outcome: z.optional(z.nullable(text(4_000))),
    urgency: z.optional(Urgency),
    language: z.optional(Language),
    occurred_at: z.optional(z.nullable(Moment)),
    place: z.optional(z.nullable(text(300))),
    product: z.optional(z.nullable(text(300))),
    order_numbers: z.optional(z.array(words(60)).check(z.maxLength(30))),
    amount: z.optional(z.nullable(Money)),
    relation: z.optional(z.enum(['customer', 'representative', 'third_party'])),
    represents: z.optional(z.nullable(text(300))),
    customer_id: z.optional(z.nullable(Id)),
  }),
  answers: Complaint,
})

export const assignComplaint = endpoint('POST /complaints/:complaint/assignment', {
  requires: 'complaints.edit',
  about: 'Gives a complaint to a colleague or a team, or takes it. `owner: null` puts it back.',
  body: z.object({ owner: z.optional(z.nullable(Id)), team: z.optional(z.nullable(Id)) }),
  answers: Complaint,
})

export const tagComplaint = endpoint('POST /complaints/:complaint/tags', {
  requires: 'complaints.edit',
  about: 'Tags a complaint; `urgent` makes it at least high.',
  body: z.object({ tag: Tag }),
  answers: z.object({ tags: z.array(z.string()) }),
})

export const untagComplaint = endpoint('DELETE /complaints/:complaint/tags/:tag', {
  requires: 'complaints.edit',
  about: 'Takes a tag off.',
  answers: z.object({ tags: z.array(z.string()) }),
})

const IssueFields = { title: words(500), category: z.nullable(CategoryCode), owner: z.nullable(Id) }

export const addIssue = endpoint('POST /complaints/:complaint/issues', {
  requires: 'complaints.edit',
  about: 'Adds one more separate grievance.',
  status: 201,
  body: z.object({ title: IssueFields.title, category: z.optional(IssueFields.category), owner: z.optional(IssueFields.owner) }),
  answers: Issue,
})

export const editIssue = endpoint('PATCH /complaints/:complaint/issues/:issue', {
  requires: 'complaints.edit',
  about: 'Changes one issue: its title, category, owner, outcome or sentence.',
  body: z.strictObject({
    title: z.optional(IssueFields.title),
    category: z.optional(IssueFields.category),
    owner: z.optional(IssueFields.owner),
    outcome: z.optional(z.nullable(Outcome)),
    sentence: z.optional(z.nullable(text(4_000))),
  }),
  answers: Issue,
})

export const closeComplaint = endpoint('POST /complaints/:complaint/closure', {
  requires: 'complaints.close',
  about: 'Closes as far as the gates allow: each issue with its outcome and a sentence.',
  body: z.object({
    issues: z.array(z.object({ id: Id, outcome: Outcome, sentence: words(4_000) })).check(z.maxLength(100)),
    waivers: z.optional(z.array(z.object({ gate: z.string().check(z.regex(/^B\d{1,2}$/)), reason: words(2_000) })).check(z.maxLength(12))),
  }),
  answers: z.object({ state: State, may: ComplaintMay, missing: z.array(z.string()) }),
})

export const reopenComplaint = endpoint('POST /complaints/:complaint/reopening', {
  requires: 'complaints.reopen',
  about: 'Opens a closed or withdrawn complaint again; always possible, with a reason.',
  body: z.object({ reason: words(2_000) }),
  answers: z.object({ state: State, may: ComplaintMay }),
})

export const withdrawComplaint = endpoint('POST /complaints/:complaint/withdrawal', {
  requires: 'complaints.edit',
  about: 'Records that the customer withdraws, in the customer’s own words. Silence is not withdrawal.',
  body: z.object({ words: words(4_000) }),
  answers: z.object({ state: State, may: ComplaintMay }),
})

export const classifyComplaint = endpoint('POST /complaints/:complaint/classification', {
  requires: 'complaints.edit',
  about: 'Says that this is an enquiry, praise or something else, with a reason; or turns it back into a complaint.',
  body: z.object({ kind: Kind, reason: words(2_000) }),
  answers: Complaint,
})

export const waitForCustomer = endpoint('POST /complaints/:complaint/waiting', {
  requires: 'complaints.edit',
  about: 'We asked the customer something and wait until a day. Then it comes back by itself.',
  body: z.object({ reply_by: Instant }),
  answers: Complaint,
})

export const restrictComplaint = endpoint('POST /complaints/:complaint/restriction', {
  requires: 'complaints.restrict',
  about: 'Makes a complaint visible only to the people named; `null` lifts it.',
  body: z.object({ restriction: z.nullable(z.enum(['staff_conduct', 'threat'])), people: z.array(Id).check(z.maxLength(50)) }),
  answers: Complaint,
})
