import { type Base, labelScores, toldOf } from './base/base-model.ts'
import type { Signals } from './find-signals.ts'
import type { Hit } from './lexicon.ts'
import type { Issue } from './read-category.ts'

interface Span {
  start: number
  end: number
}

/**
 * Issues with those that no word of the lexicons tells: sentences, and parts of them that begin with "also" or "besides",
 * which the learned categories are sure of. One category is one issue, wherever it is told again.
 */
export function withLearnedIssues(issues: readonly Issue[], found: Signals, model: Base['category']): Issue[] {
  if (!model || issues.some(({ point }) => point)) return [...issues]
  const all = [...issues]
  for (const part of partsIn(found).slice(0, mostParts)) {
    const told = all.some(({ start, end }) => start < part.end && part.start < end)
    const [category, probability] = likeliest(found, { part, model })
    const least = leastFor(found, part)
    const isNew = !told && probability >= least && !all.some((one) => one.category === category)
    if (isNew && !unsaid.has(category)) all.push({ category, ...part })
  }
  return all.toSorted((one, other) => one.start - other.start)
}

const mostParts = 24
// Tuned on texts of several grievances, put together from the tuning half and judged by models that had not seen them.
const [leastOfNext, leastOfAny] = [0.08, 0.75]
// A danger is told by words or not at all; and what is about nothing known is no issue of its own.
const unsaid = new Set(['safety', 'recall', 'other'])
const fewestWords = 4

/** What begins with "also" is likely a further point, unless it says what is wanted. */
function leastFor({ text, hits }: Signals, { start, end }: Span): number {
  const wants = hits.some((hit) => hit.group === 'want' && hit.start >= start && hit.start < end)
  return opens.test(text.slice(start, end)) && !wants ? leastOfNext : leastOfAny
}

const further =
  "also|besides|moreover|furthermore|in addition|additionally|on top of (?:that|this|it)|plus|what is more|what's more|apart from that|not to mention|" +
  'επίσης|επιπλέον|επιπροσθέτως|εκτός αυτού|πέρα από αυτό|παράλληλα|κι από πάνω|epishs|episis|epipleon|' +
  'además|también|asimismo|encima|por otro lado|por otra parte|aparte|a esto se suma'
const joins = new RegExp(`[,;:–—]\\s+(?:(?:and|but|και|αλλά|y|pero)\\s+)?(?=(?:${further})(?!\\p{L}))`, 'giu')
const opens = new RegExp(`^\\s*(?:(?:and|but|και|αλλά|y|pero)\\s+)?(?:${further})(?!\\p{L})`, 'iu')

function partsIn({ text, sentences, words }: Signals): Span[] {
  return sentences
    .flatMap(({ start, end }) => {
      const cuts = [...text.slice(start, end).matchAll(joins)].map((mark) => start + mark.index + mark[0].length)
      return [start, ...cuts].map((from, at) => ({ start: from, end: cuts[at] ?? end }))
    })
    .filter((part) => words.filter((word) => word.start >= part.start && word.end <= part.end).length >= fewestWords)
}

interface Asked {
  part: Span
  model: NonNullable<Base['category']>
}

function likeliest(found: Signals, { part, model }: Asked): [category: string, probability: number] {
  const within = (hits: readonly Hit[]) => hits.filter(({ start }) => start >= part.start && start < part.end)
  const own = { ...found, text: found.text.slice(part.start, part.end), hits: within(found.hits), negated: within(found.negated) }
  const categories = own.hits.filter(({ group }) => group === 'category').toSorted((one, other) => other.weight - one.weight)
  const told = toldOf(own, { text: own.text, kind: 'complaint', categories: [...new Set(categories.map(({ code }) => code))] })
  return labelScores(model.model, told).reduce<[string, number]>(
    (best, [label, score]) => (score > best[1] ? [label, score] : best),
    ['other', 0],
  )
}
