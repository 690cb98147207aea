import { refusals } from '#platform/refusal.ts'

export const catalogueRefusals = refusals({
  'catalogue.not_found': { status: 404 },
  'catalogue.unknown_entry': { status: 400 },
  'catalogue.unknown_category': { status: 400 },
  'catalogue.range_needed': { status: 400 },
  'catalogue.range_unneeded': { status: 400 },
  'catalogue.range_upside_down': { status: 400 },
  'catalogue.percent_only_coupon': { status: 400 },
  'catalogue.unknown_currency': { status: 400 },
  'catalogue.dates_upside_down': { status: 400 },
  'catalogue.other_form': { status: 400 },
  'catalogue.other_currency': { status: 400 },
  'catalogue.by_percent': { status: 400 },
  'catalogue.by_sum': { status: 400 },
  'catalogue.other_category': { status: 409 },
  'catalogue.not_valid': { status: 409 },
  'catalogue.out_of_range': { status: 409 },
  'catalogue.evidence_first': { status: 409 },
})
