import { refusals } from '#platform/refusal.ts'

export const triageRefusals = refusals({
  'triage.too_long': { status: 400 },
  'triage.nothing_written': { status: 400 },
  'triage.unknown_label': { status: 400 },
  'triage.training_runs': { status: 409 },
})
