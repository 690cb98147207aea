import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lightenPaste } from './lighten-paste.ts'

const room = 100_000

test('a small paste stays as it is', () => {
  expect(lightenPaste({ html: '<p>Dear <b>Ada</b></p>', text: 'Dear Ada' }, room)).toEqual({ as: 'it is' })
})

test('five megabytes around a letter lose what a letter never shows, and keep its words and emphasis', () => {
  const style = `<style>${'p{color:red}'.repeat(150_000)}</style>`
  const picture = `<IMG alt="" src="data:image/png;base64,${'A'.repeat(3_000_000)}">`
  const html = `<!--${'x'.repeat(9_000)}-->${style}<p style="margin:0" class="MsoNormal">Dear <b>Ada</b></p>${picture}<p>Yours</p>`
  expect(html.length).toBeGreaterThan(4_500_000)
  expect(lightenPaste({ html, text: 'Dear Ada\n\nYours' }, room)).toEqual({ as: 'html', html: '<p>Dear <b>Ada</b></p><p>Yours</p>' })
})

test('what is still large comes in as words; what says nothing does not come in', () => {
  const html = '<p><b>w</b></p>'.repeat(300_000)
  expect(lightenPaste({ html, text: 'One\r\n\r\nTwo' }, room)).toEqual({ as: 'text', paragraphs: ['One', '', 'Two'] })
  expect(lightenPaste({ html, text: ' ' }, room)).toEqual({ as: 'nothing' })
})

test('words for which there is no room are refused as a whole', () => {
  expect(lightenPaste({ html: '', text: 'word '.repeat(30_000) }, room)).toEqual({ as: 'nothing' })
  expect(lightenPaste({ html: '<p>Hi</p>', text: 'Hi' }, 1)).toEqual({ as: 'nothing' })
})

test('whatever is pasted, marks that never end and half marks included, something is decided and no word is made up', () => {
  const bits = fc.array(fc.constantFrom('<!--', '-->', '<style', '</style>', '<img', '>', 'word ', '<p>', '"', ' style="'), {
    maxLength: 40,
  })
  const heavy = (parts: string[]) => parts.join('').repeat(1 + Math.ceil(160_000 / (1 + parts.join('').length)))
  const holds = (parts: string[]) => {
    const html = heavy(parts)
    const paste = lightenPaste({ html, text: 'word' }, room)
    const longer = paste.as === 'html' && paste.html.length >= html.length
    expect([longer, ['it is', 'html', 'text'].includes(paste.as)]).toEqual([false, true])
  }
  fc.assert(fc.property(bits, holds), { numRuns: 60, examples: [[['<!--', 'word ']], [['<img', 'word ', ' style="']]] })
})
