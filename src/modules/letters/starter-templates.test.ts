import { expect, test } from 'vitest'
import { letters } from '#modules/tone/contract/check.ts'
import { checkTone } from '#modules/tone/rules/check-tone.ts'
import { draftBlocks, sectionsOf } from './rules/compose-letter.ts'
import { blockProblems } from './rules/fill-block.ts'
import { wordsOf } from './rules/lay-out.ts'
import { blockCodes, partsOf, planFor } from './rules/letter-plan.ts'
import { letterVariables } from './rules/variables.ts'
import { starterTemplate } from './starter-templates.ts'
import el from './words/el.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }

const languages = ['en', 'el', 'es'] as const
const words = { en, el, es }
const each = letters.flatMap((letter) => languages.map((language) => ({ letter, language, template: starterTemplate(letter, language) })))

test.each(each)('$letter in $language writes each part of its plan, and no other', ({ letter, template }) => {
  expect(Object.keys(template.blocks).toSorted()).toEqual(
    partsOf(letter)
      .map(({ block }) => block)
      .toSorted(),
  )
  expect(template.subject.trim()).not.toBe('')
  for (const { text } of Object.values(template.blocks)) expect(text.trim()).not.toBe('')
})

test.each(each)('$letter in $language asks for what the record or a person can say', ({ template }) => {
  for (const { heading, text } of Object.values(template.blocks))
    expect(blockProblems(`${heading} ${text}`)).toEqual({ unknown: [], broken: [] })
})

