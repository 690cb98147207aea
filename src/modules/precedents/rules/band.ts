/** From, included, to, not included; minor units. A band of nothing is from 0 to 1. */
export interface Band {
  from: number
  to: number
}

/** The band that an amount lies in: between neighbours of the series 1, 2, 5, 10, 20, 50 … in minor units, so that it fits every currency. */
export function bandOf(amount: number): Band {
  if (amount <= 0) return { from: 0, to: 1 }
  const power = 10 ** (String(Math.trunc(amount)).length - 1)
  const step = ([5, 2] as const).find((one) => amount >= one * power) ?? 1
  return { from: step * power, to: (step === 5 ? 10 : step === 2 ? 5 : 2) * power }
}

/** The narrowest band that holds all of these amounts; null where there are none. */
export function bandOfAll(amounts: readonly number[]): Band | null {
  if (amounts.length === 0) return null
  const bands = amounts.map(bandOf)
  return { from: Math.min(...bands.map(({ from }) => from)), to: Math.max(...bands.map(({ to }) => to)) }
}

export const liesIn = ({ from, to }: Band, amount: number): boolean => amount >= from && amount < to
