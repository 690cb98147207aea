import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentDisposition } from '#platform/http/download.ts'
import { safeFileName } from './file-names.ts'

test('a name keeps what it says and loses its folders', () => {
  expect(safeFileName('../../etc/passwd')).toBe('passwd')
  expect(safeFileName('C:\\Users\\ada\\απόδειξη 3.pdf')).toBe('απόδειξη 3.pdf')
  expect(safeFileName('..')).toBe('file')
  expect(safeFileName('../../x')).toBe('x')
  expect(safeFileName('')).toBe('file')
})

test('a sign that turns the direction of writing is taken out', () => {
  expect(safeFileName('bill\u202efdp.exe')).toBe('billfdp.exe')
})

test('a very long name keeps its ending', () => {
  expect(safeFileName(`${'a'.repeat(400)}.pdf`)).toMatch(/^a+\.pdf$/)
  expect(safeFileName(`${'a'.repeat(400)}.pdf`)).toHaveLength(180)
})

test('the header carries the name in both forms', () => {
  expect(contentDisposition('attachment', 'τιμή "1".pdf')).toBe(
    `attachment; filename="____ _1_.pdf"; filename*=UTF-8''%CF%84%CE%B9%CE%BC%CE%AE%20%221%22.pdf`,
  )
})

test('no name breaks the header', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }), (name) => {
      const header = contentDisposition('inline', safeFileName(name))
      return /^inline; filename="[\x20-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9%._~-]+$/.test(header)
    }),
  )
})
