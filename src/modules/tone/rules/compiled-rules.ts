import { anchorLength, compilePattern, type Pattern, regexOf, sourceOf } from './compile-pattern.ts'
import { latinStarts, latinWriting } from './latin-greek.ts'
import { parsePattern } from './parse-pattern.ts'
import type { AvoidRule, CueRule, RuleSet } from './rule.ts'
import { growTree, stepDown, type WordTree } from './word-tree.ts'

export interface CompiledRule<Rule extends AvoidRule | CueRule = AvoidRule | CueRule> {
  rule: Rule
  patterns: readonly Pattern[]
  exclude(): readonly RegExp[]
}

/** Where a rule matched: [start, end) in the folded text that was read. */
export interface Span {
  start: number
  end: number
}

export interface CompiledRules {
  avoid: readonly CompiledRule<AvoidRule>[]
  cues: readonly CompiledRule<CueRule>[]
  /** The rules of which a pattern may match the folded text, found in one pass over it; each with the patterns to try. */
  candidates(folded: string): Map<CompiledRule, Pattern[]>
  /** The same rules for Greek in Latin letters; made when first wanted. */
  latin(): CompiledRules
}

interface Beginning {
  anchors: Anchored[]
  others: Anchored[]
}

/** A pattern in the tree, with the reading in which either of its two sets was last seen: a mark that costs no set. */
interface Anchored {
  rule: CompiledRule
  pattern: Pattern
  anchor: number
  other: number
}

/** Prepares a set of rules. The text is read once for all of them: what begins its words says which patterns are worth trying. */
export function compileRules({ avoid, cues }: Pick<RuleSet, 'avoid' | 'cues'>): CompiledRules {
  const rules = { avoid: avoid.map((rule) => compileRule(rule)), cues: cues.map((rule) => compileRule(rule)) }
  const words: { text: string; one: Anchored; as: keyof Beginning }[] = []
  const unanchored: Anchored[] = []
  for (const rule of [...rules.avoid, ...rules.cues]) {
    for (const pattern of rule.patterns) {
      const anchored = { rule, pattern, anchor: 0, other: pattern.others.length === 0 ? Number.POSITIVE_INFINITY : 0 }
      if (pattern.anchors.length === 0) unanchored.push(anchored)
      for (const text of pattern.anchors) words.push({ text, one: anchored, as: 'anchors' })
      for (const text of pattern.others) words.push({ text, one: anchored, as: 'others' })
    }
  }
  const tree = growTree<Beginning, (typeof words)[number]>(words, (beginning = { anchors: [], others: [] }, { one, as }) => {
    beginning[as].push(one)
    return beginning
  })
  let latin: CompiledRules | null = null
  return { ...rules, candidates: (folded) => candidatesIn(folded, tree, unanchored), latin: () => (latin ??= inLatin(rules)) }
}

function inLatin({ avoid, cues }: { avoid: readonly CompiledRule<AvoidRule>[]; cues: readonly CompiledRule<CueRule>[] }): CompiledRules {
  const rules = { avoid: avoid.map(latinRule), cues: cues.map(latinRule) }
  const all = [...rules.avoid, ...rules.cues].flatMap((rule) =>
    rule.patterns.map((pattern) => ({ rule, pattern, starts: pattern.anchors.flatMap(latinStarts) })),
  )
  const compiled: CompiledRules = {
    ...rules,
    latin: () => compiled,
    candidates: (folded) => {
      const starts = new Set([...` ${folded} `.matchAll(/(?<![\p{L}\p{N}])(?=(..))/gu)].map((match) => match[1]))
      const found = new Map<CompiledRule, Pattern[]>()
      for (const { rule, pattern, starts: own } of all) {
        if (own.length > 0 && !own.some((start) => starts.has(start))) continue
        found.set(rule, [...(found.get(rule) ?? []), pattern])
      }
      return found
    },
  }
  return compiled
}

function latinRule<Rule extends AvoidRule | CueRule>({ rule, patterns }: CompiledRule<Rule>): CompiledRule<Rule> {
  let exclude: RegExp[] | null = null
  const read = () => (rule.exclude ?? []).map((pattern) => regexOf(sourceOf(parsePattern(pattern), latinWriting)))
  return { rule, patterns: patterns.map(latinPattern), exclude: () => (exclude ??= read()) }
}

