import { refusals } from '#platform/refusal.ts'

export const conversationsRefusals = refusals({
  'conversations.message_not_found': { status: 404 },
  'conversations.attachment_not_found': { status: 404 },
  'conversations.unknown_draft': { status: 404 },
  'conversations.not_yours_to_write': { status: 403 },
  'conversations.nothing_written': { status: 400 },
  'conversations.in_future': { status: 400 },
  'conversations.no_file': { status: 400 },
  'conversations.one_file': { status: 400 },
  'conversations.same_complaint': { status: 400 },
  'conversations.no_address': { status: 409 },
  'conversations.new_recipient': { status: 409 },
  'conversations.attachment_gone': { status: 409 },
  'conversations.draft_changed': { status: 409 },
  'conversations.cannot_send_again': { status: 409 },
  'conversations.cannot_mark_arrived': { status: 409 },
  'conversations.cannot_withdraw': { status: 409 },
  'conversations.cannot_hand': { status: 409 },
  'conversations.cannot_move': { status: 409 },
  'conversations.infected': { status: 409 },
})
