import { refusals } from '#platform/refusal.ts'

export const toneRefusals = refusals({
  'tone.rule_not_found': { status: 404 },
  'tone.rule_not_shipped': { status: 404 },
  'tone.pattern_refused': { status: 400 },
  'tone.hits_everything': { status: 400 },
  'tone.dates_turned_round': { status: 400 },
  'tone.unknown_category': { status: 400 },
})