function latinPattern(pattern: Pattern): Pattern {
  let made: RegExp | null = null
  return { ...pattern, regex: () => (made ??= regexOf(sourceOf(pattern.part, latinWriting))) }
}

export function compileRule<Rule extends AvoidRule | CueRule>(rule: Rule): CompiledRule<Rule> {
  let exclude: RegExp[] | null = null
  const read = () => (rule.exclude ?? []).map((pattern) => regexOf(sourceOf(parsePattern(pattern))))
  return { rule, patterns: rule.patterns.map(compilePattern), exclude: () => (exclude ??= read()) }
}

/** Where these patterns of the rule match, without what the rule excludes; overlapping matches are one. */
export function spansOf(rule: CompiledRule, patterns: readonly Pattern[], text: { folded: string; beyond: string }): Span[] {
  const { folded, beyond } = text
  const found = matchAll(patterns, folded, beyond)
  if (found.length === 0) return found
  const masked = mask(rule.exclude(), folded)
  const maskedBeyond = mask(rule.exclude(), beyond)
  return masked === folded && maskedBeyond === beyond ? merged(found) : merged(matchAll(patterns, masked, maskedBeyond))
}

/** A pattern that may cross the end of a sentence reads a little of the next, but must begin in this one. */
function matchAll(patterns: readonly Pattern[], folded: string, beyond: string): Span[] {
  const found: Span[] = []
  for (const pattern of patterns) {
    const regex = pattern.regex()
    const text = pattern.crosses ? beyond : folded
    // Not String.matchAll: it makes the expression anew each time, which costs more than the match.
    regex.lastIndex = 0
    for (let match = regex.exec(text); match; match = regex.exec(text)) {
      if (match[0] === '') regex.lastIndex += 1
      else if (match.index < folded.length) found.push({ start: match.index, end: match.index + match[0].length })
    }
  }
  return found
}

/** What is excluded becomes signs that no pattern asks for; the length stays. */
function mask(exclude: readonly RegExp[], folded: string): string {
  return exclude.reduce((text, pattern) => text.replace(pattern, (match) => '#'.repeat(match.length)), folded)
}

function merged(spans: Span[]): Span[] {
  const all: Span[] = []
  for (const span of spans.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = all.at(-1)
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end)
    else all.push({ ...span })
  }
  return all
}

let readings = 0

function candidatesIn(folded: string, tree: WordTree<Beginning>, unanchored: readonly Anchored[]): Map<CompiledRule, Pattern[]> {
  const found = new Map<CompiledRule, Pattern[]>()
  readings += 1
  const has = { digit: /\d/.test(folded), at: folded.includes('@') }
  for (const one of unanchored) if (one.pattern.needs === null || has[one.pattern.needs]) note(found, one)
  let inWord = false
  for (let at = 0; at < folded.length; at += 1) {
    if (!inWord) noteFrom(found, tree, { folded, at })
    inWord = isWordUnit(folded.charCodeAt(at))
  }
  return found
}

/** What the tree knows of the words that begin here. */
function noteFrom(found: Map<CompiledRule, Pattern[]>, tree: WordTree<Beginning>, { folded, at }: { folded: string; at: number }) {
  const last = Math.min(folded.length, at + anchorLength)
  let node = 0
  for (let next = at; next < last; next += 1) {
    node = stepDown(tree, node, folded.charCodeAt(next))
    if (node === 0) return
    const known = tree.leaves[node]
    if (known === undefined) continue
    for (const one of known.anchors) mark(found, one, 'anchor')
    for (const one of known.others) mark(found, one, 'other')
  }
}

/** A pattern is worth trying when both of its sets were seen. */
function mark(found: Map<CompiledRule, Pattern[]>, one: Anchored, which: 'anchor' | 'other') {
  if (one[which] >= readings) return
  one[which] = readings
  if (one[which === 'anchor' ? 'other' : 'anchor'] >= readings) note(found, one)
}

function note(found: Map<CompiledRule, Pattern[]>, one: Anchored) {
  const patterns = found.get(one.rule)
  if (patterns) patterns.push(one.pattern)
  else found.set(one.rule, [one.pattern])
}

// Letters and figures; beyond Latin-1 everything counts up to the general punctuation.
const wordUnits = Array.from({ length: 0x100 }, (_, code) => /[\p{L}\p{N}]/u.test(String.fromCharCode(code)))
const isWordUnit = (code: number): boolean => (code < 0x100 ? wordUnits[code] === true : code < 0x2000)
