/** The twelve steps (DOMAIN §1.2), in their order: the number is the place in this list, from 1. */
export const stepCodes = [
  'act_quickly',
  'listen',
  'gather',
  'record',
  'empathy',
  'thank',
  'apologise',
  'offer',
  'discuss',
  'keep_promises',
  'feedback',
  'quality',
] as const
export type StepCode = (typeof stepCodes)[number]
export const stepNumbers = stepCodes.map((_, at) => at + 1)
export const codeOfStep = (step: number): StepCode | undefined => stepCodes[step - 1]

export const stepStates = ['done', 'partly', 'open', 'skipped', 'not_applicable'] as const
export type StepState = (typeof stepStates)[number]

/** Who may settle a step by hand: nobody, who leads, or whoever handles complaints. */
export type Settler = 'nobody' | 'supervisor' | 'agent'

export interface ByHand {
  tick: Settler
  skip: Settler
  /** The reasons from which a skip chooses one; without any, it says its own. */
  reasons: readonly string[]
}

/**
 * What DOMAIN §1.2 lets people do by hand. Acting quickly and the record are never skipped; that they were done elsewhere is for who
 * leads to say. Promises speak for themselves: nobody ticks them. Gathering is never skipped as a whole, only single points of it.
 */
const byHand: Record<StepCode, ByHand> = {
  act_quickly: { tick: 'supervisor', skip: 'nobody', reasons: [] },
  listen: { tick: 'agent', skip: 'agent', reasons: ['clear_at_first_reading'] },
  gather: { tick: 'agent', skip: 'nobody', reasons: [] },
  record: { tick: 'supervisor', skip: 'nobody', reasons: [] },
  empathy: { tick: 'agent', skip: 'agent', reasons: ['factual_contact'] },
  thank: { tick: 'agent', skip: 'agent', reasons: ['death', 'injury', 'assault'] },
  apologise: { tick: 'agent', skip: 'supervisor', reasons: [] },
  offer: { tick: 'agent', skip: 'agent', reasons: ['reasoned_refusal'] },
  discuss: { tick: 'agent', skip: 'agent', reasons: ['single_statutory_remedy', 'urgent_safety_action'] },
  keep_promises: { tick: 'nobody', skip: 'nobody', reasons: [] },
  feedback: { tick: 'agent', skip: 'agent', reasons: ['customer_asked_not_to', 'bereavement', 'safety', 'self_harm', 'threat'] },
  quality: { tick: 'supervisor', skip: 'supervisor', reasons: ['not_sampled'] },
}

export const byHandOf = (step: number): ByHand => byHand[codeOfStep(step) ?? 'keep_promises']

/** Every reason that a skip may choose, once each. */
export const skipReasons = [...new Set(Object.values(byHand).flatMap(({ reasons }) => reasons))]
