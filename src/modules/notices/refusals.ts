import { refusals } from '#platform/refusal.ts'

export const noticesRefusals = refusals({
  'notices.people_only': { status: 403 },
  'notices.not_found': { status: 404 },
  'notices.push_host': { status: 400 },
  'notices.no_push': { status: 409 },
  'notices.away_past': { status: 400 },
  'notices.stand_in_oneself': { status: 400 },
  'notices.stand_in_gone': { status: 400 },
  'notices.watch_not_found': { status: 404 },
  'notices.category_gone': { status: 404 },
  'notices.view_unread': { status: 409 },
  'notices.view_too_large': { status: 409 },
  'notices.too_many_watches': { status: 409 },
})
