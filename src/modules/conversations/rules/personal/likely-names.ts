import { fold } from '#platform/fold.ts'
import givenNames from './given-names.json' with { type: 'json' }
import type { Token } from './known-names.ts'
import { soundOf, stemOf } from './sound.ts'
import type { PersonalSpan } from './spans.ts'

const listOf = (words: string): Set<string> => new Set(fold(words).split(/\s+/))

const titles = listOf(
  'mr mrs ms miss mx dr sir prof κ κος κα κυριος κυρια κυριου κυριας κυριε κυριο δρ sr sra srta don doña señor señora señorita',
)
// Words that are written large for another reason, or begin a sentence.
const ordinary = listOf(
  `i i'm i've i'd i'll a an the this that these those my your our his her their we you he she they it and but or so when why what where who how if as at in on to for from by with
  not no yes please dear hello hi good thank thanks after before since because while mr mrs ms sir madam english greek spanish
  january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
  jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
  ο η το οι τα τον την του της των τους στο στη στην στον στις στους ένα μια ένας και αλλά ή όταν γιατί τι που πως αν για από με σε δεν μην όχι ναι παρακαλώ καλημέρα καλησπέρα
  γεια χαίρετε ευχαριστώ αγαπητοί αγαπητέ αγαπητή αξιότιμοι κύριοι κυρίες κύριε κυρία μου σας εγώ εσείς αυτό αυτή αυτός
  ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
  el la los las un una unos unas mi mis su sus yo usted ustedes nosotros este esta eso y e o pero cuando por porque qué que quien dónde cómo si con en de del al para desde no sí
  iban bic visa mastercard amex
  hola buenos buenas gracias estimado estimada estimados señores señor señora muy
  enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo`,
)
const given = new Set(
  Object.values(givenNames)
    .flatMap((names) => names.split(' '))
    .map((name) => stemOf(soundOf(name))),
)

const isOrdinary = ({ word }: Token): boolean => ordinary.has(fold(word)) || titles.has(fold(word))

/** Words that nobody recorded and that are written like a name. `ours` are those that are none here: the company, the product. */
export function likelyNamesIn(text: string, tokens: readonly Token[], ours: ReadonlySet<string>): PersonalSpan[] {
  const isCandidate = (token: Token | undefined): token is Token =>
    token !== undefined && token.large && !isOrdinary(token) && !ours.has(fold(token.word))
  const runFrom = (at: number): Token[] => {
    const run: Token[] = []
    for (let next = at; run.length < 4; next += 1) {
      const token = tokens[next]
      if (!isCandidate(token) || (run.length > 0 && !isBeside(text, tokens[next - 1], token))) break
      run.push(token)
    }
    return run
  }
  const found = tokens.flatMap((token, at) => {
    const run = runFrom(at)
    const isNamed = titles.has(fold(tokens[at - 1]?.word ?? '')) && isBeside(text, tokens[at - 1], token)
    return run.length > 0 && (isNamed || isGiven(token) || isRunOfNames(run)) ? [spanning(run)] : []
  })
  return [...found, ...introduced(text), ...signedBy(text)]
}

const isBeside = (text: string, one: Token | undefined, next: Token): boolean =>
  one !== undefined && /^\.?[ \t-]{0,2}$/.test(text.slice(one.end, next.start))

const isGiven = ({ word, sound }: Token): boolean => word.length > 2 && given.has(stemOf(sound))

// Written all in capitals, a line says nothing about names.
const isRunOfNames = (run: readonly Token[]): boolean => run.length > 1 && run.every(({ word }) => /\p{Ll}/u.test(word))

const spanning = (run: readonly Token[]): PersonalSpan => ({ kind: 'NAME', start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 })

const eitherCase = (phrase: string): string => `[${phrase.charAt(0).toUpperCase()}${phrase.charAt(0)}]${phrase.slice(1)}`
const phrases = `my name is|my name's|full name:|name:|με λένε|λέγομαι|ονομάζομαι|ονομάζεται|όνομα:|ονοματεπώνυμο:|me llamo|mi nombre es|se llama|nombre:|nombre y apellidos:`
const namePart = "[\\p{L}\\p{M}'’-]+"
const introductions = new RegExp(
  `(?<!\\p{L})(?:${phrases.split('|').map(eitherCase).join('|')})[ \\t]*(?:(?:ο|η|[Mm]rs?|[Mm]s)\\.?[ \\t]+)?(\\p{Lu}${namePart}(?:[ \\t]+\\p{Lu}${namePart}){0,3}|\\p{Ll}${namePart}(?:[ \\t]+${namePart})?)`,
  'gu',
)
const presentations = new RegExp(
  `(?<!\\p{L})(?:[Ii] am|[Ii]['’]m|[Tt]his is|[Εε]ίμαι (?:ο|η)|[Ss]oy)[ \\t]+(\\p{Lu}[\\p{L}\\p{M}'’-]+(?:[ \\t]+\\p{Lu}[\\p{L}\\p{M}'’-]+){0,3})`,
  'gu',
)

/** Who says their name: `My name is …`, `Με λένε …`, `Me llamo …`. */
function introduced(text: string): PersonalSpan[] {
  return [introductions, presentations].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const name = match[1] ?? ''
      const end = match.index + match[0].length
      return { kind: 'NAME' as const, start: end - name.length, end }
    }),
  )
}

const farewell =
  /^[ \t]*(?:(?:kind|best|warm|many|with)[ \t]+)*(?:regards|sincerely|yours[ \p{L}]*|thanks[ \p{L}]*|thank you[ \p{L}]*|cheers|respectfully|με (?:εκτίμηση|τιμή|σεβασμό)|ευχαριστώ[ \p{L}]*|φιλικά|χαιρετίσματα|(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|atentamente|(?:muchas )?gracias[ \p{L}]*|cordialmente)[ \t]*[,.!]*[ \t]*/iu
const nameLine = /^[ \t–—-]*\p{Lu}[\p{L}\p{M}'’.-]*(?:[ \t]+[\p{L}\p{M}'’.-]+){0,3}[ \t,.]*$/u

/** Who signs: behind a farewell, or alone on the last line. */
function signedBy(text: string): PersonalSpan[] {
  const lines = [...text.matchAll(/[^\n]+/g)].filter((line) => line[0].trim() !== '')
  return lines.flatMap(({ index, 0: line }, at) => {
    const isSigned = isFarewell(lines[at - 1]?.[0] ?? '-') || isLastAlone(lines, at)
    if (isSigned && nameLine.test(line) && !isFarewell(line)) return [{ kind: 'NAME' as const, ...inside(index, line) }]
    const left = farewell.exec(line)?.[0].length ?? line.length
    const rest = line.slice(left)
    return nameLine.test(rest) ? [{ kind: 'NAME' as const, ...inside(index + left, rest) }] : []
  })
}

const isLastAlone = (lines: readonly RegExpExecArray[], at: number): boolean =>
  at > 0 && at === lines.length - 1 && (lines[at]?.[0].length ?? 0) <= 50

const isFarewell = (line: string): boolean => (farewell.exec(line)?.[0].length ?? -1) === line.length

function inside(at: number, written: string): { start: number; end: number } {
  const start = at + (/^[\s–—-]*/.exec(written)?.[0].length ?? 0)
  return { start, end: at + written.trimEnd().length }
}
