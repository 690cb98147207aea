import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findOpenings } from './quoted-history.ts'
import { quotedLines } from './quoted-lines.ts'
import { newlyWritten } from './strip-quotes.ts'

const size = 200_000

/** Pieces that come near to what is looked for, so often that twice looking back for each would take for ever. */
const pieces = [
  'a:\n',
  '1 2:30:\n',
  '>\n',
  '>',
  'On 5 Mar 2024 at 14:30 a@b.example,\n',
  'wrote:\n',
  'wrote\n',
  '--\n',
  '-',
  '_____\nFrom: x\n',
  'From: a@b.example\n',
  'From: a@b.example Sent: 1 To: x Subject: ',
  ' ',
  '<',
  '@',
  'a@',
  '"',
  '(a@b ',
  '*',
  '\t:',
  '&lt;',
  'Sent from my iPhone\n\n',
  'Regards\n',
  '-----Original Message-----\n> x\n',
  'Begin forwarded message:\n> x\n\n',
  '\n',
  '> a\nb\n',
  '--- Forwarded message ---\n--- End forwarded message ---\n',
  'this email confidential \n',
  '\u202b',
  'έγραψε:\n',
  '发件人：',
]

test.each(pieces)('200 kB of %j are read', (piece) => {
  const text = `Hello.\n\n${piece.repeat(size / piece.length)}`
  const { visibleText } = newlyWritten(text, null)
  expect(visibleText).toMatch(/^Hello\./)
})

test.each([
  '<blockquote>a</blockquote>',
  '<blockquote>',
  '<div class="gmail_quote">a',
  '<div class="gmail_quote">a</div>',
  '<div style="border-top:solid">a</div>',
  '<div class="gmail_signature">a</div>',
  'a<br>',
])('200 kB of %s are read', (piece) => {
  const html = `<p>Hello.</p><blockquote>${piece.repeat(size / piece.length)}</blockquote>`
  expect(newlyWritten('', html).visibleText).toMatch(/^Hello\./)
})

/** How often the lines of a text are asked for. */
function asked(text: string): number {
  const lines = text.split('\n')
  const quoted = quotedLines(lines)
  let count = 0
  const counting = new Proxy(lines, {
    get: (target, key) => {
      count += 1
      return Reflect.get(target, key)
    },
  })
  findOpenings({ lines: counting, quoted, skipped: quoted })
  return count
}

test.each(pieces.filter((piece) => piece.includes('\n')))('twice as much of %j takes no more than twice the looks', (piece) => {
  expect(asked(piece.repeat(1_000))).toBeLessThanOrEqual(2.1 * asked(piece.repeat(500)) + 100)
})

const line = fc.oneof(
  fc.constantFrom(
    ...pieces.map((piece) => piece.trim()),
    'My words.',
    '',
    '> old',
    '-- ',
    'Eva',
    'Subject: x',
    'Date: 5 Mar 2024 14:30',
    'To: b@c.example',
    'Με εκτίμηση',
  ),
  fc.string({ maxLength: 60 }),
)

test('every line that is shown is a line of the mail, in its order, and something is shown when there are words', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const text = lines.join('\n')
      const { visibleText } = newlyWritten(text, null)
      expect(visibleText === '').toBe(text.trim() === '')
      const written = text.split('\n').map((one) => one.trim())
      let at = 0
      for (const shown of visibleText.split('\n')) {
        if (shown.trim() === '') continue
        at = written.indexOf(shown.trim(), at) + 1
        expect(at).toBeGreaterThan(0)
      }
    }),
  )
})
