import { expect, test } from 'vitest'
import samples from './practice-samples.json' with { type: 'json' }

test('there are samples in each language, each with words and a code of its own', () => {
  expect(new Set(samples.map(({ code }) => code)).size).toBe(samples.length)
  expect(new Set(samples.map(({ language }) => language))).toEqual(new Set(['en', 'el', 'es']))
  expect(samples.filter(({ text }) => text.trim().length < 40).map(({ code }) => code)).toEqual([])
})

test('whoever is named in them is invented: addresses end in .example', () => {
  const addresses = samples.flatMap(({ text }) => text.match(/[\w.+-]+@[\w.-]+\w/g) ?? [])
  expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([])
})
