import { refusals } from '#platform/refusal.ts'

export const guardsRefusals = refusals({
  'guards.not_there': { status: 404 },
  'guards.own_proposal': { status: 403 },
  'guards.day_to_come': { status: 400 },
  'guards.only_people': { status: 403 },
})
