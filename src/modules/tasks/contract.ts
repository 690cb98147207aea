import * as z from 'zod/mini'
import { endpoint, Id, Instant, Page, pageOf, Version, words } from '#platform/endpoint.ts'

/**
 * Why there is a task. `own`: somebody wrote it. The desk asks by itself: `apology` after a hand-over, `no_reply` when a customer did not answer in
 * time, `remind` the customer of our question, `requested` from a colleague, `not_delivered` by that colleague in time, `unhappy` with the outcome; of remedies, `lapsed` (nobody answered or
 * used a proposal in time), `pay` and `adjust` (for finance), `not_paid` (the bank did not carry it out), `chosen` (by the customer, to be carried out).
 */
export const whys = [
  'own',
  'apology',
  'no_reply',
  'remind',
  'requested',
  'not_delivered',
  'unhappy',
  'lapsed',
  'pay',
  'not_paid',
  'adjust',
  'chosen',
] as const
export const Why = z.enum(whys)
export type Why = z.output<typeof Why>

export const longestTitle = 300
export const longestReason = 1_000

const Named = z.object({ id: Id, name: z.string() })

export const Task = z.object({
  id: Id,
  complaint: z.object({ id: Id, number: z.string(), customer: z.nullable(Named) }),
  why: Why,
  /** What is to be done, of one that somebody wrote; else the code says it. */
  title: z.nullable(z.string()),
  owner: z.nullable(Named),
  /** It goes with the complaint: whoever has that has this. */
  follows: z.boolean(),
  due: z.string(),
  overdue: z.boolean(),
  state: z.enum(['open', 'done', 'cancelled']),
  added_at: z.string(),
  settled_at: z.nullable(z.string()),
  settled_by: z.nullable(z.string()),
  settled_reason: z.nullable(z.string()),
  version: Version,
  may: z.object({ edit: z.boolean(), complete: z.boolean(), cancel: z.boolean() }),
})
export type Task = z.output<typeof Task>

export const listTasks = endpoint('GET /complaints/:complaint/tasks', {
  requires: 'complaints.read',
  about: 'The tasks of a complaint: what is open first, the earliest due date on top; then what was done or cancelled, newest first.',
  answers: z.object({ data: z.array(Task), may: z.object({ add: z.boolean() }) }),
})

export const addTask = endpoint('POST /complaints/:complaint/tasks', {
  requires: 'tasks.edit',
  about: 'Adds a task. Without an owner it goes with the complaint: whoever has that has the task.',
  status: 201,
  body: z.object({ title: words(longestTitle), due: Instant, owner: z.optional(z.nullable(Id)) }),
  answers: Task,
})

export const editTask = endpoint('PATCH /complaints/:complaint/tasks/:task', {
  requires: 'tasks.edit',
  about: 'Changes what is to be done, by when, or by whom. `owner: null` gives it to whoever has the complaint.',
  body: z.strictObject({ title: z.optional(words(longestTitle)), due: z.optional(Instant), owner: z.optional(z.nullable(Id)) }),
  answers: Task,
})

export const completeTask = endpoint('POST /complaints/:complaint/tasks/:task/completion', {
  requires: 'tasks.edit',
  about: 'It is done.',
  answers: Task,
})

export const cancelTask = endpoint('POST /complaints/:complaint/tasks/:task/cancellation', {
  requires: 'tasks.edit',
  about: 'It is not needed any more, and why.',
  body: z.object({ reason: words(longestReason) }),
  answers: Task,
})

export const listOpenTasks = endpoint('GET /tasks', {
  requires: 'complaints.read',
  about: 'Open tasks of the complaints that the caller sees, the earliest due date first; with `mine`, only the caller’s own.',
  query: z.object({ ...Page, mine: z.optional(z.enum(['', 'true', 'false'])) }),
  answers: pageOf(Task),
})
