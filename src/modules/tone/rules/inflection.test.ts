import { expect, test } from 'vitest'
import { checkTone } from './check-tone.ts'

const switchedOn = (rule: string) => ({ edition: `on ${rule}`, changes: [{ rule, off: false, version: 1 }], rules: [] })
const says = (rule: string, text: string, language: 'en' | 'el' | 'es') =>
  checkTone(text, { language, house: switchedOn(rule) }).hits.some((hit) => hit.rule === rule)

test.each([
  'ελαττωματικό',
  'ελαττωματικά',
  'ελαττωματικού',
  'ελαττωματικός',
  'ελαττωματική',
  'ελαττωματικές',
  'ελαττωματικών',
  'ελαττωματικοί',
  'ΕΛΑΤΤΩΜΑΤΙΚΟ',
  'ΕΛΑΤΤΩΜΑΤΙΚΟΣ',
  'ΕΛΑΤΤΩΜΑΤΙΚΗ',
  'Ελαττωματικό',
  'ελαττωματικο',
  'ελαττωματικός'.normalize('NFD'),
  'σπασμένο',
  'σπασμένη',
  'σπασμένα',
  'σπασμένου',
  'σπασμένων',
  'ΣΠΑΣΜΕΝΗ',
  'χαλασμένο',
  'χαλασμένος',
  'χαλασμένες',
  'χαλασμένοι',
])('%s is one word of the table with its other endings', (word) => {
  expect(says('el-080', `Το προϊόν ήταν ${word}, λυπάμαι.`, 'el')).toBe(true)
  expect(says('el-word-3', `Το προϊόν ήταν ${word}.`, 'el')).toBe(true)
})

test.each(['ελάττωμα', 'σπάσιμο', 'χαλάσει', 'χαλαρό'])('%s is another word', (word) => {
  expect(says('el-080', `Το ${word} το είδαμε.`, 'el')).toBe(false)
})

test.each(['πρόβλημα', 'προβλήματα', 'προβλήματός', 'προβλημάτων', 'ΠΡΟΒΛΗΜΑ', 'ΠΡΟΒΛΗΜΑΤΑ', 'θέματος', 'ανησυχίες'])(
  '%s is inflected',
  (word) => {
    expect(says('el-081', `Για το ${word} σας γράφω.`, 'el')).toBe(true)
  },
)

test.each([
  'defectuoso',
  'defectuosa',
  'defectuosos',
  'defectuosas',
  'DEFECTUOSO',
  'roto',
  'rota',
  'rotos',
  'ROTAS',
  'estropeado',
  'estropeadas',
  'averiado',
  'averiada',
  'AVERIADOS',
])('%s is one word of the table with its other endings', (word) => {
  expect(says('es-080', `El producto llegó ${word}, lo siento.`, 'es')).toBe(true)
})

test.each(['rotación', 'avería', 'defecto', 'rotundo'])('%s is another word', (word) => {
  expect(says('es-080', `Es por la ${word} de ayer.`, 'es')).toBe(false)
})

test.each(['problema', 'problemas', 'PROBLEMAS', 'inquietud', 'inquietudes', 'pega', 'pegas'])('%s is inflected', (word) => {
  expect(says('es-081', `Sobre sus ${word} de ayer.`, 'es')).toBe(true)
})

test.each(['problem', 'problems', 'PROBLEMS', 'issue', 'issues', 'concerns'])('%s is inflected', (word) => {
  expect(says('en-079', `About your ${word} with it.`, 'en')).toBe(true)
})

test.each([
  ['Ηρεμήστε', 'el', 'el-001'],
  ['ΗΡΕΜΗΣΤΕ', 'el', 'el-001'],
  ['ηρεμηστε', 'el', 'el-001'],
  ['Ηρεμείστε', 'el', 'el-001'],
  ['Είστε παράλογος', 'el', 'el-059'],
  ['ΕΙΣΤΕ ΠΑΡΑΛΟΓΗ', 'el', 'el-059'],
  ['Είστε παράλογοι', 'el', 'el-059'],
  ['Δεν μπορώ να κάνω τίποτα', 'el', 'el-015'],
  ['Δε μπορούμε να κάνουμε τίποτε', 'el', 'el-015'],
  ['ΔΕΝ ΜΠΟΡΟΥΜΕ ΝΑ ΚΑΝΟΥΜΕ ΤΙΠΟΤΑ', 'el', 'el-015'],
  ['Cálmese', 'es', 'es-001'],
  ['CALMESE', 'es', 'es-001'],
  ['cálmense', 'es', 'es-001'],
  ['Está equivocada', 'es', 'es-022'],
  ['ESTA EQUIVOCADO', 'es', 'es-022'],
  ['No podemos hacer nada', 'es', 'es-015'],
  ['NO PUEDO HACER NADA MÁS', 'es', 'es-015'],
  ['La culpa es suya', 'es', 'es-023'],
  ['CALM DOWN', 'en', 'en-001'],
  ['You’re overreacting', 'en', 'en-002'],
  ['you are over-reacting', 'en', 'en-002'],
] as const)('%s', (text, language, rule) => {
  expect(checkTone(`${text}.`, { language }).hits.map((hit) => hit.rule)).toContain(rule)
})

test('año is no other word than año, whatever the capitals', () => {
  const house = {
    edition: 'ano',
    changes: [],
    rules: [
      {
        rule: 'ano',
        language: 'es' as const,
        category: 'insult',
        severity: 3 as const,
        patterns: ['ano'],
        exclude: [],
        why: 'x',
        instead: [],
        off: false,
        channels: null,
        from: null,
        until: null,
        version: 1,
      },
    ],
  }
  expect(
    checkTone('Hace un año, un AÑO entero, un an\u0303o.', { language: 'es', house }).hits.filter(({ rule }) => rule === 'ano'),
  ).toEqual([])
  expect(checkTone('El ano.', { language: 'es', house }).hits.map(({ rule }) => rule)).toContain('ano')
})
