import { refusals } from '#platform/refusal.ts'

export const surveysRefusals = refusals({
  'surveys.suppressed_already': { status: 409 },
  'surveys.words_missing': { status: 400 },
  'surveys.period_upside_down': { status: 400 },
  // What the gates say.
  'surveys.decision_first': { status: 409 },
  'surveys.asks_soon': { status: 409 },
  'surveys.ask_waits': { status: 409 },
  'surveys.follow_up_urgency': { status: 409 },
  'surveys.follow_up_emotion': { status: 409 },
  'surveys.follow_up_unhappy': { status: 409 },
  'surveys.follow_up_promise': { status: 409 },
})
