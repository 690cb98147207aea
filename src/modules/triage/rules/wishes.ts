/** What customers want of us (DOMAIN §4.3). */
export const wishes = [
  'explanation',
  'apology',
  'repair',
  'replacement',
  'refund',
  'price_reduction',
  'compensation',
  'prevention',
  'staff_action',
  'exit_without_penalty',
  'to_be_heard',
] as const
