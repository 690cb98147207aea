import type { Language } from '#platform/endpoint.ts'
import { latinFromGreek, words } from '#platform/fold.ts'
import type { ToneFacts } from '../../contract/check.ts'
import { foldForRules } from '../fold-map.ts'
import { type Greeting, greetingOf } from '../greeting.ts'
import type { JudgedSentence, JudgedText } from '../judged-text.ts'
import type { Finding } from './finding.ts'

/** The greeting names the person who is written to, and who is said to act is somebody the record knows. */
export function checkNames({ written, sentences }: JudgedText, facts: ToneFacts): Finding[] {
  const known = knownNames(facts)
  if (known.length === 0) return []
  const greeting = greetingOf(written)
  return [...(greeting ? greetingFaults(greeting, known) : []), ...sentences.flatMap((sentence) => strangers(sentence, known))]
}

function strangers(sentence: JudgedSentence, known: readonly string[]): Finding[] {
  return [...sentence.written.matchAll(actors[sentence.languages[0] ?? 'en'])].flatMap((match) => {
    const name = match.groups?.name ?? match.groups?.other ?? ''
    if (nobody.has(foldForRules(name.split(' ')[0] ?? '')) || isKnown(name, known)) return []
    const start = sentence.start + match.index + match[0].indexOf(name)
    return [{ rule: 'person_not_recorded', category: 'record', severity: 2, start, end: start + name.length, data: { said: name } }]
  })
}

/** Every name among the facts, whatever shape they came in. */
export function knownNames({ names }: ToneFacts): string[] {
  if (!names) return []
  const all = Array.isArray(names) ? names : Object.values(names)
  return all.flat().filter((name): name is string => typeof name === 'string' && name.trim() !== '')
}

const titles =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam|κυριε|κυρια|κ|κα|κος|κον|κ\.α|senora?|señora?|srta?|sra?|sr|don|dona|doña|d|dna|dña|and|or|και|η|y|o|u|dear|αγαπητε|αγαπητη)$/
const general =
  /^(?:customer|client|guest|valued|all|everyone|there|team|again|friend|πελατη|πελατισσα|πελατεσ|φιλε|φιλη|ολουσ|cliente|clienta|clientes|amigo|amiga|todos|usuario|usuaria)$/

function greetingFaults({ name, start, end }: Greeting, known: readonly string[]): Finding[] {
  const parts = words(foldForRules(name)).filter((word) => !titles.test(word))
  if (parts.length > 5) return []
  if (parts.every((word) => general.test(word))) return [{ rule: 'greeting_without_name', category: 'record', severity: 1, start, end }]
  const capital = /(?:^|[\s./])\p{Lu}/u.test(name)
  if (!capital || parts.some((word) => isKnown(word, known))) return []
  return [
    { rule: 'greeting_name_differs', category: 'record', severity: 3, start, end, data: { said: name.trim(), recorded: known[0] ?? '' } },
  ]
}

/** Greek names change their ends when one is spoken to, and may be written in Latin letters. */
function isKnown(name: string, known: readonly string[]): boolean {
  const wanted = words(foldForRules(name))
  const tokens = known.flatMap((one) => words(foldForRules(one)))
  return wanted.some((word) => tokens.some((token) => alike(word, token) || alike(latinFromGreek(word), latinFromGreek(token))))
}

function alike(one: string, other: string): boolean {
  if (one === other) return true
  const shorter = Math.min(one.length, other.length)
  // Κώστα of Κώστας, Μάρκε of Μάρκος, Παπαδόπουλε of Παπαδόπουλος; but Maria is not Marsh.
  const end = shorter >= 6 ? shorter - 2 : shorter === 5 ? 4 : shorter
  return shorter >= 4 && Math.abs(one.length - other.length) <= 2 && one.slice(0, end) === other.slice(0, end)
}

const actors: Record<Language, RegExp> = {
  en: /(?<!\p{L})(?:my name is (?<other>\p{Lu}\p{Ll}+)|(?<name>\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}+)?) (?:will (?:call|write|phone|ring|contact|visit|e-?mail|get back|be in touch|look|take)|is your (?:contact|case)|is looking after|takes over))/gu,
  el: /(?<!\p{L})(?:[Μμ]ε λένε (?<other>\p{Lu}\p{Ll}+)|(?:[ΟοΗη]|[Κκ]\.|[Κκ]ύριος|[Κκ]υρία) (?<name>\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}+)?) (?:θα (?:σας |το |τη |την )*(?:καλέσει|γράψει|πάρει|απαντήσει|επικοινωνήσει|στείλει|δει|επισκεφθεί)|είναι (?:ο|η) (?:σύνδεσμ|υπεύθυν)))/gu,
  es: /(?<!\p{L})(?:[Mm]e llamo (?<other>\p{Lu}\p{Ll}+)|(?<name>\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}+)?) (?:(?:se lo |le |la |lo |les )?(?:llamará|escribirá|contactará|responderá|visitará|atenderá|enviará)|es su (?:contacto|persona)|(?:le )?va a (?:llamar|escribir)))/gu,
}

const nobody = new Set(
  'the this it that he she we you they our your my someone somebody nobody everyone who which customer support service manager monday tuesday wednesday thursday friday saturday sunday courier delivery head team department ο η το αυτος αυτη συναδελφος υπευθυνος τεχνικος εταιρεια el la los las este esta alguien nadie usted nuestro nuestra un una compañero compañera servicio departamento equipo tecnico'.split(
    ' ',
  ),
)
