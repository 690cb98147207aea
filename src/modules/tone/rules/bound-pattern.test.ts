import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patternFault, waysThrough } from './bound-pattern.ts'
import { compileRule, spansOf } from './compiled-rules.ts'
import { parsePattern } from './parse-pattern.ts'
import { shippedRules } from './shipped-rules.ts'

test.each([
  ['(a+)+', 'repeats_repeat'],
  ['((very )*|so )*good', 'repeats_repeat'],
  ['(\\p{L}*)*x', 'repeats_repeat'],
  ['(a~)*', 'repeats_repeat'],
  ['word … word … word … word', 'too_open'],
  ['w~o~r~d', 'too_open'],
  ['(aa|aab|aabb|a)*(aa|aab|aabb|a)*(aa|aab|aabb|a)*x', 'too_open'],
  ['a{2,999}', 'too_long'],
  ['(open', 'unclosed'],
  ['open)', 'unclosed'],
  ['[open', 'unclosed'],
  ['*word', 'misplaced_repeat'],
  ['wo\\rd', 'unknown_escape'],
  ['(?<!not )good', 'look_behind'],
  ['~', 'no_word'],
  ['…', 'no_word'],
  ['', 'no_word'],
  ['\\d+', 'no_word'],
  ['(\\p{L}+ )?', 'no_word'],
])('the pattern %s is refused: %s', (pattern, reason) => {
  expect(patternFault(pattern)).toBe(reason)
})

test.each([
  'our (company |store )?policy',
  'calm … down',
  'ελαττωματικ(ό|ή|ός|ά)',
  'no es (posible|viable)(?= ?[.!]|$)',
  "doesn't work",
  '(so |very )*sorry',
  'refund~',
])('the pattern %s may be kept', (pattern) => {
  expect(patternFault(pattern)).toBeNull()
})

test('whatever is allowed finds its way through a hostile text', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    'ab',
    ' ',
    '~',
    ' … ',
    '…',
    '(a|ab)',
    '(a|b )?',
    '(a |ab )*',
    'a+',
    '[ab]*',
    '\\d',
    'n’t',
    '(?= ?[.!]|$)',
  )
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
      const pattern = pieces.join('')
      fc.pre(patternFault(pattern) === null)
      const rule = compileRule({ id: 'x', category: 'jargon', severity: 1, patterns: [pattern], why: 'x', say_instead: [] })
      const folded = 'ab a ab aa '.repeat(90)
      expect(spansOf(rule, rule.patterns, { folded, beyond: folded }).every(({ start, end }) => start < end)).toBe(true)
    }),
  )
})

test('what came with Redress repeats nothing inside a repetition, and the widest of it has a bound', () => {
  const patterns = Object.values(shippedRules).flatMap(({ avoid, cues }) => [...avoid, ...cues].flatMap((rule) => rule.patterns))
  expect(patterns.filter((pattern) => patternFault(pattern, 'exclude') === 'repeats_repeat')).toEqual([])
  for (const pattern of patterns) expect(waysThrough(parsePattern(pattern))).toBeLessThan(Number.POSITIVE_INFINITY)
})
