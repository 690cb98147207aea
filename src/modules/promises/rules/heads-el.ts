import { remembering } from '#modules/tone/rules/remember.ts'
import { fold } from '#platform/fold.ts'
import { clauseAfter, clauseBefore, dead, type Force, type Head, headsWhere, inDate, type ReadSentence, setOf } from './commitment.ts'

/** The commitments of a Greek sentence, and what is none. Verbs are told apart by their endings, as written and folded. */
export const headsInGreek = (sentence: ReadSentence): Head[] => headsWhere(sentence, forceInGreek, headAt)

/** What a word, as written, may do in a Greek sentence. */
export const forceInGreek = remembering((written: string): Force => {
  const folded = fold(written)
  if ([/^(?:θα|λογο|εχετε)$/, vow, expected, weAct, underWay].some((one) => one.test(folded))) return 'binds'
  if (asks.has(folded) || imperative.test(folded) || having.test(folded)) return 'takes'
  return pastVerb.test(written) || pastEnding.test(written) ? 'takes' : 'none'
}, 10_000)

const clitics = setOf('σασ σου τησ του τουσ τον την τη το τα μασ μου με σε τισ')
const between = setOf(
  'ξανα επισησ τωρα αμεσωσ αμεσα σιγουρα βεβαιωσ οπωσδηποτε φυσικα και παλι προσωπικα ο η οι ιδιοσ ιδια εγω εμεισ τοτε μαλιστα ολα τελικα κιολασ ασφαλωσ',
)
const weak =
  /^(?:προσπαθησ|ηθελ|θυμ|χρειαστ|ελπι|λαβουμε_υποψη|ευχομ|ευχηθ|πρεπ|επρεπ|ξερ|νομιζ|περιμεν|συμφων|φανταστ|καταλαβ|ευχαριστ|εκτιμησ|μπορουσ|προτειν|παρακαλ|ζητησ|σεβαστ|επιθυμ)/
const toCustomer = setOf('σασ σου τησ του τουσ')
const receives =
  /^(?:λαβετε|λαμβανετε|εχετε|δειτε|βρειτε|παραλαβετε|ακουσετε|μαθετε|παρετε|πληρωθειτε|ενημερωθειτε|αποζημιωθειτε|ειδοποιηθειτε|εξυπηρετηθειτε|πιστωθειτε|εισπραξετε|λαβεισ|εχεισ|μαθεισ|δεισ|παρεισ|παραλαβεισ|ενημερωθεισ|αποζημιωθεισ)$/
const acts =
  /(?:καλεσ|τηλεφων|παρ[εο]|ερθ|ρθ|σταλ|στειλ|στελν|παραδοθ|παραδωσ|επιστραφ|επιστρεψ|πιστωθ|πιστωσ|επισκευασ|επικοινων|ενημερω|απαντη|δοθ|δωσ|γινει|γινουν|φτασ|φθασ|μπει|μπουν|φυγ|αφαιρεθ|αφαιρεσ|αντικατασταθ|αντικαταστησ|πληρω|αποσταλ|αποστειλ|ακολουθησ|διορθω|κατατεθ|καταβληθ|καταβαλ|εκδοθ|εκδωσ|ολοκληρω|επισκεφ|παραλαβ|παραληφθ|τοποθετ|εγκατα|φανει|εμφανιστ|αποκατα|λυθ|λυσ|αποζημιω|εξοφλη|ακυρω|φερ|προσκομ|χορηγ|διεκπεραιω|ελεγ|εξεταστ|εξετασ|ταχυδρομ|γραψ|βρισκ|βγει|βγουν|περασ|επισκευ|αλλαξ|αλλαχτ|τακτοποι|ειδοποι|προωθ|μεταφερθ|παρουσιαστ|διευθετ|επαν|συνδε|ετοιμ|κοινοποι|γνωστοποι|δουμε|πουμε|δω|πω|κανουμε|κανω|κρατ|προχωρ|δρομολογ|διαγρα|χρεω|μιλησ|βαλ|ξανα|φροντι|κλεισ|επιβεβαιω|βεβαιω|συναντ|εγκρι|ζητ|αποσυρ|στηριξ|εχ[εο]|ειναι|ειμαι|ειμαστε|τηρ|εξηγ|παραδιδ|επιλυ|πραγματοποι|υλοποι|διενεργ|ξεκιν|ρυθμι|αναλαβ|καλυψ|ολοκληρ|δημοσιευ|μεριμν|απαντ)/
const generic =
  /^(?:πελατησ|πελατισσα|συμβολαιο|τιμη|τιμεσ|εγγυηση|γραμμεσ|κρυο|πελατεσ|νομοσ|οσοι|οσα|οσεσ|οποιοσ|οποιοι|κατασταση_|τραπεζα|τραπεζεσ|συνηθωσ|γενικα|κατα_κανονα|τραπεζασ|καθε|πιθανοτατα|προσφορα|καιροσ|συνδρομη|καταστηματα|επιβατεσ|ενοικιο|ιστοσελιδα|αποστολεσ|εμβασματα|τρενο|λεωφορειο)$/
