/** Why it was decided so, by code; what a senior chooses from. */
export const reasons = [
  'law',
  'contract',
  'proven_loss',
  'our_fault',
  'supplier_fault',
  'inconvenience',
  'hardship',
  'failed_again',
  'no_evidence',
  'outside_terms',
  'out_of_time',
  'customer_cause',
  'safety',
] as const
export type Reason = (typeof reasons)[number]
