import { type Actor, actorName, type Grants, holds, isStaff } from '#platform/actor.ts'
import type { DeliveryState } from './contract.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const conversationsGrants: Grants = {
  'complaints.open': handlers,
  'messages.write': handlers,
  'notes.write': handlers,
  'signatures.edit': ['administrator', 'manager'],
}

/** An auditor reads, a customer's link writes by its own doors; the desk itself writes what is automatic. */
export const mayWrite = (actor: Actor): boolean =>
  actor.kind === 'desk' || (isStaff(actor) && holds(conversationsGrants, actor, 'messages.write'))
export const mayNote = (actor: Actor): boolean => isStaff(actor) && holds(conversationsGrants, actor, 'notes.write')

export const mayEditSignatures = (actor: Actor): boolean => holds(conversationsGrants, actor, 'signatures.edit')

// Who answers for the writers: the screen says so where the reason is asked for.
const seniors = ['senior_agent', 'supervisor', 'manager', 'auditor', 'administrator']

/** Why wording went out all the same: its writer reads it, and who answers for the writers. */
export const mayReadReason = (actor: Actor, { author }: { author: string }): boolean =>
  actor.kind === 'desk' || author === actorName(actor) || (isStaff(actor) && seniors.includes(actor.role))

/** Notes, drafts and the timeline are for colleagues: no link of a customer, whatever it may see else. */
export const mayReadInside = (actor: Actor): boolean => isStaff(actor) || actor.kind === 'desk'

export interface Movable {
  direction: string
  state: string | null
  kind: string
  mail_id: string | null
  moved_to: string | null
  sent_at: Temporal.Instant | null
}

/** From which delivery states a person may do what. */
export const from = {
  sendAgain: ['failed', 'bounced', 'unsure'],
  markArrived: ['unsure'],
  withdraw: ['queued', 'failed'],
  hand: ['queued', 'failed', 'bounced'],
} as const satisfies Record<string, readonly DeliveryState[]>

const isIn = (states: readonly string[], state: string | null): boolean => state !== null && states.includes(state)

/** What the caller may do with one message: the same conditions guard the acts. */
export function mayWith(actor: Actor, message: Movable) {
  const writes = mayWrite(actor) && !message.moved_to
  return {
    send_again: writes && isIn(from.sendAgain, message.state),
    mark_arrived: writes && isIn(from.markArrived, message.state),
    // Part of it may have left: who has it keeps it.
    withdraw: writes && isIn(from.withdraw, message.state) && message.sent_at === null,
    hand: writes && isIn(from.hand, message.state),
    move: writes && message.direction === 'in',
  }
}

/** Whether the caller may say that the customer is somebody whose mail this message passes on: only while the complaint has no customer. */
export const mayNameComplainant = (
  actor: Actor,
  complaint: { customer_id: string | null },
  { direction, forwarded, moved_to }: { direction: string; forwarded: unknown; moved_to: string | null },
): boolean =>
  mayWrite(actor) &&
  complaint.customer_id === null &&
  direction === 'in' &&
  moved_to === null &&
  Array.isArray(forwarded) &&
  forwarded.length > 0
