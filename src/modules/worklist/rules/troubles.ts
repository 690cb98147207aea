import { codesOf, type Operator } from './vocabulary.ts'

/** Why a query is not understood, and the refusal that says so. */
export const reasons = {
  unknown_operator: 'worklist.unknown_operator',
  no_value: 'worklist.no_value',
  unknown_value: 'worklist.unknown_value',
  not_a_moment: 'worklist.not_a_moment',
  not_compared: 'worklist.not_compared',
  too_short: 'worklist.too_short',
  too_long: 'worklist.too_long',
  unknown_person: 'worklist.unknown_person',
  unknown_team: 'worklist.unknown_team',
  team_ended: 'worklist.team_ended',
  unknown_category: 'worklist.unknown_category',
} as const
export type Reason = keyof typeof reasons

/** What was not understood of a query, and where. */
export interface Misunderstood {
  reason: Reason
  part: string
  operator: string
  value: string
}

/** What the sentence of a trouble names, on the server and in the browser: the piece, and how one writes it. */
export const figuresOf = ({ part, operator, value }: Misunderstood) => ({
  part,
  operator,
  value,
  example: examples[operator] ?? 'state:open',
  values: valuesOf(operator),
})

/** The values that an operator takes, where there is a list of them. */
export const valuesOf = (operator: string): string => (codesOf[operator as Operator] ?? []).join(', ')

const examples: Record<string, string> = {
  is: 'is:running',
  assignee: 'assignee:me',
  team: 'team:north',
  category: 'category:billing',
  tag: 'tag:parcel',
  customer: 'customer:"Ada Lindqvist"',
  order: 'order:88231',
  has: 'has:promise',
  due: 'due<2d',
  created: 'created>2026-01-31',
  changed: 'changed<7d',
  closed: 'closed:2026-01',
  channel: 'channel:phone',
  urgency: 'urgency:high',
  kind: 'kind:enquiry',
  language: 'language:el',
  mark: 'mark:breached',
}
