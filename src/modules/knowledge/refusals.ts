import { refusals } from '#platform/refusal.ts'

export const knowledgeRefusals = refusals({
  'knowledge.text_not_found': { status: 404 },
  'knowledge.no_wording': { status: 409 },
  'knowledge.code_taken': { status: 409 },
  'knowledge.unknown_variable': { status: 400 },
  'knowledge.broken_slot': { status: 400 },
  'knowledge.nothing_written': { status: 400 },
  'knowledge.unknown_owner': { status: 400 },
})
