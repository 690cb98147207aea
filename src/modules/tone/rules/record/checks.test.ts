import { describe, expect, test } from 'vitest'
import type { ToneFacts } from '../../contract/check.ts'
import { checkTone } from '../check-tone.ts'

const today = '2026-11-21' // a Saturday
const found = (text: string, facts: ToneFacts | null = null, more: Parameters<typeof checkTone>[1] = {}) =>
  checkTone(text, { today, facts, ...more }).hits
const rulesIn = (...asked: Parameters<typeof found>) => found(...asked).map(({ rule }) => rule)
const under = (rule: string, text: string, facts: ToneFacts | null = null) =>
  found(text, facts)
    .filter((hit) => hit.rule === rule)
    .map(({ start, end }) => text.slice(start, end))

describe('dates that we commit to', () => {
  test.each([
    ['You will have it by 3 November.', '3 November'],
    ['We will call you on Friday 20 November 2026.', 'Friday 20 November 2026'],
    ['I will write to you by 19/11.', '19/11'],
    ['Θα σας καλέσω έως τις 3/11.', '3/11'],
    ['Θα το λάβετε μέχρι τις 15 Νοεμβρίου.', '15 Νοεμβρίου'],
    ['Le llamaré antes del 3 de noviembre.', '3 de noviembre'],
    ['Lo enviaremos el 12/11/2026.', '12/11/2026'],
  ])('lie ahead: %s', (text, said) => {
    expect(under('date_past', text)).toEqual([said])
  })

  test.each([
    'You wrote to us on 3 November.',
    'The parcel that arrived on 3/11 was open, and the invoice of 1 November is wrong.',
    'I am sorry that nobody called you on Monday 16 November.',
    'You will have the answer by 27 November.',
    'Στις 3/11 μας γράψατε για τη χρέωση της 1ης Νοεμβρίου.',
    'Το δέμα έφτασε στις 12 Νοεμβρίου.',
    'Θα σας καλέσω έως την Παρασκευή 27/11.',
    'El paquete llegó el 3 de noviembre.',
    'Le llamaré antes del viernes 27 de noviembre.',
    'Please answer our short survey by 3 November.',
  ])('what was, what is to come, and surveys are not marked: %s', (text) => {
    expect(rulesIn(text).filter((rule) => rule.startsWith('date_'))).toEqual([])
  })

  test.each([
    ['You will hear from me by Thursday 27 November.', ['Thursday 27 November']],
    ['You will hear from me by Friday 27 November.', []],
    ['Θα σας γράψω έως την Τρίτη 27 Νοεμβρίου.', ['Τρίτη 27 Νοεμβρίου']],
    ['Le escribiré antes del lunes 27 de noviembre.', ['lunes 27 de noviembre']],
  ])('bear their own weekday: %s', (text, said) => {
    expect(under('date_weekday_wrong', text)).toEqual(said)
  })

  const dates = ['2026-11-27', '2026-12-01T14:00:00+02:00']
  test.each([
    ['You will have it by 28 November.', ['28 November']],
    ['You will have it by Friday.', []],
    ['You will have it by 1 December at 14:00.', []],
    ['You will have it tomorrow.', ['tomorrow']],
    ['You will have it within 5 working days.', []],
    ['You will have it within 10 working days.', ['within 10 working days']],
    ['The refund will be there on 27/11.', []],
    ['Θα το έχετε έως τις 28 Νοεμβρίου.', ['28 Νοεμβρίου']],
    ['Θα το έχετε έως την Παρασκευή 27/11.', []],
    ['Θα το έχετε εντός 5 εργάσιμων ημερών.', []],
    ['Θα το έχετε αύριο.', ['αύριο']],
    ['Lo tendrá antes del 28 de noviembre.', ['28 de noviembre']],
    ['Lo tendrá antes del viernes 27/11.', []],
    ['Lo tendrá en un plazo de 5 días hábiles.', []],
    ['Lo tendrá mañana.', ['mañana']],
  ])('stand in the record where it has dates: %s', (text, said) => {
    expect(under('date_not_recorded', text, { dates })).toEqual(said)
    expect(under('date_not_recorded', text)).toEqual([])
  })

  test('where the record has none at all, none may be promised', () => {
    expect(under('date_not_recorded', 'You will have it by 27 November.', { dates: [] })).toEqual(['27 November'])
  })

  test('a day that was, or by which we ask for an opinion, is no deadline', () => {
    const cues = (text: string) => checkTone(text, { today }).cues.map(({ cue }) => cue)
    expect(cues('You wrote to us on 3 November.')).not.toContain('deadline')
    expect(cues('A short survey is open until 30 November.')).not.toContain('deadline')
    expect(cues('You will have it by 27 November.')).toContain('deadline')
    expect(cues('Μας γράψατε στις 3 Νοεμβρίου.')).not.toContain('deadline')
    expect(cues('El 3 de noviembre nos escribió.')).not.toContain('deadline')
  })
})

