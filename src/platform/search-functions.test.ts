import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { fold, latinFromGreek } from './fold.ts'
import vectors from './fold-vectors.json' with { type: 'json' }
import pairs from './search-pairs.json' with { type: 'json' }

const { pool } = await testDatabase()

type Language = 'en' | 'el' | 'es' | null
type Case = { language: Language; document: string; question: string }

async function foldedThere(texts: string[]): Promise<string[]> {
  const sent = texts.map((text) => text.toWellFormed().replaceAll('\0', ''))
  const { rows } = await pool.query<{ folded: string }>(
    'select public.fold(text) as folded from unnest($1::text[]) with ordinality as each(text, place) order by place',
    [sent],
  )
  return rows.map((row) => row.folded)
}

async function finds(language: Language, document: string, question: string): Promise<boolean> {
  const [found] = await foundAmong([{ language, document, question }])
  return found ?? false
}

async function foundAmong(cases: Case[]): Promise<boolean[]> {
  const { rows } = await pool.query<{ found: boolean }>(
    `select search_document(language, document) @@ search_question(question) as found
     from unnest($1::text[], $2::text[], $3::text[]) with ordinality as each(language, document, question, place) order by place`,
    [cases.map((one) => one.language), cases.map((one) => one.document), cases.map((one) => one.question)],
  )
  return rows.map((row) => row.found)
}

async function unmet(language: Language, families: string[]): Promise<string[]> {
  const cases = families.flatMap((family) => {
    const forms = family.split(' ')
    // The blank after a question says that its last word is finished: stems must do the work here, not the beginning of a word.
    return forms.flatMap((document) =>
      forms.filter((form) => form !== document).map((form) => ({ language, document: `${document}.`, question: `${form} ` })),
    )
  })
  const met = await foundAmong(cases)
  return cases.filter((_, at) => !met[at]).map(({ document, question }) => `${question}in ${document}`)
}

test('a Greek word is found as it is written in Latin letters, whatever its ending', async () => {
  const written =
    'τιμολόγιο τιμολόγια τιμολογίου βρίσκεται βρέθηκε ζητήσατε ζητήθηκαν παραδώσετε πληρώθηκε περιμένετε αναθέστε απαντήθηκε ορίστηκε οριστική ' +
    'γράφτηκε επιστράφηκε ανακλήθηκε χειρίζεται διαβάστηκε γεγονότα περισσότερα αρνητικό εποπτικής αποκαθιστά κοστίζει εγκρίνεται αποσκευές καμπίνα'
  const cases = written.split(' ').map((document) => ({ language: null, document, question: `${latinFromGreek(document)} ` }))
  const found = await foundAmong(cases)
  expect(cases.filter((_, at) => !found[at]).map(({ question }) => question)).toEqual([])
  expect(await foundAmong([{ language: null, document: 'τιμολόγιο', question: 'timi ' }])).toEqual([false])
})

test('the database folds every vector as TypeScript does', async () => {
  expect(await foldedThere(vectors.map(([text]) => text ?? ''))).toEqual(vectors.map(([, folded]) => folded))
})

test('the database folds every character up to U+2FFF and every compatibility form as TypeScript does', async () => {
  const characters: string[] = []
  for (let code = 1; code <= 0xffff; code += 1) {
    const character = String.fromCodePoint(code)
    // Elsewhere servers of different age know different characters.
    if ((code < 0x3000 || code >= 0xf900) && /[\p{L}\p{N}\p{P}\p{S}\p{Z}\p{M}]/u.test(character)) characters.push(character)
  }
  const there = await foldedThere(characters)
  const differing = characters.filter((character, at) => there[at] !== fold(character))
  expect(differing.map((character) => character.codePointAt(0)?.toString(16))).toEqual([])
})

test('the database folds any mixture of letters, marks and signs as TypeScript does', async () => {
  const piece = fc.constantFrom(...Array.from('aZñÑéßİıσςΣΆΐΰαὈᾧЖёÆ‘»—0９ﬁ☎ \n\u0301\u0303\u0308\u0323\u0345\u00ad\u200b'))
  const texts = fc.sample(fc.array(piece, { maxLength: 20 }), 500).map((pieces) => pieces.join(''))
  expect(await foldedThere(texts)).toEqual(texts.map(fold))
})

test.each(['el', 'es', 'en'] as const)('the forms of one word meet: %s', async (language) => {
  expect(await unmet(language, pairs.meet[language])).toEqual([])
})

