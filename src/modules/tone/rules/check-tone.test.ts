import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkTone } from './check-tone.ts'
import { foldForRules, foldWithMap } from './fold-map.ts'
import fixtures from './phrases/reply-fixtures.json' with { type: 'json' }

const rulesIn = (text: string, options: Parameters<typeof checkTone>[1] = {}) => checkTone(text, options).hits.map(({ rule }) => rule)
const cuesIn = (text: string, options: Parameters<typeof checkTone>[1] = {}) => checkTone(text, options).cues.map(({ cue }) => cue)

test.each(fixtures)(
  'the whole engine judges the reply $id as it was written',
  ({ lang, text, good, cues = [], categories = [], letter }) => {
    const channel = letter === 'chat' ? 'chat' : 'email'
    const verdict = checkTone(text, { channel, today: '2026-11-21' })
    expect(verdict.language).toBe(lang)
    const warnings = verdict.hits.filter(({ severity }) => severity >= 2).map(({ rule }) => rule)
    expect(good ? warnings : []).toEqual([])
    const found: string[] = good ? verdict.cues.map(({ cue }) => cue) : verdict.hits.map(({ category }) => category)
    expect(found).toEqual(expect.arrayContaining(good ? cues : categories))
  },
)

test('sentences of several languages are each judged in their own', () => {
  const found = rulesIn('Calm down, please. Ηρεμήστε, σας παρακαλώ. Cálmese, por favor.')
  expect(found).toEqual(expect.arrayContaining(['en-001', 'el-001', 'es-001']))
})

test.each([
  ['Hremhste, den mporo na kano tipota.', ['el-001', 'el-015']],
  ['Iremiste parakalw, den mporw na kanw tipota gia esas', ['el-001', 'el-015']],
  ['Ftaite eseis, den einai diko mas la8os', ['el-023', 'el-040']],
])('Greek in Latin letters is judged by the Greek rules: %s', (text, rules) => {
  expect(rulesIn(text)).toEqual(expect.arrayContaining(rules))
})

test('thanks and apology in Greek in Latin letters are cues', () => {
  expect(cuesIn('Sas efxaristoume pou mas enimerosate, zitame signomi gia tin kathisterisi.')).toEqual(
    expect.arrayContaining(['thanks', 'apology']),
  )
})

test('letters that only look like their neighbours hide nothing', () => {
  expect(rulesIn('Ηρεμήστε'.replace('Η', 'H').replace('ε', 'e'), { language: 'el' })).toContain('el-001')
  expect(rulesIn('Саlm dоwn, please', { language: 'en' })).toContain('en-001')
  expect(rulesIn('Ca\u200blm do\u00adwn, please', { language: 'en' })).toContain('en-001')
})

test('quoted history, quoted lines and the customer’s own words are not judged', () => {
  const quoted = 'You told me to calm down. Calm down? Never!'
  expect(rulesIn('> Calm down\nThank you.')).toEqual([])
  expect(rulesIn('Thank you for your letter.\n\nOn 3 Nov 2026, Ada wrote:\nCalm down, it is not our policy.')).toEqual([])
  expect(rulesIn('I read that you were told “calm down”.', { quoted })).not.toContain('en-001')
  expect(rulesIn('You wrote that somebody said “calm down”, and I am sorry.')).not.toContain('en-001')
  expect(rulesIn('I would say: “calm down”.')).toContain('en-001')
  expect(rulesIn('Thank you.\n-- \nCalm down Ltd, rules are rules')).toEqual([])
})

test('channels, registers, switches and cues in the same sentence are honoured', () => {
  expect(rulesIn("I'll put you on hold", { channel: 'chat' })).toContain('en-037')
  expect(rulesIn("I'll put you on hold", { channel: 'email' })).not.toContain('en-037')
  expect(rulesIn('¿Puedes esperar?', { language: 'es' })).toContain('es-070')
  expect(rulesIn('¿Puedes esperar?', { language: 'es', register: 'informal' })).not.toContain('es-070')
  expect(rulesIn('Unfortunately the blue one is gone.')).not.toContain('en-071')
  expect(rulesIn('Θα το εξετάσουμε.')).toContain('el-047')
  expect(rulesIn('Θα το εξετάσουμε έως την Παρασκευή 27/11.', { today: '2026-11-21' })).not.toContain('el-047')
})

