import * as z from 'zod/mini'
import { endpoint, Id, Instant, Language, Page, pageOf, text, words } from '#platform/endpoint.ts'
import { Money } from '#platform/money.ts'
import { CategoryCode } from './contract/categories.ts'
import { Channel, Complaint, ComplaintRow, Issue, Outcome, reviewMarks, Sort, State, Tag, Urgency, View } from './contract/complaint.ts'

export * from './contract/bulk.ts'
export * from './contract/categories.ts'
export * from './contract/complaint.ts'
export * from './contract/following.ts'
export * from './contract/home.ts'
export * from './contract/lifecycle.ts'
export * from './contract/linking.ts'

/** A day or an instant: what people know about when it happened. */
const Moment = z.union([Instant, z.iso.date()])

export const listComplaints = endpoint('GET /complaints', {
  requires: 'complaints.read',
  about:
    'Complaints that the caller may see, by view; open ones with what burns first on top. `q` narrows by operators and words, over all views where none is named: `state:open assignee:me urgent created>2026-01-01 due<2d -tag:parcel lamp`.',
  query: z.object({
    /** `open`, or `all` where `q` says what is wanted. */
    view: z.optional(View),
    q: z.optional(text(1200)),
    sort: z.optional(Sort),
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
