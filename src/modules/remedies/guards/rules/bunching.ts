/** From this share of a limit on a decision lies just under it; from the lower one it is what just under is held against. */
export const justUnder = 0.9
export const below = 0.7

export interface Bunch {
  just_under: number
  below: number
}

/** Where a decision lies: just under the limit, in the stretch below that, or neither. */
export function placeOf(amount: number, limit: number): keyof Bunch | null {
  if (limit <= 0 || amount > limit) return null
  if (amount >= justUnder * limit) return 'just_under'
  return amount >= below * limit ? 'below' : null
}

// Of fewer it is chance.
const fewest = 5

/** The upper stretch is half as wide as the lower one; twice as many in it as that lets expect is worth a look. */
export const isBunched = ({ just_under, below: lower }: Bunch): boolean => just_under >= fewest && just_under > lower