const hedges = setOf(
  'ισωσ ελπιζω ελπιζουμε μαλλον πιθανον πιθανωσ πιθανοτατα συνηθωσ γενικα ευχομαι μακαρι κανονικα ενδεχομενωσ φανταζομαι νομιζω πιστευω πιστευουμε ευελπιστουμε ευελπιστω προσπαθω προσπαθουμε',
)
const noFirm = /^(?:δω|δουμε|ελεγ|εξετασ|εχ|ειμ|ειναι|κανω|κανουμε|ζητ|φροντι|ξεκιν|γιν|κρατ|προχωρ|μεριμν|βρ|φυγ|μπ|ακολουθ)/

const wordAt = ({ words }: ReadSentence, at: number): string => words[at]?.folded ?? ''
const writtenAt = ({ words }: ReadSentence, at: number): string => words[at]?.written ?? ''
const live = (at: number, certainty: number, firm = false): Head => ({ at, live: true, firm, certainty })

function headAt(sentence: ReadSentence, at: number): Head | null {
  return future(sentence, at) ?? vowed(sentence, at) ?? present(sentence, at) ?? othersPart(sentence, at) ?? told(sentence, at)
}

function future(sentence: ReadSentence, at: number): Head | null {
  if (wordAt(sentence, at) !== 'θα') return null
  const before = clauseBefore(sentence, at)
  if (denied(before) || before.some((word) => hedges.has(word)) || reported(sentence, at)) return dead(at)
  const { verb, objects } = verbAfter(sentence, at + 1)
  const said = { at, before, objects, verb: wordAt(sentence, verb), after: clauseAfter(sentence, verb) }
  if (takesBack(said.verb, said.after) || isImperfect(writtenAt(sentence, verb))) return dead(at)
  const person = personOf(writtenAt(sentence, verb))
  if (person === 'you') return yours(said)
  return person === 'we' ? ours(said) : third(said)
}

interface Said {
  at: number
  before: readonly string[]
  /** The pronouns between «θα» and the verb. */
  objects: readonly string[]
  verb: string
  /** The clause from the verb on. */
  after: readonly string[]
}

/** «θα προσπαθήσω», «θα λάβουμε υπόψη», «θα χρειαστεί» */
const takesBack = (verb: string, after: readonly string[]): boolean =>
  verb === 'μην' || weak.test(verb) || /υποψη|μπορεσετε|χρειαστει/.test(after.slice(0, 5).join(' '))

function yours({ at, verb, after }: Said): Head {
  const isGiven = receives.test(verb) && after[1] !== 'να'
  return isGiven ? live(at, 0.9, !/^(?:εχετε|δειτε|βρειτε|παρετε)$/.test(verb)) : dead(at)
}

function ours({ at, verb, after, objects }: Said): Head {
  if (!acts.test(verb)) return live(at, 0.75)
  return live(at, 0.95, !noFirm.test(verb) && (after.includes('σασ') || objects.some((one) => toCustomer.has(one))))
}

function third({ at, before, objects, verb, after }: Said): Head {
  const around = [...before, ...after.slice(1)]
  // «Η εγγύηση θα λήξει», «θα κάνει κρύο»; what is ours reaches the customer, or is an act of a desk.
  if (around.some((word) => generic.test(word)) || /^(?:ληξ|αυξηθ|μειωθ|κανει|κλεισ|ισχυ)/.test(verb)) return dead(at)
  if (/^(?:ειναι|βρισκ)/.test(verb)) return isThere(after.slice(1)) ? live(at, 0.8) : dead(at)
  const reaches = [...objects, ...around].some((word) => word === 'σασ' || word === 'σου')
  if (!acts.test(verb)) return reaches ? live(at, 0.9) : dead(at)
  return live(at, reaches ? 0.9 : 0.85, objects.includes('σασ') && !noFirm.test(verb))
}

const isThere = (rest: readonly string[]): boolean =>
  /(?:ετοιμ|κοντα|σασ|διαθεσιμ|εκει|πισω|στη διαθεση)/.test(rest.slice(0, 8).join(' ')) && !/κλειστ|ανοιχτ|ανοικτ/.test(rest.join(' '))

function verbAfter(sentence: ReadSentence, from: number): { verb: number; objects: string[] } {
  const objects: string[] = []
  let verb = from
  while (
    verb < from + 6 &&
    (clitics.has(wordAt(sentence, verb)) ||
      between.has(wordAt(sentence, verb)) ||
      (inDate(sentence, verb) && !/(?:ω|ει|ουμε|ετε)$/.test(wordAt(sentence, verb))))
  ) {
    if (clitics.has(wordAt(sentence, verb))) objects.push(wordAt(sentence, verb))
    verb += 1
  }
  return { verb, objects }
}

