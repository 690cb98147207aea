/** Chance that is the same each time. */
export interface Dice {
  /** A whole number from 0 to one below this. */
  below(end: number): number
  pick<Thing>(things: readonly Thing[]): Thing
  shuffled<Thing>(things: readonly Thing[]): Thing[]
}

/** The dice of a seed, and of one number beneath it. */
export function diceOf(seed: number, number: number): Dice {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35)) >>> 0
  // Mulberry32.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    below,
    pick: (things) => {
      const picked = things[below(things.length)]
      if (picked === undefined) throw new Error('Nothing to pick from')
      return picked
    },
    shuffled: (things) => {
      const all = [...things]
      for (let at = all.length - 1; at > 0; at -= 1) {
        const other = below(at + 1)
        const [here, there] = [all[at], all[other]]
        if (here !== undefined && there !== undefined) [all[at], all[other]] = [there, here]
      }
      return all
    },
  }
}
