import { ordinalPoints } from './counted-points.ts'
import { type Signals, signals } from './find-signals.ts'
import type { Hit } from './lexicon.ts'

export interface Ranked {
  code: string
  score: number
  hits: Hit[]
}

export interface Issue {
  category: string
  start: number
  end: number
  /** It is one of the points that the writer set apart. */
  point?: boolean
}

/** The categories that the text speaks of, the likeliest first. What is said early, and said twice, counts more. */
export function rankedCategories(found: Signals): Ranked[] {
  const meant = [...signals(found, 'category'), ...implied(found)]
  const scored = [...Map.groupBy(meant, ({ code }) => code)].map(([code, all]) => {
    const hits = all.slice(0, mostHits)
    return { code, hits, score: scoreOf(found, hits) }
  })
  return withRelations(scored).toSorted((one, other) => other.score - one.score || (one.hits[0]?.start ?? 0) - (other.hits[0]?.start ?? 0))
}

/** What somebody could answer one by one: one issue for each grievance, with the sentence that tells it. Numbered points are one each. */
export function issuesOf(found: Signals, ranked: readonly Ranked[]): Issue[] {
  const strong = ranked.filter(({ score, hits }) => score >= leastOfIssue && hits.some(({ weight }) => weight >= 3))
  const listed = pointsIn(found.text)
  const points = listed.length > 1 ? listed : ordinalPoints(found.text)
  const issues: Issue[] = []
  for (const { code, hits } of strong.slice(0, mostIssues)) {
    const first = hits.find(({ weight }) => weight >= 3) ?? hits[0]
    if (!first) continue
    const { start, end } = around(found, first)
    issues.push({ category: code, start, end })
  }
  const kept = points.length > 1 ? byPoint(points, issues, strong) : withoutShadows(withoutWishes(found, issues, strong), strong)
  return kept.toSorted((one, other) => one.start - other.start)
}

const mostIssues = 8
const mostHits = 100
const leastOfIssue = 1.2
const topicWeight = 1

function scoreOf({ text }: Signals, hits: readonly Hit[]): number {
  const sum = hits.toSorted((one, other) => other.weight - one.weight).reduce((total, { weight }, at) => total + weight / (at + 1), 0)
  const earliest = Math.min(...hits.filter(({ weight }) => weight > topicWeight).map(({ start }) => start), text.length)
  return sum * (1.15 - 0.3 * (earliest / Math.max(1, text.length)))
}

/** Signals that are categories by themselves: a danger, a cut of what a home lives by, a complaint taken back. */
function implied(found: Signals): Hit[] {
  const as = (hits: readonly Hit[], code: string, weight: number): Hit[] => hits.map((hit) => ({ ...hit, group: 'category', code, weight }))
  return [
    ...as(signals(found, 'danger'), 'safety', 5),
    ...as(signals(found, 'supply', 'essential'), 'service_outage', 5),
    ...as(signals(found, 'flag', 'complaint_withdrawn'), 'complaint_handling', 5),
  ]
}

/** Where two categories both match, and one explains the other, the one that says more wins. */
const explains: [strong: string, weak: string, left: number][] = [
  ['billing_double_charge', 'billing_overcharge', 0.5],
  ['delivery_damaged', 'product_defect', 0.4],
  ['delivery_damaged', 'property_damage', 0.4],
  ['delivery_missing', 'delivery_late', 0.5],
  ['delivery_wrong_item', 'delivery_missing', 0.5],
  ['delivery_wrong_item', 'product_not_as_described', 0.6],
  ['repair_repeated', 'product_defect', 0.7],
  ['warranty_refused', 'warranty_repair', 0.4],
  ['contract_renewal', 'contract_cancellation', 0.6],
  ['discrimination', 'staff_conduct', 0.9],
  ['safety', 'product_defect', 0.5],
  ['recall', 'safety', 0.8],
  ['repair_visit_missed', 'delivery_missing', 0.3],
  ['repair_visit_missed', 'delivery_late', 0.3],
  ['service_outage', 'product_defect', 0.5],
  ['unwanted_contact', 'complaint_handling', 0.6],
  ['data_protection', 'invoice_error', 0.8],
  ['refund_delay', 'delivery_late', 0.6],
  ['return_refused', 'refund_delay', 0.7],
]

