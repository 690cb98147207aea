import { expect, test } from 'vitest'
import tree from '#modules/complaints/rules/category-tree.json' with { type: 'json' }
import { isUnfairlyBound } from '../rules/unfair-condition.ts'
import { Terms } from './contract.ts'
import { faultIn } from './rules/terms.ts'
import { starterEntries } from './starter-entries.ts'

const codes = tree.flatMap(({ code, children }) => [code, ...children.map((child) => child.code)])

test.each(starterEntries('EUR').map((entry) => [entry.code, entry.terms] as const))('%s is whole, in three languages', (...[, terms]) => {
  expect(Terms.parse(terms)).toEqual(terms)
  expect(faultIn(terms)).toBeNull()
  expect(codes).toEqual(expect.arrayContaining(terms.categories))
  const said = [terms.name, terms.happens, ...(terms.evidence ? [terms.evidence] : [])]
  for (const { en, el, es } of said) {
    expect(new Set([en, el, es]).size).toBe(3)
    expect(el).toMatch(/\p{Script=Greek}/u)
    expect([en, el, es].some(isUnfairlyBound)).toBe(false)
  }
  expect(terms.basis === 'entitlement').toBe(terms.evidence !== null)
})

test('each has a code of its own, and each branch of the tree has something owed and something given', () => {
  const entries = starterEntries('EUR')
  expect(new Set(entries.map(({ code }) => code)).size).toBe(entries.length)
  for (const { code } of tree) {
    const meant = entries.filter(({ terms }) => terms.categories.length === 0 || terms.categories.includes(code))
    expect(new Set(meant.map(({ terms }) => terms.basis))).toEqual(new Set(['entitlement', 'goodwill']))
  }
})