/** «θα καλούσα», «θα ερχόταν», «θα είχαμε»: would, not will. An accent tells «θα πάμε» from «θα πληρώναμε». */
function isImperfect(written: string): boolean {
  if (/^(?:πάμε|φάμε|πάτε|φάτε|μιλάμε|μιλάτε|πάνε|πούμε|δούμε)$/.test(written)) return false
  return (
    /(?:[^άαέεήίόύώ][αά]|[οό]ταν|[οό]μουν|[οό]μασταν|όσασταν|αμε|ατε|[^άέήίόύώοου]αν|[^ετ]ες|ουσες|ονταν|ιόταν)$/.test(written) ||
    /^(?:ήταν|ηταν|είχε|ειχε|έπρεπε|επρεπε|μπορούσε|ερχόταν)$/.test(written) ||
    /[^ετσμ]ε$/.test(written)
  )
}

function personOf(written: string): 'we' | 'you' | 'third' {
  if (/(?:ω|ώ|ομαι|άμαι|ούμαι|αμαι|ουμαι|ουμε|ούμε|άμε|αμε|όμαστε|ομαστε|ούμαστε|ουμαστε|είμαι|είμαστε|ειμαι|ειμαστε)$/.test(written))
    return 'we'
  return /(?:τε|εις|είς|ηις|άς|ας)$/.test(written) ? 'you' : 'third'
}

const denied = (before: readonly string[]): boolean =>
  before.some((word) => /^(?:δεν|δε|μην|μη|κανεισ|κανενασ|καμια|αδυνατον|ουτε|ποτε)$/.test(word))

/** «Είπατε ότι θα …», «σας είχαν πει ότι θα …», «ο συνάδελφός μου υποσχέθηκε …» */
function reported(sentence: ReadSentence, at: number): boolean {
  const before = sentence.words
    .slice(0, at)
    .map(({ folded }) => folded)
    .join(' ')
  return /(?:ειπατε|γραφετε|γραψατε|λετε|αναφερετε|αναφερατε|ισχυριζεστε|σασ (?:ειπε|ειπαν|ειχαν|ειχε|υποσχεθηκ|διαβεβαιωσε|ενημερωσαν)|υποσχεθηκε|υποσχεθηκαν|περιμενατε|νομιζατε|ειπε|ειπαν|ελεγε|γραφαμε|ειχαμε)[^.]{0,60}(?:οτι|πωσ)[^.]{0,60}$/.test(
    before,
  )
}

const expected = /^(?:περιμενετε|αναμενετε|υπολογιζετε)$/
const vow = /^(?:υποσχομαι|υποσχομαστε|δεσμευομαι|δεσμευομαστε|εγγυωμαι|εγγυομαστε|εγγυουμαι|εγγυομαι|αναλαμβανω|αναλαμβανουμε)$/

function vowed(sentence: ReadSentence, at: number): Head | null {
  const word = wordAt(sentence, at)
  const before = clauseBefore(sentence, at)
  if (vow.test(word)) return denied(before) || before.includes('να') ? dead(at) : live(at, 0.9)
  const after = clauseAfter(sentence, at)
  if (word === 'λογο' && after[1] === 'μου' && before.some((each) => /^εχετε$/.test(each))) return live(at, 0.9)
  if (expected.test(word))
    return /(?:μου|μασ|κληση|τηλεφωνημα|απαντηση)/.test(after.slice(1, 6).join(' ')) && !denied(before) ? live(at, 0.85) : null
  return null
}

const weAct =
  /^(?:κανω|κανουμε|καλω|καλουμε|στελνω|στελνουμε|παιρνω|παιρνουμε|ξαναπαιρνω|τηλεφωνω|τηλεφωνουμε|γραφω|γραφουμε|επιστρεφω|επιστρεφουμε|δινω|δινουμε|φερνω|φερνουμε|προωθω|προωθουμε|αποστελλω|αποστελλουμε|απανταω|απαντω|απανταμε|απαντουμε|ενημερωνω|ενημερωνουμε|λεω|λεμε|πιστωνω|πιστωνουμε|αλλαζω|αλλαζουμε|παραδιδω|παραδιδουμε|ειδοποιω|ειδοποιουμε|επιβεβαιωνω|επιβεβαιωνουμε|καταθετω|καταθετουμε|ξανακαλω|επικοινωνω|επικοινωνουμε|αντικαθιστω|αντικαθιστουμε|ερχομαι|ερχομαστε|πληρωνουμε|βαζω|βαζουμε|στελνεται|επισκευαζουμε|εκδιδουμε|ταχυδρομω|ταχυδρομουμε)$/