describe('amounts', () => {
  const amounts = [{ minor: 123_450, currency: 'EUR' }, '£34.00', 12.5]
  test.each([
    ['We have refunded €1.234,50 today.', []],
    ['We have refunded 1,234.50 euros today.', []],
    ['We refund £34 and € 12,50.', []],
    ['We have refunded €1.243,50 today.', ['€1.243,50']],
    ['We have refunded 34,00 EUR today.', ['34,00 EUR']],
    ['Σας επιστρέφουμε 1.234,50 ευρώ.', []],
    ['Σας επιστρέφουμε 1.234,60 ευρώ.', ['1.234,60 ευρώ']],
    ['Le devolvemos 1.234,50 €.', []],
    ['Le devolvemos 84 euros.', ['84 euros']],
    ['It weighs 84 kilos and took 3 days.', []],
  ])('are those of the record: %s', (text, said) => {
    expect(under('amount_not_recorded', text, { amounts })).toEqual(said)
  })

  test('one that we give is severe, one that is only named warns', () => {
    const severity = (text: string) => found(text, { amounts: [] }).find(({ rule }) => rule === 'amount_not_recorded')?.severity
    expect(severity('I have refunded the 84 euros today.')).toBe(3)
    expect(severity('The invoice says 84 euros.')).toBe(2)
  })
})

describe('names', () => {
  test.each([
    ['Dear Ms Moss, thank you.', 'Ada Moss'],
    ['Dear Ada, thank you.', 'Ada Moss'],
    ['Κυρία Παπαδάκη, ευχαριστούμε.', 'Ελένη Παπαδάκη'],
    ['Αγαπητέ κύριε Βασιλείου, ευχαριστούμε.', 'Νίκος Βασιλείου'],
    ['Αγαπητέ Γιώργο, ευχαριστούμε.', 'Γιώργος Μαρής'],
    ['Κύριε Παπαδόπουλε, ευχαριστούμε.', 'Γιώργος Παπαδόπουλος'],
    ['Κύριε Papadopoule, ευχαριστούμε.', 'Γιώργος Παπαδόπουλος'],
    ['Estimada señora Ortega: gracias.', 'Lucía Ortega'],
    ['Good morning, thank you for your letter.', 'Ada Moss'],
  ])('a greeting that fits is left alone: %s', (text, name) => {
    expect(rulesIn(text, { names: [name] }).filter((rule) => rule.startsWith('greeting'))).toEqual([])
  })

  test.each([
    ['Dear Ms Kaur, thank you.', 'Ms Kaur'],
    ['Κύριε Ανδρέου, ευχαριστούμε.', 'Κύριε Ανδρέου'],
    ['Estimado señor Molina: gracias.', 'señor Molina'],
  ])('a greeting of somebody else is severe: %s', (text, said) => {
    expect(found(text, { names: ['Ada Moss'] })).toContainEqual(expect.objectContaining({ rule: 'greeting_name_differs', severity: 3 }))
    expect(under('greeting_name_differs', text, { names: ['Ada Moss'] })).toEqual([said])
  })

  test.each(['Dear customer, thank you.', 'Αγαπητέ πελάτη, ευχαριστούμε.', 'Estimado cliente: gracias.'])(
    'a greeting of nobody is hinted at: %s',
    (text) => {
      expect(rulesIn(text, { names: ['Ada Moss'] })).toContain('greeting_without_name')
    },
  )

  test.each([
    ['Maria will call you.', ['Maria']],
    ['Elena will call you.', []],
    ['The courier will call you. This will take a day.', []],
    ['Η Μαρία θα σας καλέσει.', ['Μαρία']],
    ['Η Έλενα θα σας καλέσει.', []],
    ['Marta le llamará hoy.', ['Marta']],
    ['Alguien le llamará.', []],
  ])('who acts is somebody the record knows: %s', (text, said) => {
    expect(under('person_not_recorded', text, { names: { customer: 'Ada Moss', agent: 'Elena Marsh', colleague: 'Έλενα Ράλλη' } })).toEqual(
      said,
    )
  })
})

