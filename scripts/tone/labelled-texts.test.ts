import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cueCodes } from '#modules/tone/contract.ts'
import { shippedRules } from '#modules/tone/rules/shipped-rules.ts'
import { halfOf, labelledLetters, labelledReplies, labelledSentences, languages } from './labelled-texts.ts'

const categories = Object.values(shippedRules).flatMap(({ avoid }) => avoid.map(({ category }) => category))
const known = new Set<string>([...cueCodes, ...categories])

describe('the labelled texts', () => {
  it('are to tune by when the first byte of their sha256 is even, and held out when it is odd', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const odd = '13579bdf'.includes(createHash('sha256').update(text).digest('hex').charAt(1))
        expect(halfOf(text)).toBe(odd ? 'hold-out' : 'tune')
      }),
    )
  })

  it.each(languages)('have at least 40 sentences of each cue and category in %s, under known labels only', (language) => {
    const labels = labelledSentences(language).flatMap((sentence) => sentence.labels.map((label) => label.split(':')[0] ?? label))
    expect(labels.filter((label) => !known.has(label))).toEqual([])
    const count = new Map(
      Map.groupBy(labels, (label) => label)
        .entries()
        .map(([label, all]) => [label, all.length]),
    )
    expect([...known].filter((label) => (count.get(label) ?? 0) < 40)).toEqual([])
  })

  it.each(languages)('have 40 replies in %s, half of them good, labelled with known cues and categories', (language) => {
    const replies = labelledReplies(language)
    expect(replies.length).toBeGreaterThanOrEqual(40)
    expect(replies.filter(({ good }) => good).length * 2).toBe(replies.length)
    const labels = replies.flatMap((reply) => [...reply.cues, ...reply.categories].map((label) => label.split(':')[0] ?? label))
    expect(labels.filter((label) => !known.has(label))).toEqual([])
  })

  it.each(languages)('have letters in %s whose sentences are all among the labelled ones', (language) => {
    const sentences = new Set(labelledSentences(language).map(({ text }) => text))
    const letters = labelledLetters(language)
    expect(letters.length).toBeGreaterThanOrEqual(40)
    expect(letters.flatMap((letter) => letter.sentences).filter((sentence) => !sentences.has(sentence))).toEqual([])
    expect(letters.flatMap(({ labels }) => labels).filter((label) => !known.has(label.split(':')[0] ?? label))).toEqual([])
  })
})
