import fc from 'fast-check'
import { expect, test } from 'vitest'
import { salutationOf } from './salutation.ts'
import { fillText, slotNames, slotProblems, unfilledSlots } from './slots.ts'
import { labelOf, sampleRecord, variables } from './variables.ts'

const languages = ['en', 'el', 'es'] as const

test('what the record knows is filled in and escaped; what it does not know says in the language what is missing', () => {
  const text = '<p>{{customer.name}}, {{ complaint.number }}: {{promise.date}}, {{personal: what happened}}</p>'
  const record = { 'customer.name': 'Ann <b> & "Co"', 'complaint.number': 'RD-1', 'promise.date': ' ' }
  expect(fillText(text, record, 'en')).toBe(
    '<p>Ann &lt;b&gt; &amp; &quot;Co&quot;, RD-1: {{promise.date: the day that was promised}}, {{personal: what happened}}</p>',
  )
  expect(fillText('{{promise.date}}', record, 'el')).toBe('{{promise.date: η ημέρα που υποσχεθήκαμε}}')
})

test('several lines of an address stay lines, and a name with braces is no slot', () => {
  expect(fillText('{{organisation.address}}', { 'organisation.address': '1 Quay\nHarbour' }, 'en')).toBe('1 Quay<br>Harbour')
  const filled = fillText('Dear {{customer.name}}', { 'customer.name': '{{today}}' }, 'en')
  expect(unfilledSlots(filled)).toEqual([])
})

test.each([
  ['<p>{{personal: x}}</p>', [{ name: 'personal', hint: 'x' }]],
  ['{{customer.name}}', [{ name: 'customer.name', hint: '' }]],
  ['<p>{{<strong>date</strong>: when}}</p>', [{ name: 'date', hint: 'when' }]],
  ['<p>{<em>{date: when}</em>}</p>', [{ name: 'date', hint: 'when' }]],
  ['<p>Dear {{customer.name, how are you</p>', [{ name: 'customer.name', hint: '' }]],
  ['{{anything at all}}', [{ name: 'anything at all', hint: '' }]],
  ['{{ }}', [{ name: '', hint: '' }]],
  [
    '{{date: one}} and {{date: two}} and {{date: one}}',
    [
      { name: 'date', hint: 'one' },
      { name: 'date', hint: 'two' },
    ],
  ],
  ['{{text: Q&amp;A}}', [{ name: 'text', hint: 'Q&A' }]],
  ['A set is {a, b}, an empty one {}, a half one {{ maybe.', []],
])('what is still open in %s is found', (written, open) => {
  expect(unfilledSlots(written)).toEqual(open)
})

test('unknown names and torn braces are told apart', () => {
  expect(slotProblems('<p>{{customer.nmae}} {{date: when}}</p>')).toEqual({ unknown: ['customer.nmae'], broken: [] })
  expect(slotProblems('<p>{{<b>date</b>: when}}</p>').broken).toHaveLength(1)
  expect(slotProblems('<p>Dear {{customer.name</p>').broken).toEqual(['Dear {{customer.name'])
  expect(slotProblems('<p>{{customer.name}} {{personal}}</p>')).toEqual({ unknown: [], broken: [] })
})

test('braces without end are answered', () => {
  for (const text of [
    '{'.repeat(100_000),
    '{{'.repeat(50_000),
    `{{${'a'.repeat(100_000)}`,
    '{{ {{ }} '.repeat(10_000),
    '<'.repeat(100_000),
  ]) {
    expect(Array.isArray(unfilledSlots(text))).toBe(true)
    expect(Array.isArray(slotProblems(text).broken)).toBe(true)
  }
})

test('whatever the record says, no variable that it knows is open afterwards', () => {
  const text = variables.map((name) => `<p>{{${name}}}</p>`).join('')
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.constantFrom(...languages), (said, language) => {
      const record = Object.fromEntries(variables.map((name) => [name, `x${said}x`]))
      expect(slotNames(fillText(text, record, language))).toEqual([])
    }),
  )
})

test('each variable has a label and a sample in each language', () => {
  for (const language of languages) {
    const sample = sampleRecord(language)
    for (const name of variables) {
      expect(labelOf(name, language), `${name} in ${language}`).toBeTruthy()
      expect(sample[name], `${name} in ${language}`).toBeTruthy()
    }
  }
})

test.each([
  ['en', 'Ada Lindqvist', null, 'Dear Ada Lindqvist'],
  ['el', 'Μαρία Παπαδοπούλου', null, 'Αγαπητέ/ή κύριε/κυρία Παπαδοπούλου'],
  ['es', 'Lucía Ferrer', null, 'Estimado/a Lucía Ferrer'],
  ['el', 'Μαρία Παππά', 'Αγαπητή κυρία Παππά,', 'Αγαπητή κυρία Παππά'],
  ['es', '', 'Estimada doctora:', 'Estimada doctora'],
  ['en', '', null, null],
  ['en', 'ada@customer.example', ' ', null],
] as const)('in %s, %s with the chosen words %s is addressed as %s', (...[language, name, salutation, said]) => {
  expect(salutationOf({ name, salutation }, language)).toBe(said)
})
