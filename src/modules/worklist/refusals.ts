import { refusals, refuse } from '#platform/refusal.ts'
import { figuresOf, type Misunderstood, reasons } from './rules/troubles.ts'

export const worklistRefusals = refusals({
  'worklist.unknown_operator': { status: 400 },
  'worklist.no_value': { status: 400 },
  'worklist.unknown_value': { status: 400 },
  'worklist.not_a_moment': { status: 400 },
  'worklist.not_compared': { status: 400 },
  'worklist.too_short': { status: 400 },
  'worklist.too_long': { status: 400 },
  'worklist.unknown_person': { status: 400 },
  'worklist.unknown_team': { status: 400 },
  'worklist.team_ended': { status: 400 },
  'worklist.unknown_category': { status: 400 },
  'worklist.view_not_found': { status: 404 },
  'worklist.not_yours_to_edit': { status: 403 },
  'worklist.not_yours_to_share': { status: 403 },
  'worklist.team_not_yours': { status: 403 },
  'worklist.team_missing': { status: 400 },
  'worklist.too_many_views': { status: 409 },
  'worklist.unknown_list': { status: 400 },
})

/** The refusal that says what was not understood and how it is written. */
export const refuseTrouble = (trouble: Misunderstood) => refuse(reasons[trouble.reason], figuresOf(trouble))
