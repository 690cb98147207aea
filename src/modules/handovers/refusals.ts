import { refusals } from '#platform/refusal.ts'

export const handoversRefusals = refusals({
  'handovers.not_found': { status: 404 },
  'handovers.already_open': { status: 409 },
  'handovers.settled': { status: 409 },
  'handovers.not_receiver': { status: 403 },
  'handovers.not_yours_to_withdraw': { status: 403 },
  'handovers.to_oneself': { status: 400 },
  'handovers.has_it': { status: 409 },
  'handovers.receiver_gone': { status: 400 },
  'handovers.receiver_reads_only': { status: 400 },
  'handovers.receiver_cannot_see': { status: 409 },
  'handovers.moment_past': { status: 400 },
  'handovers.reason_missing': { status: 400 },
})
