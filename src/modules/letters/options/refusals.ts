import { refusals } from '#platform/refusal.ts'

export const optionsRefusals = refusals({
  'options.other_letter': { status: 400 },
  'options.unknown_remedy': { status: 400 },
  'options.twice': { status: 400 },
  'options.issue_not_found': { status: 400 },
  'options.none': { status: 409 },
  'options.one_needs_reason': { status: 409 },
  'options.not_approved': { status: 409 },
  'options.words_first': { status: 409 },
  'options.until_past': { status: 409 },
  'options.outlives_approval': { status: 409 },
  'options.finding_first': { status: 409 },
  'options.not_found': { status: 404 },
  'options.answered': { status: 409 },
  'options.over': { status: 409 },
  'options.one_each': { status: 400 },
  'options.not_one_of_them': { status: 400 },
})
