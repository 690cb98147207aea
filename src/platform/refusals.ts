import { refusals } from './refusal.ts'

export const platformRefusals = refusals({
  'platform.sign_in_first': { status: 401 },
  'platform.not_allowed': { status: 403 },
  'platform.foreign_origin': { status: 403 },
  'platform.not_found': { status: 404 },
  'platform.bad_input': { status: 400 },
  'platform.not_readable': { status: 400 },
  'platform.unknown_cursor': { status: 400 },
  'platform.stale_version': { status: 412 },
  'platform.too_large': { status: 413 },
  'platform.wrong_media_type': { status: 415 },
  'platform.key_reused': { status: 422 },
  'platform.version_missing': { status: 428 },
  'platform.too_many': { status: 429 },
  'platform.bug': { status: 500 },
  'platform.not_ready': { status: 503 },
})
