/** DOMAIN §6.3. `cancelled`: taken back before it was executed. */
export const states = [
  'draft',
  'requested',
  'approved',
  'refused',
  'expired',
  'cancelled',
  'executed',
  'confirmed',
  'settled',
  'reversed',
] as const
export type RemedyState = (typeof states)[number]

/** From which states an act leads on. */
export const from = {
  request: ['draft'],
  approve: ['requested'],
  refuse: ['requested'],
  cancel: ['draft', 'requested', 'approved'],
  expire: ['requested', 'approved'],
  execute: ['approved'],
  confirm: ['executed'],
  settle: ['confirmed'],
  reverse: ['executed', 'confirmed', 'settled'],
} as const satisfies Record<string, readonly RemedyState[]>
export type Act = keyof typeof from

export const leadsOn = (act: Act, state: RemedyState): boolean => (from[act] as readonly RemedyState[]).includes(state)

/** Approved, and not taken back: what counts against limits and budgets. */
export const standing = ['approved', 'executed', 'confirmed', 'settled'] as const satisfies readonly RemedyState[]

export const isStanding = (state: RemedyState): boolean => (standing as readonly RemedyState[]).includes(state)

/** Nobody has said yes, or somebody said no: its sum can neither be promised nor sent. */
export const ungranted = ['draft', 'requested', 'refused', 'expired', 'cancelled'] as const satisfies readonly RemedyState[]

/** What keeps a complaint open (gate B4). */
export const pending = ['requested', 'approved'] as const satisfies readonly RemedyState[]
