import * as z from 'zod/mini'
import { endpoint, Id, text, Version } from '#platform/endpoint.ts'

/** What holds mail back: a person's switch, or an alarm that the desk raised. Running until somebody ends it. */
export const MailStop = z.object({
  id: Id,
  /** automatic: no automatic mail is written. outgoing: nothing leaves; what is queued waits. */
  holds: z.enum(['automatic', 'outgoing']),
  /** Null: the whole desk, or all its mailboxes for one address. */
  mailbox: z.nullable(z.object({ id: Id, address: z.string() })),
  /** Automatic mail to this address only: a loop is suspected. */
  address: z.nullable(z.string()),
  reason: z.enum(['by_hand', 'mailbox_budget', 'desk_budget', 'loop']),
  note: z.nullable(z.string()),
  begun_by: z.nullable(z.string()),
  begun_at: z.string(),
  ended_by: z.nullable(z.string()),
  ended_at: z.nullable(z.string()),
})
export type MailStop = z.output<typeof MailStop>

export const listStops = endpoint('GET /mail-stops', {
  requires: 'mailboxes.read',
  about: 'What holds mail back now, how many messages wait for it (1,000 means “or more”), and what held it lately.',
  answers: z.object({
    running: z.array(MailStop),
    ended: z.array(MailStop),
    held: z.int(),
    may: z.object({ stop: z.boolean() }),
  }),
})

export const stopMail = endpoint('POST /mail-stops', {
  requires: 'mail.stop',
  about: 'Holds mail back: automatic mail only, or everything that goes out; of one mailbox, or of the whole desk.',
  status: 201,
  body: z.object({
    holds: z.enum(['automatic', 'outgoing']),
    mailbox: z.optional(z.nullable(Id)),
    note: z.optional(text(1_000)),
  }),
  answers: MailStop,
})

export const endStop = endpoint('DELETE /mail-stops/:stop', {
  requires: 'mail.stop',
  about: 'Lets mail go again. What waited for this leaves now; an automatic mail that was not written stays a task for a person.',
  answers: MailStop,
})

const Figure = (most: number) => z.int().check(z.gte(1), z.lte(most))
const Figures = {
  complaint_a_day: Figure(100),
  address_a_day: Figure(1_000),
  mailbox_an_hour: Figure(1_000_000),
  mailbox_a_day: Figure(1_000_000),
  desk_an_hour: Figure(1_000_000),
  desk_a_day: Figure(1_000_000),
}

export const budgetFields = Object.keys(Figures) as (keyof typeof Figures)[]
export const MailBudgets = z.object({ ...Figures, version: Version })
export type MailBudgets = z.output<typeof MailBudgets>

export const readBudgets = endpoint('GET /mail-budgets', {
  requires: 'mailboxes.read',
  about: 'How much automatic mail may leave. An address that has not proved itself gets one a day, and that is no setting.',
  answers: MailBudgets,
})

export const editBudgets = endpoint('PATCH /mail-budgets', {
  requires: 'mailboxes.edit',
  about: 'Changes how much automatic mail may leave.',
  body: z.partial(z.strictObject(Figures)),
  answers: MailBudgets,
})