function withRelations(scored: readonly Ranked[]): Ranked[] {
  const has = new Map(scored.map(({ code, score }) => [code, score]))
  return scored.map((one) => {
    const left = explains.filter(([strong, weak]) => weak === one.code && (has.get(strong) ?? 0) >= one.score * 0.6)
    // That nobody answered comes after what nobody answered about.
    const second = one.code === 'complaint_handling' && scored.some(({ code, score }) => code !== one.code && score >= 2.6) ? 0.55 : 1
    return { ...one, score: left.reduce((score, [, , factor]) => score * factor, one.score * second) }
  })
}

function around({ sentences, text }: Signals, { start, end }: Hit): { start: number; end: number } {
  const sentence = sentences.find((one) => one.start <= start && one.end > start)
  return sentence ? { start: sentence.start, end: Math.max(sentence.end, end) } : { start, end: Math.min(end, text.length) }
}

/** Numbered or bulleted points at the beginning of lines: `1)`, `2.`, `-`, `•`, `α)`. */
function pointsIn(text: string): { start: number; end: number }[] {
  const marks = [...text.matchAll(/(?:^|\n)[ \t]*(?:\(?\d{1,2}[.)ºª]|[-•*–]|\(?[a-eα-ε]\))[ \t]+(?=\S)/gu)].slice(0, 20)
  return marks.map((mark, at) => {
    const start = mark.index + mark[0].length
    const next = marks[at + 1]?.index ?? text.length
    const line = text.indexOf('\n', start)
    return { start, end: at < marks.length - 1 ? next : line < 0 ? text.length : line }
  })
}

function byPoint(points: readonly { start: number; end: number }[], issues: readonly Issue[], ranked: readonly Ranked[]): Issue[] {
  const told = points.flatMap((point) => {
    const within = ranked
      .map(({ code, hits }) => ({ code, score: sumWithin(hits, point) }))
      .toSorted((one, other) => other.score - one.score)[0]
    return [{ category: within && within.score > 0 ? within.code : 'other', ...point, point: true }]
  })
  return told.some(({ category }) => category !== 'other') ? told : [...issues]
}

const sumWithin = (hits: readonly Hit[], { start, end }: { start: number; end: number }): number =>
  hits.filter((hit) => hit.start >= start && hit.start < end).reduce((sum, { weight }) => sum + weight, 0)

/** What is only asked for (the money back, the end of the contract) is no grievance of its own beside one that is told. */
function withoutWishes(found: Signals, issues: readonly Issue[], ranked: readonly Ranked[]): Issue[] {
  const wants = signals(found, 'want')
  const told = issues.filter(({ category }) => {
    const mine = ranked.find(({ code }) => code === category)?.hits ?? []
    return mine.some((hit) => !wants.some((want) => hit.first <= want.last + 1 && want.first <= hit.last + 1))
  })
  return told.length > 0 ? told : [...issues]
}

/** Two categories in one sentence, told by the same words, are one grievance. */
function withoutShadows(issues: readonly Issue[], ranked: readonly Ranked[]): Issue[] {
  const kept: Issue[] = []
  for (const issue of issues) {
    const mine = ranked.find(({ code }) => code === issue.category)?.hits ?? []
    const shadow = kept.some((other) => {
      const theirs = ranked.find(({ code }) => code === other.category)?.hits ?? []
      return mine.every((hit) => theirs.some((their) => hit.first <= their.last + 1 && their.first <= hit.last + 1))
    })
    if (!shadow) kept.push(issue)
  }
  return kept
}
