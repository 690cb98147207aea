import { expect, test } from 'vitest'
import { exampleOf, type RuleRow, rowsSought } from './rule-rows.ts'

const row = (change: Partial<RuleRow>): RuleRow => ({
  rule: 'el-001',
  language: 'el',
  category: 'emotion_policing',
  severity: 3,
  patterns: ['ηρεμ(ήστε|είστε)'],
  why: 'Η εντολή ακούγεται σαν άρνηση.',
  instead: [],
  channels: null,
  word: null,
  off: false,
  change: null,
  own: null,
  ...change,
})
const all = { q: '', language: null, category: null, severity: null, show: 'all' } as const

test('a pattern reads as somebody would say it', () => {
  expect(exampleOf('calm (yourself |yourselves )?down')).toBe('calm down')
  expect(exampleOf("you(?:'re| are) (just |simply )*(overreacting|dramatic|too (sensitive|emotional))")).toBe("you're overreacting")
  expect(exampleOf('hang on( a (sec|second))?(?= ?[.,!?]|$)')).toBe('hang on')
  expect(exampleOf('η απόφασή? είναι οριστική')).toBe('η απόφασή είναι οριστική')
})

test('rules are found without accents, and by language, strength and whether they hold', () => {
  const rows = [row({}), row({ rule: 'own', language: 'en', severity: 1, off: true, patterns: ['as stated'], why: 'It blames.' })]
  const found = (sought: object) => rowsSought(rows, { ...all, ...sought }).map(({ rule }) => rule)
  expect(found({ q: 'ΕΝΤΟΛΗ' })).toEqual(['el-001'])
  expect(found({ language: 'en' })).toEqual(['own'])
  expect(found({ severity: 3 })).toEqual(['el-001'])
  expect(found({ show: 'off' })).toEqual(['own'])
  expect(found({ q: 'nothing like it' })).toEqual([])
})
