import { refusals } from '#platform/refusal.ts'

export const portalRefusals = refusals({
  'portal.link_not_found': { status: 404 },
})
