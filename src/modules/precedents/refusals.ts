import { refusals } from '#platform/refusal.ts'

export const precedentsRefusals = refusals({
  'precedents.not_found': { status: 404 },
  'precedents.issue_not_found': { status: 404 },
  'precedents.names_somebody': { status: 400 },
  'precedents.rule_not_found': { status: 400 },
  'precedents.valid_past': { status: 400 },
  'precedents.outdated_already': { status: 409 },
  'precedents.say_why': { status: 409 },
  'precedents.unlike_not_found': { status: 404 },
  'precedents.unlike_explained': { status: 409 },
})
