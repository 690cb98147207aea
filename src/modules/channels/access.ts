import { type Actor, type Grants, holds } from '#platform/actor.ts'

const handlers = ['agent', 'senior_agent', 'supervisor', 'manager', 'administrator'] as const

export const channelsGrants: Grants = {
  'mail.deliver': ['administrator'],
  'mail.sort': handlers,
  'mail.acknowledge': handlers,
  'mail.raw': ['administrator', 'compliance'],
  'mailboxes.read': handlers,
  'mailboxes.edit': ['administrator'],
  // Whoever leads sees a storm first: holding mail back is quickly done, and just as quickly undone.
  'mail.stop': ['supervisor', 'manager', 'administrator'],
}

/** Who sees the mails that were put aside, and says what becomes of them. */
export const maySort = (actor: Actor): boolean => holds(channelsGrants, actor, 'mail.sort')
