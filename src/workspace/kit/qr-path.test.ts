import fc from 'fast-check'
import { expect, test } from 'vitest'
import { qrPath } from './qr-path.ts'

test('the path paints every dark square once, and no other', () => {
  const rows = fc.integer({ min: 1, max: 12 }).chain((size) => fc.array(fc.array(fc.boolean(), { minLength: size, maxLength: size })))
  fc.assert(
    fc.property(rows, (squares) => {
      const painted = squares.map((row) => row.map(() => 0))
      for (const [, x, y, long] of qrPath(squares).matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
        for (let at = Number(x); at < Number(x) + Number(long); at += 1) (painted[Number(y)] ?? [])[at]! += 1
      expect(painted).toEqual(squares.map((row) => row.map(Number)))
    }),
  )
})