/** «Σας καλώ αύριο», «αύριο έχετε την απάντησή μας», «το δέμα σας φεύγει σήμερα»: with a date. */
function present(sentence: ReadSentence, at: number): Head | null {
  const word = wordAt(sentence, at)
  const kind = [weAct, underWay, /^εχετε$/].findIndex((one) => one.test(word))
  const before = clauseBefore(sentence, at)
  if (kind < 0 || before.includes('θα') || before.includes('να')) return null
  const said = { at, before, after: clauseAfter(sentence, at), off: denied(before) || before.some((each) => hedges.has(each)) }
  return [weDo, itComes, given][kind]?.(said) ?? null
}

interface Now {
  at: number
  before: readonly string[]
  after: readonly string[]
  /** Denied or doubted. */
  off: boolean
}

/** «σας καλώ»: only with the customer beside it. */
function weDo({ at, before, after, off }: Now): Head | null {
  const beside = [...before.slice(-3), ...after.slice(1, 4)]
  return !off && beside.some((each) => toCustomer.has(each)) ? live(at, 0.75, isAtOnce([...before, ...after])) : null
}

/** «το δέμα σας φεύγει» */
function itComes({ at, before, after, off }: Now): Head {
  const isYours = [...before, ...after].includes('σασ') && !before.some((each) => generic.test(each))
  return isYours && !off ? live(at, 0.65) : dead(at)
}

const underWay =
  /^(?:ερχεται|ερχονται|παραδιδεται|παραδιδονται|φευγει|φευγουν|φτανει|στελνεται|αποστελλεται|πιστωνεται|επιστρεφονται|επιστρεφεται)$/

/** «έχετε την απάντησή μας»; «έχετε περιθώριο» is theirs. */
function given({ at, after, off }: Now): Head | null {
  if (!off && /(?:απαντηση|νεα|χρηματα|λεφτα|ενημερωση)\S* (?:μου|μασ|σασ)/.test(after.join(' '))) return live(at, 0.7)
  return /^(?:περιθωριο|προθεσμια|χρονο|δικαιωμα)$/.test(after[1] ?? '') ? dead(at) : null
}

/** «Σας καλώ αμέσως» binds without a date. */
const isAtOnce = (clause: readonly string[]): boolean => clause.some((word) => /^(?:αμεσωσ|αμεσα|τωρα|ευθυσ)$/.test(word))

function othersPart(sentence: ReadSentence, at: number): Head | null {
  const word = wordAt(sentence, at)
  if (asks.has(word)) return dead(at)
  // An imperative opens a clause: «στείλτε μας», «καλέστε με».
  if (!imperative.test(word) || word === 'εχετε' || expected.test(word)) return null
  return at === 0 || sentence.clauses[at - 1] !== sentence.clauses[at] ? dead(at) : null
}

const imperative = /(?:στε|ξτε|ψτε|ρτε|λτε|ετε)$/
const asks = setOf(
  'παρακαλουμε παρακαλω μπορειτε μπορουμε πρεπει χρειαζεται οφειλετε καλειστε δικαιουστε μπορει αδυνατουμε αδυνατω ενδεχεται ελπιζω ελπιζουμε περιμενουμε περιμενω',
)

// Past tenses, as written: an accent far from the end, and an ending of the past.
const pastVerb =
  /^(?:είπ|πήρ|έστειλ|ήρθ|έγιν|έφτασ|έλαβ|έφυγ|έδωσ|έγραψ|μίλησ|κάλεσ|τηλεφώνησ|παραδόθηκ|έφερ|είχ|είδ|έκαν|σκόπευ|έπρεπ|ήταν|ήμουν|πλήρωσ|απάντησ|ταχυδρόμησ|ζήτησ|έλεγ|πέρασ|βρήκ|έχω ήδη)/

function told(sentence: ReadSentence, at: number): Head | null {
  const written = writtenAt(sentence, at)
  const isPast = pastVerb.test(written) || pastEnding.test(written) || hasDone(sentence, at)
  return isPast && !clauseBefore(sentence, at).slice(-4).includes('θα') ? dead(at) : null
}

const pastEnding = /(?:ήσαμε|άσαμε|έσαμε|ώσαμε|ίσαμε|έψαμε|άψαμε|ήσατε|άσατε|έσατε|ώσατε|ίσατε|έψατε|θηκε|θηκαν|στηκε|στηκαν|χτηκε)$/

const having = /^(?:εχω|εχουμε|εχει|εχουν)$/

/** «έχουμε επιστρέψει» */
const hasDone = (sentence: ReadSentence, at: number): boolean =>
  having.test(wordAt(sentence, at)) && /.(?:ει|θεί)$/.test(writtenAt(sentence, at + 1))
