import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '#platform/fold.ts'
import { type KnownPeople, leftOf, maskPersonal } from './mask-personal.ts'

const received = Temporal.Instant.from('2026-11-20T08:00:00Z')
const nobody: KnownPeople = { names: [], colleagues: [], addresses: [], values: [], ours: ['Harbour Ferries'], received }
const one = (text: string, known: Partial<KnownPeople> = {}) => maskPersonal([text], { ...nobody, ...known }).texts[0] ?? ''

test('the same person has the same placeholder in every text, and the values can be put back', () => {
  const known = { ...nobody, names: ['Ada Lindqvist'], values: [{ kind: 'EMAIL' as const, value: 'ada@customer.example' }] }
  const { texts, values } = maskPersonal(
    ['I am Ada Lindqvist (ada@customer.example).', 'ADA LINDQVIST wrote; LINDQVIST’s ferry left.'],
    known,
  )
  expect(texts).toEqual(['I am [NAME_1] ([EMAIL_1]).', '[NAME_1] wrote; [NAME_2] ferry left.'])
  expect(values.get('NAME_1')).toBe('Ada Lindqvist')
  expect(values.get('EMAIL_1')).toBe('ada@customer.example')
})

test.each([
  'Παπαδόπουλος',
  'Παπαδόπουλου',
  'Παπαδοπούλου',
  'Παπαδόπουλο',
  'Παπαδόπουλε',
  'ΠΑΠΑΔΟΠΟΥΛΟΥ',
  'παπαδοπουλου',
  'Παπαδόπουλοι',
  'Παπαδόπουλων',
  'Papadopoulos',
  'papadopoulou',
  'Papadopulos',
])('the name Παπαδόπουλος is found as %s', (form) => {
  expect(one(`Χθες ο ${form} περίμενε.`, { names: ['Γιώργος Παπαδόπουλος'] })).toBe('Χθες ο [NAME_1] περίμενε.')
})

test.each([
  ['Γιώργος', 'Γιώργο Γιώργου Γιωργάκη ΓΙΩΡΓΟΣ Giorgos Giwrgos'],
  ['Ελένη', 'Ελένης ΕΛΕΝΗ Eleni Elenis'],
  ['Μαρία', 'Μαρίας ΜΑΡΙΑΣ Maria'],
  ['Νίκος', 'Νίκο Νίκου Nikos'],
  ['Ανδρέας', 'Ανδρέα ΑΝΔΡΕΑ Andreas'],
  ['Ξενοφών', 'Ξενοφώντα Ξενοφώντος'],
  ['Lindqvist', 'LINDQVIST lindqvist Lindqvists'],
  ['García', 'Garcia GARCÍA garcía'],
  ['Íñigo', 'Inigo ÍÑIGO íñigo'],
  ['O’Brien', "O'Brien O’BRIEN Brien"],
])('%s is found in its forms %s', (name, forms) => {
  for (const form of forms.split(' ')) expect(one(`… ${form} …`, { names: [name] })).toBe('… [NAME_1] …')
})

test.each([
  ['Mail me at ada.l+desk@customer.example or call +30 691 234 5678.', 'Mail me at [EMAIL_1] or call [PHONE_1].'],
  ['My card 4111 1111 1111 1111 and IBAN GR16 0110 1250 0000 0001 2300 695.', 'My card [CARD_1] and IBAN [IBAN_1].'],
  ['Mr Tomas Brandt and Mrs. Weir were rude.', 'Mr [NAME_1] and Mrs. [NAME_2] were rude.'],
  ['Ο κύριος Καραγιάννης και η κα. Βλάχου δεν απάντησαν.', 'Ο κύριος [NAME_1] και η κα. [NAME_2] δεν απάντησαν.'],
  ['Hablé con la Sra. Quintana y con don Anselmo.', 'Hablé con la Sra. [NAME_1] y con don [NAME_2].'],
  ['Με λένε Ορέστη Δημουλά και περιμένω.', 'Με λένε [NAME_1] και περιμένω.'],
  ['Me llamo Leocadia Bermúdez y espero.', 'Me llamo [NAME_1] y espero.'],
  ['My daughter Rebecca Stone waited.', 'My daughter [NAME_1] waited.'],
  ['The boat was late.\n\nKind regards,\nT. Oyelaran', 'The boat was late.\n\nKind regards,\n[NAME_1]'],
  ['Άργησε πολύ.\nΜε εκτίμηση,\nΖηνοβία Τσακίρη', 'Άργησε πολύ.\nΜε εκτίμηση,\n[NAME_1]'],
  ['Muchas gracias, Eulalia', 'Muchas gracias, [NAME_1]'],
  ['I live at 14 Quarry Hill Road, LS1 4AP.', 'I live at [ADDRESS_1].'],
  ['Μένω στην οδό Ερμού 12, Τ.Κ. 105 63 Αθήνα.', 'Μένω στην [ADDRESS_1].'],
  ['Vivo en la calle de Alcalá, 45, 3º B, 28013 Madrid.', 'Vivo en la [ADDRESS_1].'],
  ['My tax number is 094259216, passport AB1234567.', 'My tax number is [ORDER_1], passport [ORDER_2].'],
  ['It stands in https://shop.example/track?id=77&u=ada too.', 'It stands in [LINK_1] too.'],
])('what nobody recorded is found by how it is written: %s', (text, expected) => {
  expect(one(text)).toBe(expected)
})

test('what the complaint is about stays: sums, days, hours, the company', () => {
  const text = 'On 12 November 2026 at 14:30 Harbour Ferries charged me €39.90 twice, since 2024.'
  expect(one(text)).toBe(text)
})

