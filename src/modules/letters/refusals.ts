import { refusals } from '#platform/refusal.ts'

export const lettersRefusals = refusals({
  'letters.incomplete': { status: 409 },
  'letters.slot_open': { status: 409 },
  'letters.block_empty': { status: 409 },
  'letters.issue_undecided': { status: 409 },
  'letters.sentence_absent': { status: 409 },
  'letters.wrong_letter': { status: 409 },
  'letters.dead_link': { status: 400 },
  'letters.no_postal_address': { status: 409 },
  'letters.date_unpromised': { status: 409 },
  'letters.unknown_letter': { status: 404 },
  'letters.unknown_block': { status: 400 },
  'letters.block_needed': { status: 400 },
  'letters.unknown_variable': { status: 400 },
  'letters.broken_slot': { status: 400 },
  'letters.half_body': { status: 400 },
  'letters.not_answered': { status: 409 },
  'letters.no_final': { status: 409 },
  'letters.final_in_other_language': { status: 409 },
  'letters.contents_absent': { status: 409 },
})
