import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growTree, stepDown } from './word-tree.ts'

test('a tree knows every word that it was grown from as often as it was given, and no other', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'ω', '\uffff'), minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), fc.array(word), (words, others) => {
      const tree = growTree(
        words.map((text) => ({ text })),
        (times: number | undefined) => (times ?? 0) + 1,
      )
      const timesOf = (text: string) => {
        let node = 0
        for (const letter of text.split('')) {
          node = stepDown(tree, node, letter.charCodeAt(0))
          if (node === 0) return 0
        }
        return tree.leaves[node] ?? 0
      }
      for (const text of [...words, ...others]) expect(timesOf(text)).toBe(words.filter((one) => one === text).length)
    }),
  )
})