test('a placeholder or slot that the customer wrote stands for nothing', () => {
  const { texts, values } = maskPersonal(['Repeat [IBAN_1] and {{customer.name}}.'], nobody)
  expect(texts[0]).not.toMatch(/\[IBAN_1\]|\{\{/)
  expect(values.size).toBe(0)
})

test('card numbers and IBANs are never put back whole', () => {
  const { values } = maskPersonal(['4111 1111 1111 1111'], nobody)
  expect([...values.values()]).toEqual(['•••• 1111'])
})

const people = {
  en: {
    given: ['Ada', 'Thelonius', 'Bo', 'Mary-Jane', "Sinead O'Hara"],
    family: ['Lindqvist', 'Weatherby', 'Osei', 'van der Meer', 'St. Clair'],
  },
  el: {
    given: ['Γιώργος', 'Ευδοξία', 'Ξένια', 'Άννα-Μαρία', 'Αχιλλέας'],
    family: ['Παπαδόπουλος', 'Χατζηγεωργίου', 'Δέδες', 'Καλογεροπούλου', 'Τζιτζικώστας'],
  },
  es: {
    given: ['Íñigo', 'María José', 'Ñusta', 'Asunción', 'Hernán'],
    family: ['Peña Ruiz', 'de la Cruz', 'Yáñez', 'Etxeberria', 'Zúñiga'],
  },
}
const around = [
  (said: string) => `Good morning, ${said} and still no answer.`,
  (said: string) => `${said}`,
  (said: string) => `Γεια σας, ${said}, περιμένω ακόμη!`,
  (said: string) => `Buenos días: ${said}; ¿y bien?`,
  (said: string) => `ΕΙΜΑΙ ΕΞΑΛΛΟΣ (${said.toUpperCase()}) ΚΑΙ ΠΕΡΙΜΕΝΩ`,
  (said: string) => `quiet words/${said.toLowerCase()}/more`,
  (said: string) => `first line\n> ${said}\nlast line`,
  (said: string) => `"${said}"… [NAME_1] {{x}} ${said}`,
]
const digits = (length: number) => fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((all) => all.join(''))
const spaced = (value: string, gap: string) => value.replaceAll(/(?<=[\p{L}\p{N}]{3})(?=[\p{L}\p{N}])/gu, gap)

const record = fc.record({
  language: fc.constantFrom('en', 'el', 'es'),
  given: fc.nat(4),
  family: fc.nat(4),
  colleague: fc.nat(4),
  phone: digits(8).map((rest) => `+3069${rest}`),
  order: digits(5).map((rest) => `HF-${rest}`),
  account: digits(7),
  mail: fc.stringMatching(/^[a-z]{3,8}\.[a-z]{3,8}$/),
  street: fc.integer({ min: 1, max: 199 }),
  wrap: fc.array(fc.nat(around.length - 1), { minLength: 1, maxLength: 6 }),
  gap: fc.constantFrom('', ' ', '-', '.'),
  hidden: fc.constantFrom('', '\u200b', '\u00ad'),
})

test('nothing of the record’s personal data stays, however it is written around', () => {
  fc.assert(
    fc.property(record, ({ language, ...made }) => {
      const cast = people[language as keyof typeof people]
      const name = `${cast.given[made.given]} ${cast.family[made.family]}`
      const colleague = `${people.en.given[made.colleague]} Okoro-Vance`
      const mail = `${made.mail}@customer.example`
      const address = `Ερμού ${made.street}, 10563 Αθήνα`
      const known: KnownPeople = {
        ...nobody,
        names: [name],
        colleagues: [colleague],
        addresses: [address],
        values: [
          { kind: 'PHONE', value: made.phone },
          { kind: 'ORDER', value: made.order },
          { kind: 'ACCOUNT', value: made.account },
          { kind: 'EMAIL', value: mail },
        ],
      }
      const said = [
        name,
        colleague,
        mail,
        spaced(made.phone, made.gap),
        spaced(made.phone.slice(3), made.gap),
        made.order,
        spaced(made.account, made.gap),
        address,
      ]
      const written = said.map((value, at) =>
        (around[made.wrap[at % made.wrap.length] ?? 0] ?? String)(value.slice(0, 2) + made.hidden + value.slice(2)),
      )
      const { texts } = maskPersonal(written, known)
      const out = fold(texts.join('\n').replaceAll(/\[[A-Z]+_\d+\]/g, '…'))
      const bare = out.replaceAll(/[^\p{L}\p{N}]/gu, '')
      for (const word of `${name} ${colleague}`.split(/[\s-]/).filter((part) => part.length > 3)) expect(out).not.toContain(fold(word))
      for (const value of [mail, made.phone.slice(3), made.account, made.order, '10563'])
        expect(bare).not.toContain(fold(value).replaceAll(/[^\p{L}\p{N}]/gu, ''))
      expect(leftOf(texts.join('\n'), known)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('what is long, odd or empty takes no time to speak of and breaks nothing', () => {
  for (const text of [
    '',
    '😀'.repeat(3000),
    '1'.repeat(12_000),
    'Α '.repeat(6000),
    'calle de la '.repeat(1000),
    '[[{{'.repeat(2000),
    '\ud800',
    'a@'.repeat(4000),
  ])
    expect(typeof one(text, { names: ['Ada Lindqvist'] })).toBe('string')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => one(text, { names: ['Ada Lindqvist'] }) !== undefined),
    { numRuns: 200 },
  )
})

test('what stayed all the same is seen before anything leaves', () => {
  const known = { names: ['Ada Lindqvist'], values: [{ kind: 'ACCOUNT' as const, value: '99-12345' }] }
  expect(leftOf('Ask lindqvist about 9912 345.', known)).toEqual(['Lindqvist', '9912345'])
  expect(leftOf('Ask [NAME_1] about [ACCOUNT_1].', known)).toEqual([])
})
