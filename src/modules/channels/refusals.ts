import { refusals } from '#platform/refusal.ts'

export const channelsRefusals = refusals({
  'channels.mailbox_not_found': { status: 404 },
  'channels.address_taken': { status: 409 },
  'channels.unknown_team': { status: 400 },
  'channels.mail_not_found': { status: 404 },
  'channels.mail_settled': { status: 409 },
  'channels.cannot_send': { status: 409 },
  'channels.cannot_read': { status: 409 },
  'channels.not_a_certificate': { status: 400 },
  'channels.consent_incomplete': { status: 400 },
  'channels.consent_after_keeping': { status: 409 },
  'channels.consent_by_people': { status: 403 },
  'channels.consent_not_begun': { status: 409 },
  'channels.consent_refused': { status: 409 },
  'channels.consent_not_lasting': { status: 409 },
  'channels.nothing_withheld': { status: 409 },
  'channels.machine_wrote': { status: 409 },
  'channels.no_address': { status: 409 },
  'channels.address_is_ours': { status: 409 },
  'channels.nobody_reads': { status: 409 },
  'channels.automatic_stopped': { status: 409 },
  'channels.no_sender': { status: 409 },
  'channels.stopped_already': { status: 409 },
  'channels.stop_not_found': { status: 404 },
  // What the gate says to whoever has the desk write by itself.
  'channels.notice_withheld': { status: 409 },
})
