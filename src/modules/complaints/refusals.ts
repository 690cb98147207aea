import { refusals } from '#platform/refusal.ts'

export const complaintsRefusals = refusals({
  'complaints.not_found': { status: 404 },
  'complaints.issue_not_found': { status: 404 },
  'complaints.not_yours_to_change': { status: 403 },
  'complaints.unknown_category': { status: 400 },
  'complaints.unknown_person': { status: 400 },
  'complaints.unknown_issue': { status: 400 },
  'complaints.cannot_close': { status: 409 },
  'complaints.issue_without_outcome': { status: 409 },
  'complaints.not_closed': { status: 409 },
  'complaints.ended': { status: 409 },
  'complaints.reply_by_past': { status: 400 },
  'complaints.received_in_future': { status: 400 },
  'complaints.code_taken': { status: 409 },
  'complaints.category_not_found': { status: 404 },
  'complaints.no_way_to_answer': { status: 400 },
})
