import { expect, test } from 'vitest'
import { mediaTypeOf } from './media-types.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test('a picture or PDF is known by its first bytes, whatever its sender says', () => {
  expect(mediaTypeOf(bytes('\x89PNG\r\n\x1a\n....'), 'text/html')).toBe('image/png')
  expect(mediaTypeOf(bytes('%PDF-1.7'), '')).toBe('application/pdf')
  expect(mediaTypeOf(bytes('RIFF\x00\x00\x00\x00WEBPVP8 '), 'image/webp')).toBe('image/webp')
})

test('a script that calls itself a picture is a download', () => {
  expect(mediaTypeOf(bytes('<script>alert(1)</script>'), 'image/png')).toBe('application/octet-stream')
})

test('other kinds keep the name that their sender gave, when it is one', () => {
  expect(mediaTypeOf(bytes('a,b'), 'Text/CSV; charset=utf-8')).toBe('text/csv')
  expect(mediaTypeOf(bytes('x'), 'text/csv\r\nX-Evil: 1')).toBe('application/octet-stream')
  expect(mediaTypeOf(new Uint8Array(), '')).toBe('application/octet-stream')
})