describe('form', () => {
  test.each([
    ['PLEASE READ THIS AGAIN before you call.', ['PLEASE READ THIS AGAIN']],
    ['Η ΥΠΟΘΕΣΗ ΣΑΣ ΕΧΕΙ ΚΛΕΙΣΕΙ οριστικά.', ['Η ΥΠΟΘΕΣΗ ΣΑΣ ΕΧΕΙ ΚΛΕΙΣΕΙ']],
    ['SU RECLAMACIÓN ESTÁ RESUELTA.', ['SU RECLAMACIÓN ESTÁ RESUELTA']],
    ['Your order RD-2026-000123-7 went by DHL, VAT included.', []],
    ['Ο ΑΦΜ και ο ΦΠΑ είναι σωστοί.', []],
  ])('no shouting in capitals: %s', (text, said) => {
    expect(under('capitals', text.replace(/^Η /, 'Η '))).toEqual(said.map((words) => words.replace(/^Η /, '')))
  })

  test('one exclamation mark at most', () => {
    expect(rulesIn('Thank you! It leaves today.')).not.toContain('exclamation_marks')
    for (const text of ['Thank you! It leaves today!', 'Ευχαριστούμε! Έφυγε!', '¡Gracias! ¡Ya sale!'])
      expect(rulesIn(text)).toContain('exclamation_marks')
  })

  test.each(['en', 'el', 'es'] as const)('long sentences and hard texts are hinted at (%s)', (language) => {
    const [word, hard] = { en: ['word', 'administrative'], el: ['λέξη', 'διεκπεραιώνονται'], es: ['palabra', 'administrativamente'] }[
      language
    ]
    expect(rulesIn(`${`${word} `.repeat(50)}.`, null, { language })).toContain('long_sentence')
    expect(rulesIn(`${`${word} `.repeat(20)}.`, null, { language })).not.toContain('long_sentence')
    expect(rulesIn(`${`${hard} `.repeat(30)}. `.repeat(4), null, { language })).toContain('hard_to_read')
    expect(rulesIn(`${'so it is. '.repeat(30)}`, null, { language: 'en' })).not.toContain('hard_to_read')
  })
})

