import { refusals } from '#platform/refusal.ts'

export const channelsRefusals = refusals({
  'channels.mailbox_not_found': { status: 404 },
  'channels.address_taken': { status: 409 },
  'channels.unknown_team': { status: 400 },
  'channels.mail_not_found': { status: 404 },
  'channels.mail_settled': { status: 409 },
  'channels.cannot_send': { status: 409 },
  'channels.no_sender': { status: 409 },
})
