import { expect, test } from 'vitest'
import { parseParameters, readParameter } from './header-parameters.ts'

const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

test.each([
  ['attachment; filename="a b.pdf"', 'a b.pdf'],
  ['attachment; filename=a b.pdf', 'a b.pdf'],
  ["attachment; filename*=utf-8''%CE%B1.pdf", 'α.pdf'],
  ["attachment; filename*=iso-8859-7'el'%E1.pdf", 'α.pdf'],
  ["attachment; filename*1=b.pdf; filename*0*=UTF-8''%CE%B1", 'αb.pdf'],
  ['attachment; filename*0="one "; filename*1="two.pdf"', 'one two.pdf'],
  ['attachment; filename="=?utf-8?B?zrEucGRm?="', 'α.pdf'],
  ['attachment; filename==?utf-8?B?zrEucGRm?=', 'α.pdf'],
  [bytes('attachment; filename="α.pdf"'), 'α.pdf'],
  ['attachment; filename="C:\\eva\\a.pdf"', 'C:\\eva\\a.pdf'],
  ['attachment; filename="say \\"hi\\".pdf"', 'say "hi".pdf'],
  ['attachment; filename="a;b.pdf"; size=3', 'a;b.pdf'],
  ['attachment; filename="never ended.pdf', 'never ended.pdf'],
  ['attachment; filename=Invoice(1).pdf', 'Invoice(1).pdf'],
  ["attachment; filename=utf-8''%CE%B1.pdf", 'α.pdf'],
  ["attachment; filename=plain.pdf; filename*=utf-8''%CE%B1.pdf", 'α.pdf'],
  ['attachment; filename=""; x=1', ''],
  ['attachment filename="a b.pdf"', 'a b.pdf'],
  ['attachment; filename="a.pdf; size=3', 'a.pdf'],
  ['attachment; filename*0="=?utf-8?B?zrEu"; filename*1="cGRm?="', 'α.pdf'],
  ['attachment; filename*="utf-8\'\'%CE%B1.pdf"', 'α.pdf'],
  ['attachment; filename*=%CE%B1.pdf', 'α.pdf'],
  ['attachment; filename="%CE%B1%CE%B2.pdf"', 'αβ.pdf'],
  ['attachment; filename="100%20sure.pdf"', '100%20sure.pdf'],
  ['attachment; filename*2=c; filename*0=a; filename*10=k; filename*1=b', 'abck'],
  ['attachment', null],
])('%s names %s', (field, name) => {
  expect(readParameter(parseParameters(field).params, 'filename')).toBe(name)
})

test('the first of two equal parameters counts, comments do not', () => {
  const { value, params } = parseParameters('Text/Plain (a comment); charset=utf-8 (so they say); charset=x; flag')
  expect([value, params.get('charset'), params.get('flag')]).toEqual(['text/plain', 'utf-8', ''])
})
