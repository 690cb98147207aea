import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectPromises } from './detect-promises.ts'

const situation = { at: Temporal.Instant.from('2026-11-24T10:15:00Z'), zone: 'Europe/London' }
const textsOf = (text: string) => detectPromises(text, situation).map((found) => found.text)

test('a letter is read sentence by sentence, each in its own language', () => {
  const letter = [
    'Dear Ms Pappa,',
    '',
    'thank you for your letter of 3 November. I have spoken to the depot and I will call you tomorrow at ten.',
    'Θα σας στείλουμε και το τιμολόγιο έως την Παρασκευή.',
    'El lunes le devolvemos los 40 €.',
    '',
    'Would Thursday suit you as well?',
  ].join('\n')
  expect(textsOf(letter)).toEqual([
    'I will call you tomorrow at ten',
    'Θα σας στείλουμε και το τιμολόγιο έως την Παρασκευή',
    'El lunes le devolvemos los 40 €',
  ])
})

test('quoted history, a signature and quoted words promise nothing', () => {
  expect(textsOf('Thank you.\n\nOn Monday, Ann wrote:\n> I will call you tomorrow.')).toEqual([])
  expect(textsOf('Thank you.\n-- \nI will call you tomorrow.')).toEqual([])
  expect(textsOf('Our agent said “I will call you tomorrow”, and nobody did.')).toEqual([])
})

test('two promises in one sentence are two, each with its own words', () => {
  expect(textsOf('I will refund you today, and the letter will follow on Friday.')).toEqual([
    'I will refund you today',
    'the letter will follow on Friday',
  ])
})

test('a commitment without a date is found without one, and less certain', () => {
  const [found] = detectPromises('I will call you back.', situation)
  expect(found).toMatchObject({ due: null, certainty: 0.6 })
})

test('a day that is behind makes no promise of it', () => {
  expect(detectPromises('I will correct the invoice of 3 November.', situation)).toMatchObject([{ due: null }])
})

test('whatever is written, places lie in the text, in order, and a moment lies ahead', () => {
  const pieces = fc.constantFrom(
    'I will',
    'call you',
    'tomorrow',
    'by',
    'Friday',
    '3/12',
    'θα σας',
    'καλέσω',
    'την',
    'le',
    'llamaré',
    'el',
    '31',
    '.',
    ',',
    '?',
    '«',
    '»',
    '\n',
    '99:99',
    '29/2',
    'in',
    '999',
    'days',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join(' ')),
  )
  fc.assert(
    fc.property(text, (written) => {
      let last = 0
      for (const { text: said, start, end, due, certainty } of detectPromises(written, situation)) {
        expect(written.slice(start, end)).toBe(said)
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThanOrEqual(last)
        expect(due === null || Temporal.Instant.compare(due, situation.at) === 1).toBe(true)
        expect(certainty).toBeGreaterThan(0.5)
        expect(certainty).toBeLessThanOrEqual(1)
        last = end
      }
    }),
    { numRuns: 500, seed: 20 },
  )
})
