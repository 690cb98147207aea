import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bankText, decimal, totalOf } from './bank-text.ts'
import { checkDigits, ibanFault, isBic, plainIban } from './iban.ts'
import { type PaymentFile, pain001, paymentsCsv } from './payment-file.ts'

/**
 * The published structure of pain.001.001.09 as the guidelines of SEPA narrow it (EPC132-08), as far as a credit transfer may use it: the children of an element in
 * their order, each with how often it stands there at least and at most. What is not here may not be written.
 */
const structure: Record<string, readonly (readonly [name: string, least: number, most: number])[]> = {
  Document: [['CstmrCdtTrfInitn', 1, 1]],
  CstmrCdtTrfInitn: [
    ['GrpHdr', 1, 1],
    ['PmtInf', 1, Infinity],
  ],
  GrpHdr: [
    ['MsgId', 1, 1],
    ['CreDtTm', 1, 1],
    ['NbOfTxs', 1, 1],
    ['CtrlSum', 1, 1],
    ['InitgPty', 1, 1],
  ],
  PmtInf: [
    ['PmtInfId', 1, 1],
    ['PmtMtd', 1, 1],
    ['BtchBookg', 0, 1],
    ['NbOfTxs', 0, 1],
    ['CtrlSum', 0, 1],
    ['PmtTpInf', 0, 1],
    ['ReqdExctnDt', 1, 1],
    ['Dbtr', 1, 1],
    ['DbtrAcct', 1, 1],
    ['DbtrAgt', 1, 1],
    ['UltmtDbtr', 0, 1],
    ['ChrgBr', 0, 1],
    ['CdtTrfTxInf', 1, Infinity],
  ],
  PmtTpInf: [
    ['InstrPrty', 0, 1],
    ['SvcLvl', 1, 1],
    ['LclInstrm', 0, 1],
    ['CtgyPurp', 0, 1],
  ],
  SvcLvl: [['Cd', 1, 1]],
  ReqdExctnDt: [['Dt', 1, 1]],
  InitgPty: [['Nm', 0, 1]],
  Dbtr: [['Nm', 1, 1]],
  DbtrAcct: [['Id', 1, 1]],
  DbtrAgt: [['FinInstnId', 1, 1]],
  FinInstnId: [
    ['BICFI', 0, 1],
    ['Othr', 0, 1],
  ],
  Othr: [['Id', 1, 1]],
  CdtTrfTxInf: [
    ['PmtId', 1, 1],
    ['PmtTpInf', 0, 1],
    ['Amt', 1, 1],
    ['ChrgBr', 0, 1],
    ['UltmtDbtr', 0, 1],
    ['CdtrAgt', 0, 1],
    ['Cdtr', 1, 1],
    ['CdtrAcct', 1, 1],
    ['UltmtCdtr', 0, 1],
    ['Purp', 0, 1],
    ['RmtInf', 0, 1],
  ],
  PmtId: [
    ['InstrId', 0, 1],
    ['EndToEndId', 1, 1],
  ],
  Amt: [['InstdAmt', 1, 1]],
  CdtrAgt: [['FinInstnId', 1, 1]],
  Cdtr: [['Nm', 1, 1]],
  CdtrAcct: [['Id', 1, 1]],
  RmtInf: [['Ustrd', 1, 1]],
}

