import { expect, test } from 'vitest'
import { dressLinks, linkedText } from './links-of-mail.ts'

test('an address in a plain text is a link, and the full stop behind it is not part of it', () => {
  expect(linkedText('Follow it: https://desk.example/c/abc?x=1&y=2. (http://a.example/)')).toBe(
    'Follow it: <a href="https://desk.example/c/abc?x=1&amp;y=2">https://desk.example/c/abc?x=1&amp;y=2</a>. (<a href="http://a.example/">http://a.example/</a>)',
  )
})

test('words that look like tags stay words, also beside an address', () => {
  expect(linkedText('<b>"1" & 2</b> javascript:alert(1) https://a.example/"><script>')).toBe(
    '&lt;b&gt;&quot;1&quot; &amp; 2&lt;/b&gt; javascript:alert(1) <a href="https://a.example/">https://a.example/</a>&quot;&gt;&lt;script&gt;',
  )
})

test('links carry the colour; who has a colour of their own keeps it, and an anchor is no link', () => {
  const html = '<p><a href="https://a.example">x</a> <a href="/b" style="color:red">y</a> <a name="z">z</a></p>'
  expect(dressLinks(html, '#0a5c7a')).toBe(
    '<p><a style="color:#0a5c7a" href="https://a.example">x</a> <a href="/b" style="color:red">y</a> <a name="z">z</a></p>',
  )
  expect(dressLinks(html, null)).toBe(html)
})