test.each(letters)('%s asks for the same in each language', (letter) => {
  const asked = (language: 'en' | 'el' | 'es') =>
    partsOf(letter).map(({ block }) => {
      const { heading = '', text = '' } = starterTemplate(letter, language).blocks[block] ?? {}
      return [block, heading !== '', new Set([...text.matchAll(/\{\{([a-z._]+)/g)].map(([, name]) => name))]
    })
  expect(asked('el')).toEqual(asked('en'))
  expect(asked('es')).toEqual(asked('en'))
})

test('each part, variable and letter has its name in each language', () => {
  for (const { block, variables, letter } of Object.values(words)) {
    expect(Object.keys(block).toSorted()).toEqual([...blockCodes].toSorted())
    expect(Object.keys(letter).toSorted()).toEqual([...letters].toSorted())
    expect(Object.keys(variables).toSorted()).toEqual(letterVariables.map((name) => name.replace('.', '_')).toSorted())
  }
})

const said = {
  en: {
    'customer.salutation': 'Dear Ada Lind',
    'complaint.number': 'RD-2026-000042',
    'complaint.received_on': 'Monday 2 November 2026',
    'complaint.received_at': 'Monday 2 November 2026 at 09:12',
    'promises.list': '- We pay the sum by Friday 4 December 2026.',
    'clock.final_on': 'Friday 4 December 2026',
    'outside.body': 'The Ombudsman, 1 Harbour Road, https://ombudsman.example. Write to them within one year.',
    'page.address': 'https://desk.example/procedure?language=en',
    'agent.name': 'Ben Okoro',
    'agent.reach': 'by telephone on +30 210 555 0100 or by replying to this letter',
    'team.name': 'The north team',
    'organisation.name': 'Harbour Ferries',
  },
  el: {
    'customer.salutation': 'Αγαπητή κυρία Λιντ',
    'complaint.number': 'RD-2026-000042',
    'complaint.received_on': 'Δευτέρα 2 Νοεμβρίου 2026',
    'complaint.received_at': 'Δευτέρα 2 Νοεμβρίου 2026 στις 09:12',
    'promises.list': '- Θα πληρώσουμε το ποσό έως την Παρασκευή 4 Δεκεμβρίου 2026.',
    'clock.final_on': 'Παρασκευή 4 Δεκεμβρίου 2026',
    'outside.body': 'Συνήγορος του Καταναλωτή, Οδός Λιμανιού 1, https://ombudsman.example. Απευθυνθείτε εκεί μέσα σε ένα έτος.',
    'page.address': 'https://desk.example/procedure?language=el',
    'agent.name': 'Ben Okoro',
    'agent.reach': 'στο τηλέφωνο +30 210 555 0100 ή απαντώντας σε αυτή την επιστολή',
    'team.name': 'Ομάδα βορρά',
    'organisation.name': 'Harbour Ferries',
  },
  es: {
    'customer.salutation': 'Estimada Ada Lind',
    'complaint.number': 'RD-2026-000042',
    'complaint.received_on': 'lunes, 2 de noviembre de 2026',
    'complaint.received_at': 'lunes, 2 de noviembre de 2026, 09:12',
    'promises.list': '- Pagaremos el importe antes del viernes 4 de diciembre de 2026.',
    'clock.final_on': 'viernes, 4 de diciembre de 2026',
    'outside.body': 'El Defensor, calle del Puerto 1, https://ombudsman.example. Escríbale en el plazo de un año.',
    'page.address': 'https://desk.example/procedure?language=es',
    'agent.name': 'Ben Okoro',
    'agent.reach': 'por teléfono en el +30 210 555 0100 o respondiendo a esta carta',
    'team.name': 'El equipo norte',
    'organisation.name': 'Harbour Ferries',
  },
} as const

const ofIssue = {
  en: {
    'issue.title': 'Ferry left early',
    'issue.sentence': 'We uphold this point: the ferry left before its time.',
    'issue.contact': 'Ben Okoro',
  },
  el: {
    'issue.title': 'Το πλοίο έφυγε νωρίς',
    'issue.sentence': 'Δεχόμαστε αυτό το σημείο: το πλοίο έφυγε πριν από την ώρα του.',
    'issue.contact': 'Ben Okoro',
  },
  es: {
    'issue.title': 'El barco salió antes',
    'issue.sentence': 'Estimamos este punto: el barco salió antes de su hora.',
    'issue.contact': 'Ben Okoro',
  },
} as const

const byPerson = {
  en: {
    text: 'the ramp was closed ten minutes before the hour',
    personal: 'you missed the last boat home',
    remedy: 'refund your fare to the card that you paid with',
    date: 'Friday 4 December 2026',
  },
  el: {
    text: 'η ράμπα έκλεισε δέκα λεπτά πριν από την ώρα',
    personal: 'χάσατε το τελευταίο πλοίο για το σπίτι',
    remedy: 'σας επιστρέψουμε τον ναύλο στην κάρτα με την οποία πληρώσατε',
    date: 'την Παρασκευή 4 Δεκεμβρίου 2026',
  },
  es: {
    text: 'la rampa se cerró diez minutos antes de la hora',
    personal: 'perdiera el último barco a casa',
    remedy: 'devolverle el billete en la tarjeta con la que pagó',
    date: 'viernes 4 de diciembre de 2026',
  },
} as const

/** The letter as it came with the desk, for one upheld issue (one refused, where it refuses), with everything said. */
function letterOf(letter: (typeof letters)[number], language: (typeof languages)[number]): string {
  const issue = { id: 'one', outcome: letter === 'final_not_upheld' ? ('not_upheld' as const) : ('upheld' as const) }
  const plan = planFor(letter, { issues: [issue], regime: true })
  const record = { language, record: said[language], issues: new Map([['one', ofIssue[language]]]) }
  const person = byPerson[language]
  const blocks = draftBlocks(plan, starterTemplate(letter, language), record).map((block) => ({
    ...block,
    text: block.text.replaceAll(/\{\{(text|personal|date)[^}]*\}\}/g, (_slot, kind: 'text' | 'personal' | 'date') =>
      kind === 'text' && block.block === 'solution' ? person.remedy : person[kind],
    ),
  }))
  return wordsOf(sectionsOf(blocks, new Map([['one', ofIssue[language]['issue.title']]])))
}

test.each(each)('$letter in $language says what the reply checker wants, and nothing that it advises against', ({ letter, language }) => {
  const text = letterOf(letter, language)
  expect(text).not.toContain('{{')
  const { hits, missing } = checkTone(text, { language, letter, channel: 'letter' })
  expect(hits.filter(({ severity }) => severity >= 2).map(({ rule, start, end }) => `${rule}: ${text.slice(start, end)}`)).toEqual([])
  expect(missing).toEqual([])
})

test.each(each)('$letter in $language reads as it did', ({ letter, language }) => {
  expect(letterOf(letter, language)).toMatchSnapshot()
})