/** What stands in an element without children, by its type there. */
const forms: Record<string, RegExp> = {
  MsgId: /^[0-9a-f]{1,35}$/,
  PmtInfId: /^[0-9a-f]{1,35}$/,
  PmtMtd: /^TRF$/,
  Cd: /^SEPA$/,
  ChrgBr: /^SLEV$/,
  EndToEndId: /^[A-Z0-9-]{1,35}$/,
  CreDtTm: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  Dt: /^\d{4}-\d\d-\d\d$/,
  NbOfTxs: /^\d{1,15}$/,
  CtrlSum: /^\d{1,16}\.\d\d$/,
  // From 0.01 to 999,999,999.99.
  InstdAmt: /^(?!0\.00$)\d{1,9}\.\d\d$/,
  IBAN: /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/,
  BICFI: /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/,
  Id: /^NOTPROVIDED$/,
  // EPC217-08: the letters, figures and signs that every bank of SEPA takes; no mark, no ampersand.
  Nm: /^[A-Za-z0-9/?:().,'+ -]{1,70}$/,
  Ustrd: /^[A-Za-z0-9/?:().,'+ -]{1,140}$/,
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string): string => text.replaceAll(/&(\w+);/g, (_, name: string) => entities[name] ?? '')

interface Read {
  name: string
  text: string
  children: Read[]
}

function read(xml: string): Read {
  const root: Read = { name: '', text: '', children: [] }
  const open = [root]
  for (const [, end, name = '', text = ''] of xml.replace(/^<\?xml[^>]*>\s*/, '').matchAll(/<(\/?)(\w+)[^>]*>([^<]*)/g)) {
    if (end) open.pop()
    else {
      const one = { name, text: unescaped(text), children: [] }
      open.at(-1)?.children.push(one)
      open.push(one)
    }
  }
  expect(open).toEqual([root])
  return root.children[0] ?? root
}

function* faultsOf({ name, text, children }: Read): Generator<string> {
  if (children.length === 0 && !forms[name]?.test(text)) yield `${name}: ${text}`
  if (children.length > 0) yield* misplaced(name, children)
  for (const child of children) yield* faultsOf(child)
}

function* misplaced(name: string, children: readonly Read[]): Generator<string> {
  // An account is named by its IBAN, a bank by what it is called elsewhere.
  const wanted = name === 'Id' ? ([['IBAN', 1, 1]] as const) : (structure[name] ?? [])
  const places = children.map((child) => wanted.findIndex(([one]) => one === child.name))
  if (places.some((place, at) => place < 0 || place < (places[at - 1] ?? 0)))
    yield `${name}: ${children.map((child) => child.name).join(' ')}`
  for (const [one, least, most] of wanted) {
    const found = children.filter((child) => child.name === one).length
    if (found < least || found > most) yield `${name}: ${found} ${one}`
  }
}

const all = (one: Read, name: string): string[] => [
  ...(one.name === name ? [one.text] : []),
  ...one.children.flatMap((child) => all(child, name)),
]

const file = (payments: PaymentFile['payments'], currency = 'EUR'): PaymentFile => ({
  id: '0193f9a0-0000-7000-8000-00000000abcd',
  madeAt: Temporal.Instant.from('2026-11-22T09:10:11.123Z'),
  payOn: Temporal.PlainDate.from('2026-11-24'),
  currency,
  account: { holder: 'Harbour Ferries', iban: 'GR1601101250000000012300695', bic: null },
  payments,
})

// Names as people have them: Latin with marks, Greek, and whatever else a keyboard gives.
const given = fc.oneof(
  fc.string({ minLength: 1, maxLength: 90 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...Array.from("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίόύώϊΰςαβγ '’-")), minLength: 1, maxLength: 70 }),
)

const payment = fc.record({
  reference: fc.stringMatching(/^[A-Z0-9]{8,35}$/),
  amount: fc.integer({ min: 1, max: 99_999_999_999 }),
  holder: given.map((name) => `N ${name}`),
  iban: fc.stringMatching(/^\d{18}$/).map((bban) => `DE${checkDigits('DE', bban)}${bban}`),
  bic: fc.constantFrom(null, 'DEUTDEFF'),
  words: fc.string({ maxLength: 200 }).map((words) => `Complaint ${words}`),
})

test('whatever is paid to whomever, the file is one that the schema takes, and its sums are right', () => {
  fc.assert(
    fc.property(fc.uniqueArray(payment, { minLength: 1, maxLength: 12, selector: ({ reference }) => reference }), (payments) => {
      const document = read(pain001(file(payments)))
      expect([...faultsOf(document)]).toEqual([])
      const cents = BigInt(payments.map(({ amount }) => amount).reduce((sum, amount) => sum + amount, 0))
      expect(all(document, 'CtrlSum')).toEqual([decimal(cents, 'EUR'), decimal(cents, 'EUR')])
      expect(all(document, 'NbOfTxs')).toEqual([String(payments.length), String(payments.length)])
      expect(all(document, 'EndToEndId')).toEqual(payments.map(({ reference }) => reference))
      expect(new Set(all(document, 'EndToEndId')).size).toBe(payments.length)
      expect(all(document, 'BICFI')).toEqual(payments.flatMap(({ bic }) => bic ?? []))
      expect(all(document, 'LEI')).toEqual([])
      expect(all(document, 'InstdAmt').map((sum) => Number(sum.replace('.', '')))).toEqual(payments.map(({ amount }) => amount))
      expect(pain001(file(payments))).toBe(pain001(file(payments)))
    }),
  )
})

test('what the structure does not allow is found', () => {
  const paid = { reference: 'R1', amount: 500, holder: 'Ada', iban: 'DE89370400440532013000', bic: null, words: 'RD-1' }
  const good = pain001(file([paid]))
  expect([...faultsOf(read(good))]).toEqual([])
  for (const wrong of [
    good.replace('<PmtMtd>TRF</PmtMtd>', ''),
    good.replace(/(<Dbtr>.*?<\/Dbtr>)(<DbtrAcct>.*?<\/DbtrAcct>)/, '$2$1'),
    good.replace(/(<CdtrAcct>.*?<\/CdtrAcct>)/, '$1$1'),
    good.replace('5.00</InstdAmt>', '5.001</InstdAmt>'),
    good.replace('5.00</InstdAmt>', '0.00</InstdAmt>'),
    good.replace('<SvcLvl><Cd>SEPA</Cd></SvcLvl>', '<SvcLvl><Cd>FAST</Cd></SvcLvl>'),
    good.replace('<GrpHdr>', '<GrpHdr><Made>today</Made>'),
    good.replace('<Dt>2026-11-24</Dt>', ''),
    good.replace('<Nm>Ada</Nm>', '<Nm>Αδα</Nm>'),
    good.replace('<Nm>Ada</Nm>', '<Nm></Nm>'),
    good.replace('<EndToEndId>R1</EndToEndId>', `<EndToEndId>${'R'.repeat(36)}</EndToEndId>`),
    good.replace('<Dbtr>', '<Dbtr><LEI>529900T8BM49AURSDO55</LEI>'),
  ]) {
    expect(wrong).not.toBe(good)
    expect([...faultsOf(read(wrong))]).not.toEqual([])
  }
})

test('sums have the digits of their currency, and no rounding touches them', () => {
  expect([decimal(5, 'EUR'), decimal(1234, 'EUR'), decimal(5000, 'JPY'), decimal(1250, 'KWD'), decimal(7, 'KWD')]).toEqual([
    '0.05',
    '12.34',
    '5000',
    '1.250',
    '0.007',
  ])
  expect(totalOf([9_007_199_254_740_991, 1, 1])).toBe(9_007_199_254_740_993n)
})

test('a table for the bank has a heading and one line a payment, and no formulas', () => {
  const paid = { reference: 'R1', amount: 500, holder: '=cmd("x")', iban: 'XX', bic: null, words: '+49 "quoted"' }
  expect(paymentsCsv(file([paid], 'JPY'))).toBe(
    'reference,amount,currency,payee,iban,bic,pay_on,words'.replaceAll(/\w+/g, '"$&"') +
      '\r\n"R1","500","JPY","cmd( x )","XX","","2026-11-24","49 quoted"\r\n',
  )
})

test('names are written in the letters that every bank reads', () => {
  expect(bankText('Ελένη Παπαχρήστου', 70)).toBe('Eleni Papachristou')
  expect(bankText('ΓΕΩΡΓΊΟΥ Ψυχή & Θάλεια Ξένου', 70)).toBe('GEORGIOU Psychi + Thaleia Xenou')
  expect(bankText('Ιωάννης-Φοίβος Ευαγγέλου', 70)).toBe('Ioannis-Foivos Evangelou')
  expect(bankText('Παύλος Ευτυχίου ΕΥΑΓΓΕΛΟΥ Μπάμπης Σφυγξ Μαΐου Άυλος Ταΰγετος', 140)).toBe(
    'Pavlos Eftychiou EVANGELOU Bampis Sfynx Maiou Aylos Taygetos',
  )
  expect(bankText('Þór Müller & Søn GmbH – Łódź', 70)).toBe('Thor Muller + Son GmbH Lodz')
  expect(bankText('Peña Núñez, S.L. “Ñandú” €5', 70)).toBe('Pena Nunez, S.L. Nandu 5')
  expect(bankText('x'.repeat(90), 70)).toHaveLength(70)
})

test('an account number is right by its country, its length and its check digits', () => {
  for (const right of [
    'GB29 NWBK 6016 1331 9268 19',
    'de89370400440532013000',
    'GR16-0110-1250-0000-0001-2300-695',
    'ES9121000418450200051332',
  ])
    expect(ibanFault(plainIban(right))).toBeNull()
  expect(ibanFault('DE88370400440532013000')).toBe('check')
  expect(ibanFault('DE8937040044053201300')).toBe('form')
  expect(ibanFault('ZZ89370400440532013000')).toBe('form')
  expect(ibanFault('')).toBe('form')
  expect([isBic('DEUTDEFF'), isBic('DEUTDEFF500'), isBic('DEUT')]).toEqual([true, true, false])
})

test('one wrong digit of an account number is always found', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{18}$/), fc.integer({ min: 4, max: 21 }), fc.integer({ min: 1, max: 9 }), (bban, at, off) => {
      const right = `DE${checkDigits('DE', bban)}${bban}`
      const wrong = right.slice(0, at) + String((Number(right[at]) + off) % 10) + right.slice(at + 1)
      expect([ibanFault(right), ibanFault(wrong)]).toEqual([null, 'check'])
    }),
  )
})
