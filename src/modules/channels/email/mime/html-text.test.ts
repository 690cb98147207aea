import { expect, test } from 'vitest'
import { textFromHtml } from './html-text.ts'

test.each([
  ['<p>One<br>two</p><p>three</p>', 'One\ntwo\n\nthree'],
  ['<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
  ['<ul><li>one<li>two</ul><ol><li>x</li><li>y</li></ol>', '- one\n- two\n\n1. x\n2. y'],
  [
    '<p>See <a href="https://shop.example/x">here</a> or <a href="mailto:a@shop.example">a@shop.example</a></p>',
    'See here <https://shop.example/x> or a@shop.example',
  ],
  ['<blockquote><p>one</p><p>two</p></blockquote><p>three</p>', '> one\n>\n> two\n\nthree'],
  ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  ['<style>p{}</style><script>x</script><title>t</title>Fish &amp; chips&nbsp;!', 'Fish & chips !'],
  ['<pre>a\n  b</pre>c', 'a\n  b\n\nc'],
  ['<ul><li><p>one</p></li><li><p>two</p><p>more</p></li><li></li></ul><p>x</p>', '- one\n\n- two\n\nmore\n\n-\n\nx'],
  ['', ''],
])('%j becomes %j', (html, text) => {
  expect(textFromHtml(html)).toBe(text)
})

test('a bomb of nested tables is read in time', () => {
  expect(textFromHtml(`${'<div><table><tr><td>'.repeat(20_000)}deep`)).toBe('deep')
})