describe('what may not leave the house', () => {
  test.each([
    ['Your card 4111 1111 1111 1111 was charged.', ['card_number']],
    ['Η κάρτα 4111111111111111 χρεώθηκε.', ['card_number']],
    ['La tarjeta 4111-1111-1111-1111 se cobró.', ['card_number']],
    ['The parcel 4111 1111 1111 1112 is here.', []],
    ['We pay it to GB33BUKB20201555555555.', ['account_number']],
    ['Στον λογαριασμό GR16 0110 1250 0000 0001 2300 695.', ['account_number']],
    ['A la cuenta ES91 2100 0418 4502 0005 1332.', ['account_number']],
    ['A la cuenta ES91 2100 0418 4502 0005 1333.', []],
  ])('card and account numbers: %s', (text, rules) => {
    expect(rulesIn(text).filter((rule) => rule.endsWith('_number'))).toEqual(rules)
  })

  test.each([
    ['Your order 771234 left today.', ['771234']],
    ['Your order AB-55120 left today.', []],
    ['Η παραγγελία σας με αριθμό 771234 έφυγε.', ['771234']],
    ['Su pedido nº 771234 ha salido.', ['771234']],
    ['Your complaint RD-2026-000124-5 is open.', ['RD-2026-000124-5']],
  ])('numbers of another customer: %s', (text, said) => {
    expect(under('number_not_recorded', text, { numbers: ['AB55120', 'RD-2026-000123-7'] })).toEqual(said)
    expect(under('number_not_recorded', text)).toEqual([])
  })
})

describe('substance', () => {
  test.each([
    ['The second charge was ours.', ['You were charged twice', 'The courier was rude'], 1],
    ['You were charged twice and the courier shouted at you.', ['double charge', 'rude courier'], 0],
    ['Η διπλή χρέωση επιστράφηκε.', ['διπλές χρεώσεις', 'αγένεια του οδηγού'], 1],
    ['El paquete llegó abierto.', ['paquetes abiertos', 'llamada cortada'], 1],
  ])('every issue is spoken of: %s', (text, issues, missing) => {
    expect(rulesIn(text, { issues }).filter((rule) => rule === 'issue_not_named')).toHaveLength(missing)
  })

  test.each(['We got this wrong.', 'Ήταν δικό μας λάθος.', 'Fue un error nuestro.'])(
    'fault is admitted when its cause is known: %s',
    (text) => {
      expect(rulesIn(text, { cause: false })).toContain('fault_without_cause')
      expect(rulesIn(text, { cause: 'unknown' })).toContain('fault_without_cause')
      expect(rulesIn(text, { cause: { status: 'established' } })).not.toContain('fault_without_cause')
      expect(rulesIn(text, {})).not.toContain('fault_without_cause')
    },
  )

  test.each([
    ['We cannot refund this under our terms.', true],
    ['We cannot refund this under our terms, because the seal was broken. I can offer a repair.', false],
    ['Δεν μπορούμε να το επιστρέψουμε σύμφωνα με τους όρους.', true],
    ['Δεν μπορούμε να το επιστρέψουμε επειδή λείπει το καλώδιο· οι όροι το εξηγούν.', false],
    ['No podemos devolverlo según las condiciones.', true],
    ['No podemos devolverlo porque falta el cable; le ofrezco una reparación.', false],
  ])('a refusal cites more than a policy: %s', (text, marked) => {
    expect(rulesIn(text).includes('refusal_cites_only_policy')).toBe(marked)
  })

  test('who wants a result is given a fact, who wants to be heard an ear', () => {
    expect(rulesIn('I understand how annoying this is.', { orientation: 'result' })).toContain('result_without_fact')
    expect(rulesIn('I have refunded the 84 euros.', { orientation: 'result' })).not.toContain('result_without_fact')
    expect(rulesIn('Σας επιστρέφουμε τα 34 ευρώ.', { orientation: 'recognition' })).toContain('recognition_without_ear')
    expect(rulesIn('Entiendo lo frustrante que ha sido.', { orientation: 'recognition' })).not.toContain('recognition_without_ear')
  })
})

test('what the checks say is in the reader’s language, with what the text said', () => {
  for (const [reader, word] of [
    ['en', 'recorded'],
    ['el', 'καταγραφεί'],
    ['es', 'registradas'],
  ] as const) {
    const [hit] = found('You will have it by 28 November.', { dates: [] }, { reader })
    expect(hit?.why).toContain('28 November')
    expect(hit?.why).toContain(word)
    expect(hit?.instead).toHaveLength(1)
  }
})