test('Greek is found by Greeklish, and nine in ten times the other way round', async () => {
  const questions = pairs.meet.greeklish.flatMap((family) => {
    const [document = '', ...written] = family.split(' ')
    return written.map((question) => ({ language: 'el' as const, document, question: `${question} ` }))
  })
  const found = await foundAmong(questions)
  expect(questions.filter((_, at) => !found[at]).map(({ question }) => question)).toEqual([])
  const missed = await unmet('el', pairs.meet.greeklish)
  expect(missed.length).toBeLessThanOrEqual(9)
})

test('different words do not meet', async () => {
  const cases = pairs.apart.flatMap((pair) => {
    const [one = '', other = ''] = pair.split(' ')
    const languages: Language[] = /[α-ω]/.test(one) ? ['el'] : ['es', 'en']
    return languages.flatMap((language) => [
      { language, document: one, question: `${other} ` },
      { language, document: other, question: `${one} ` },
    ])
  })
  const met = await foundAmong(cases)
  expect(cases.filter((_, at) => met[at]).map(({ document, question }) => `${question}in ${document}`)).toEqual([])
})

const letter =
  'Η παραγγελία μου RD-2026-000123-7 δεν ήρθε. Γράψτε στο ada@mail.example. Συμβόλαιο ΑΒ1234. I want a refund; «η συσκευή» είναι χαλασμένη.'

test.each([
  ['ΠΑΡΑΓΓΕΛΙΑ', true],
  ['παραγγελιες', true],
  ['paraggelia', true],
  ['παραγγ', true],
  ['παραγγ ', false],
  ['RD-2026-000123-7', true],
  ['rd-2026-000123', true],
  ['000123', true],
  ['RD-2026-7', false],
  ['ada@mail.example', true],
  ['mail ada', true],
  ['ada@example', false],
  ['AB1234', true],
  ['"δεν ηρθε"', true],
  ['"ηρθε δεν"', false],
  ['ηρθε δεν', true],
  ['refunds συσκευών', true],
  ['refund invoice', false],
  ['the refund of my order παραγγελία', false],
  ['the refund of my παραγγελία', true],
  ['', false],
  ['"', false],
  ['   ', false],
])('in one letter the question %j finds: %j', async (question, found) => {
  expect(await finds('el', letter, question)).toBe(found)
})

test('a question of small words alone asks for them', async () => {
  expect(await finds('en', 'to be or not to be', 'to be ')).toBe(true)
  expect(await finds('en', 'an order', 'to be ')).toBe(false)
})

test('no question fails, whatever is typed', async () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc
      .array(
        fc.constantFrom(
          '"',
          "'",
          '\\',
          '&',
          '|',
          '!',
          '(',
          ')',
          ':*',
          '<->',
          '*',
          '-',
          '@',
          '8',
          'th',
          'ς',
          'ñ',
          ' ',
          '\t',
          'τη',
          "''",
          '$1',
          '%',
          'x'.repeat(3000),
          '1e9',
          '../',
          '<b>',
        ),
      )
      .map((parts) => parts.join('')),
  )
  const questions = fc.sample(nasty, 300).map((text) => text.toWellFormed().replaceAll('\0', ''))
  const { rows } = await pool.query('select search_question(text) as asked from unnest($1::text[]) as text', [questions])
  expect(rows).toHaveLength(300)
  expect(await finds('en', 'x', 'x'.repeat(100_000))).toBe(false)
})

test('no document fails: many different words, one endless word, nothing at all', async () => {
  const many = Array.from({ length: 300_000 }, (_, at) => `λέξη${at.toString(36)}`).join(' ')
  expect(await finds('el', `${many}`, 'λέξη1a ')).toBe(true)
  expect(await finds('en', `${'x'.repeat(200_000)} order`, 'order')).toBe(false)
  expect(await finds('en', `${'x'.repeat(20_000)} order`, 'order')).toBe(true)
  expect(await finds(null, '', 'order')).toBe(false)
  const { rows } = await pool.query(`select search_document('en', null)::text as nothing, search_document(null, 'Ürün')::text as unknown`)
  expect(rows[0].nothing).toBe('')
  expect(rows[0].unknown).toContain("'urun'")
})

test('a table may keep the document as a generated column with a GIN index', async () => {
  await pool.query(
    `create table letters (language text, body text not null, document tsvector generated always as (search_document(language, body)) stored)`,
  )
  await pool.query('create index on letters using gin (document)')
  await pool.query(`insert into letters values ('es', 'Espero la devolución'), ('el', 'Ζητώ επιστροφή')`)
  const { rows } = await pool.query(
    `select body from letters where document @@ search_question('devoluciones epistrofi') or document @@ search_question('EPISTROFES ')`,
  )
  expect(rows.map((row) => row.body)).toEqual(['Ζητώ επιστροφή'])
})