test('what is missing follows the kind of letter', () => {
  expect(checkTone('Thank you for telling us.', { letter: 'acknowledgement' }).missing).toEqual(['empathy|apology', 'contact', 'deadline'])
  expect(checkTone('I am sorry that you waited.', { letter: 'final_upheld', facts: { cause: true } }).missing).toContain('apology:fault')
  expect(checkTone('I am sorry that you waited.', { letter: 'final_upheld', facts: { cause: false } }).missing).not.toContain(
    'apology:fault',
  )
  expect(checkTone('Hello', { letter: 'message' }).missing).toEqual([])
})

const parts = fc.constantFrom(
  'calm down',
  'Ηρεμήστε',
  'ΗΡΕΜΗΣΤΕ',
  'cálmese',
  'Cálmese',
  'there’s nothing I can do',
  'no es posible',
  ' ',
  '. ',
  '\n',
  '😀',
  'e\u0301',
  'ﬁ',
  '\u200b',
  '\u202e',
  'ñ',
  'مرحبا',
  'שלום',
  'а',
  'ο',
  'İ',
  'ǆ',
  '１２',
  '…',
  '"',
  '«',
  '»',
  '> ',
  'by Friday',
  '27/11',
  '€ 10',
  '\ud83d',
)
const anyText = fc.oneof(
  fc.array(parts, { maxLength: 30 }).map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 120 }),
)

test('every highlight of any text lies in it, and the words under it fold to what was matched', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { hits, cues, hostility, politeness } = checkTone(text, { today: '2026-11-21' })
      for (const { start, end } of [...hits, ...cues]) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(text.length)
        expect(end).toBeGreaterThanOrEqual(start)
      }
      for (const score of [hostility, politeness]) expect(score >= 0 && score <= 1).toBe(true)
    }),
  )
})

test('what stands in the text as written folds to what stands in the folded one, wherever it is cut', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), fc.nat(), (text, one, other) => {
      const folded = foldWithMap(text)
      const [start, end] = [one % (folded.text.length + 1), other % (folded.text.length + 1)].toSorted((a, b) => a - b) as [number, number]
      fc.pre(start < end)
      const origin = folded.origin(start, end)
      const back = foldWithMap(text.slice(origin.start, origin.end)).text
      // A cut word may lose the neighbours that told its script; in one script the slice says the same, and perhaps the rest of a ligature.
      fc.pre(
        [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u].filter((one) => one.test(text.normalize('NFKC'))).length < 2,
      )
      expect(back).toContain(folded.text.slice(start, end))
    }),
  )
})

test('a text folds to the same as a whole and as its words, and folding twice changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const folded = foldForRules(text)
      expect(foldForRules(folded)).toBe(folded)
    }),
  )
})

test.each([
  ['one word', 'calm '.repeat(20_000)],
  ['one letter', 'a'.repeat(100_000)],
  ['beginnings of patterns', "i understand that you have to wait for the we can't do ".repeat(1_900)],
  ['Greek', 'δεν μπορούμε να σας το επιστρέψουμε γιατί '.repeat(2_400)],
  ['Greek in Latin letters', 'den mporoume na sas to epistrepsoume giati '.repeat(2_300)],
  ['Spanish', 'si usted no se hubiera lo hubiera de la que '.repeat(2_300)],
  ['emoji', '😀'.repeat(50_000)],
  ['right to left', 'مرحبا بك '.repeat(11_000)],
  ['marks', `e${'\u0301'.repeat(99_999)}`],
  ['spaces', ' '.repeat(100_000)],
  ['stops', '.!?'.repeat(33_000)],
  ['quotes', '«'.repeat(50_000) + '"'.repeat(50_000)],
  ['digits', '1'.repeat(100_000)],
  ['digits and spaces', '12 34-'.repeat(17_000)],
  ['dates', '27/11 by 3 days '.repeat(6_200)],
  ['capitals', 'ΑΒΓ ΔΕΖ '.repeat(12_500)],
  ['lines', '>\n'.repeat(50_000)],
  ['addresses', 'a.b@'.repeat(25_000)],
  ['invisible', 'a\u200b'.repeat(50_000)],
])('a hundred thousand characters of %s are judged to their end', (_, text) => {
  const { hostility } = checkTone(text, {
    today: '2026-11-21',
    facts: { issues: ['double charge'], dates: [], amounts: [], names: ['Ada Moss'], numbers: [] },
  })
  expect(hostility).toBeGreaterThanOrEqual(0)
})
