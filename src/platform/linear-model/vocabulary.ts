import type { Vocabulary } from './scores.ts'
import { featuresOf, type Told } from './text-features.ts'

const slice = 200

/** The features that at least two texts have (one is enough where there are few texts), the most frequent first when there are too many. */
export function* learnVocabulary(
  examples: readonly Told[],
  { bits, features }: { bits: number; features: number },
): Generator<number, Vocabulary> {
  const texts = new Int32Array(2 ** bits)
  const lastSeen = new Int32Array(2 ** bits).fill(-1)
  for (const [at, example] of examples.entries()) {
    const { words, grams, marks } = featuresOf(example)
    for (const hash of [...words, ...grams, ...marks]) {
      const address = hash >>> (32 - bits)
      if (lastSeen[address] === at) continue
      lastSeen[address] = at
      texts[address] = (texts[address] ?? 0) + 1
    }
    if (at % slice === slice - 1) yield (0.1 * at) / examples.length
  }
  const least = leastWorthKeeping(texts, features, examples.length < 100 ? 1 : 2)
  const rows = new Int32Array(2 ** bits).fill(-1)
  const rarity: number[] = []
  for (const [address, count] of texts.entries()) {
    if (count < least) continue
    rows[address] = rarity.length
    rarity.push(Math.round(20 * (1 + Math.log((1 + examples.length) / (1 + count)))) / 20)
  }
  return { bits, rows, rarity: Float32Array.from(rarity) }
}

function leastWorthKeeping(texts: Int32Array, most: number, from: number): number {
  const counts = texts.filter((count) => count >= from).toSorted()
  return counts.length <= most ? from : (counts[counts.length - most] ?? from) + 1
}
