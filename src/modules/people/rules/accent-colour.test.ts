import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentShades, contrastWithWhite, isColour, isReadable } from './accent-colour.ts'

// Computed by the formula of WCAG 2.2, as other tools do.
test.each([
  ['#ffffff', 1, false],
  ['#000000', 21, true],
  ['#767676', 4.54, true],
  ['#777777', 4.48, false],
  ['#ff0000', 4, false],
  ['#0000ff', 8.59, true],
  ['#008000', 5.14, true],
  ['#ffa500', 1.97, false],
  ['#808080', 3.95, false],
  ['#67387a', 8.7, true],
] as const)('%s stands %f:1 on white', (colour, contrast, readable) => {
  expect(contrastWithWhite(colour)).toBeCloseTo(contrast, 1)
  expect(isReadable(colour)).toBe(readable)
  expect(isReadable(colour.toUpperCase())).toBe(readable)
})

test('a colour is six figures behind a #, and nothing else', () => {
  expect(['#67387a', '#67387A'].every(isColour)).toBe(true)
  for (const said of ['67387a', '#67387', '#67387ab', 'plum', '#67387g', 'red;}body{', '']) expect(isColour(said)).toBe(false)
})

test('whatever readable colour is chosen, links and buttons are readable by day and by night', () => {
  const readable = fc
    .integer({ min: 0, max: 0xffffff })
    .map((number) => `#${number.toString(16).padStart(6, '0')}`)
    .filter(isReadable)
  fc.assert(
    fc.property(readable, (accent) => {
      const { act, soft, onAct, link, strong } = accentShades(accent)
      expect(act[0]).toBe(accent)
      for (const shade of [...act, ...soft, ...onAct, ...link, ...strong]) expect(isColour(shade)).toBe(true)
      const pairs = [
        [onAct[0], act[0]],
        [onAct[1], act[1]],
        [link[0], '#f5efe4'],
        [link[0], soft[0]],
        [link[1], soft[1]],
        [link[1], '#171513'],
        [link[1], '#211e1b'],
      ] as const
      for (const [one, other] of pairs) expect(between(one, other)).toBeGreaterThanOrEqual(4.5)
    }),
    { numRuns: 500 },
  )
})

/** From each one's contrast with white: the formula is a fraction, and the light of white falls out. */
function between(one: string, other: string): number {
  const [high, low] = [contrastWithWhite(one), contrastWithWhite(other)].toSorted((a, b) => b - a) as [number, number]
  return high / low
}
