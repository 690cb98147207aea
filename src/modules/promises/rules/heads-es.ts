import { remembering } from '#modules/tone/rules/remember.ts'
import { fold } from '#platform/fold.ts'
import { clauseAfter, clauseBefore, dead, type Force, type Head, headsWhere, inDate, type ReadSentence, setOf } from './commitment.ts'

/** The commitments of a Spanish sentence, and what is none. Verbs are told apart by their endings, as written: «llamé» was, «llamaré» will be. */
export const headsInSpanish = (sentence: ReadSentence): Head[] => headsWhere(sentence, forceInSpanish, headAt)

/** What a word, as written, may do in a Spanish sentence. */
export const forceInSpanish = remembering((written: string): Force => {
  const folded = fold(written)
  if (futureForm(written, folded, true) || /^(?:voy|vamos|van?|estoy|estamos|tienes?)$/.test(folded)) return 'binds'
  if (opening.has(folded) || doing.test(written)) return 'binds'
  return asking.test(folded) || isPast(written) ? 'takes' : 'none'
}, 10_000)

const wordAt = ({ words }: ReadSentence, at: number): string => words[at]?.folded ?? ''
const writtenAt = ({ words }: ReadSentence, at: number): string => words[at]?.written ?? ''
const live = (at: number, certainty: number, firm = false): Head => ({ at, live: true, firm, certainty })

function headAt(sentence: ReadSentence, at: number): Head | null {
  if (inDate(sentence, at)) return null
  return (
    future(sentence, at) ??
    goingTo(sentence, at) ??
    vowed(sentence, at) ??
    progressive(sentence, at) ??
    present(sentence, at) ??
    othersPart(sentence, at) ??
    told(sentence, at)
  )
}

const toCustomer = setOf('le les lo los la las se te os')
const pastInRe = setOf(
  'preparé esperé retiré reparé comparé separé miré tiré aclaré declaré giré superé recuperé generé consideré liberé reiteré entré compré mostré registré encontré logré cobré cerré borré alteré enteré operé',
)
const notFuture = setOf('queremos requerimos mientras para ahora hora fuera cara compra claro eramos')
const weakFuture =
  /^(?:intentar|procurar|tratar|esperar|querr|desear|necesitar|agradecer|comprender|entender|recordar|lamentar|valorar|tratar|sabr|deber|suponer|imaginar)/
const receives = /^(?:recibir|tendr|obtendr|ver|encontrar|dispondr|contar|podra ver|sabr|percibir|cobrar|sera|estara|quedar)/
const theirActs =
  /^(?:enviar|mandar|pagar|traer|devolver|hacer|remitir|facilitar|aportar|firmar|llamar|escribir|entregar|comprender|entender|necesitar|deber|permitir|disculpar|perdonar)/
const acts =
  /^(?:llam|telefone|marc|timbr|habl|contact|comunic|pon|escrib|contest|respond|envi|mand|remit|reenvi|devolv|devuelv|reembols|pag|abon|acredit|ingres|reintegr|cambi|sustitu|reemplaz|repar|arregl|entreg|reparti|recog|recib|emit|correg|corrij|cancel|anul|elimin|confirm|inform|notific|avis|actualiz|pas|ir|va|vend|lleg|sald|sal|tra|llev|instal|mont|resolv|resuelv|solucion|dar|da|doy|dir|dig|dec|cuent|contar|regres|hac|har|hag|gestion|tramit|proced|proceder|compens|indemniz|complet|termin|realiz|efectu|quedar|estar|ser|visit|acud|pres|devol|retir|atend|figur|aparec|mantendr|mostr|ten|tendr|facilit|adjunt|hab|revis|verific|comprob|compruebo|mir|checo|chec|consult|pedir|hall|segu|sigu|dej|organiz|agend|program|expid|ofrec|present|trasla|devuelt|aplic|ajust|coloc|proporcion|volver|vuelv|escal|acerc|proces|transfer|cumpl|atend)/
const generic =
  /^(?:clientes|reembolsos|reclamaciones|contrato|precio|precios|tarifa|tarifas|garantia|lineas|tienda|oficina|oficinas|ley|quien|quienes|banco|bancos|transferencias|paquetes|tren|frio|calor|facturas|normalmente|generalmente|cada|suscripcion|poliza|pasajeros|usuarios|socios|cualquier|todo|web|sistema|usualmente|alquiler|seguro|oferta)$/
const hedges = setOf(
  'espero esperamos quiza quizas tal_vez acaso posiblemente probablemente normalmente generalmente habitualmente probable intento intentamos confio confiamos ojala supongo creo calculo igual podria podriamos deberia intentare intentaremos tratare trataremos procurare procuraremos',
)

interface Verb {
  at: number
  before: string[]
  after: string[]
  person: 'we' | 'third'
  /** The infinitive's beginning, folded. */
  stem: string
}

/** The person and stem of a future form; without accents only where a pronoun shows that it is one. */
function futureAt(sentence: ReadSentence, at: number): Pick<Verb, 'person' | 'stem'> | null {
  return futureForm(writtenAt(sentence, at), wordAt(sentence, at), toCustomer.has(wordAt(sentence, at - 1)))
}

function futureForm(written: string, folded: string, hasPronoun: boolean): Pick<Verb, 'person' | 'stem'> | null {
  if (notFuture.has(folded) || pastInRe.has(written)) return null
  if (/(?:[aei]r|dr|br|rr)(?:é|emos)$/.test(written)) return { person: 'we', stem: folded.replace(/(?:e|emos)$/, '') }
  if (/(?:[aei]r|dr|br|rr)(?:á|án)$/.test(written)) return { person: 'third', stem: folded.replace(/(?:an|a)$/, '') }
  return written === folded ? unaccented(folded, hasPronoun) : null
}

/** «le llamare»: written without accents; elsewhere the same letters are other forms. */
function unaccented(folded: string, hasPronoun: boolean): Pick<Verb, 'person' | 'stem'> | null {
  if (hasPronoun && /(?:[aei]r|dr|br)e$/.test(folded)) return { person: 'we', stem: folded.slice(0, -1) }
  const known = /^(?:recibira|tendra|llegara|llegaran|enviara|llamara|devolvera|estara|sera|vera|contactara)$/
  return known.test(folded) ? { person: 'third', stem: folded.replace(/(?:an|a)$/, '') } : null
}

function future(sentence: ReadSentence, at: number): Head | null {
  const form = futureAt(sentence, at)
  if (!form) return null
  return judged(sentence, { at, before: clauseBefore(sentence, at), after: clauseAfter(sentence, at), ...form })
}

/** «voy a llamarle», «va a recibir», «vamos a enviarle» */
function goingTo(sentence: ReadSentence, at: number): Head | null {
  const person = /^(?:voy|vamos)$/.test(wordAt(sentence, at)) ? 'we' : /^(?:va|van)$/.test(wordAt(sentence, at)) ? 'third' : null
  const infinitive = wordAt(sentence, at + 2)
  if (!person || wordAt(sentence, at + 1) !== 'a' || !/[aei]r(?:le|les|la|lo|los|las|se|selo|sela|me|nos)?$/.test(infinitive)) return null
  const before = clauseBefore(sentence, at)
  return judged(sentence, {
    at,
    before,
    after: clauseAfter(sentence, at + 2),
    person,
    stem: infinitive.replace(/(?:le|les|la|lo|los|las|se|selo|sela|me|nos)$/, ''),
  })
}

function judged(sentence: ReadSentence, verb: Verb): Head {
  const { at, before, after, person, stem } = verb
  if (
    denied(before) ||
    [...before, ...after].some((word) => hedges.has(word)) ||
    /tal vez|es posible|sera posible|a lo mejor|por lo general|por lo comun/.test(before.join(' ')) ||
    reported(sentence, at)
  )
    return dead(at)
  if (weakFuture.test(stem) && !stem.startsWith('esperarl')) return dead(at)
  return person === 'we' ? ours(verb) : third(verb)
}

const firmActs =
  /^(?:llamar|telefonear|marcar|hablar|contactar|pondr|poner|escribir|contestar|responder|enviar|mandar|remitir|devolver|reembolsar|pagar|abonar|cambiar|sustituir|reemplazar|reparar|arreglar|entregar|confirmar|informar|notificar|avisar|resolver|solucionar|volver|compensar|indemnizar|reintegrar|comunicar|dar|har|recoger|instalar|recibir|tendr|obtendr)/

function ours({ at, after, before, stem }: Verb): Head {
  const said = after.slice(1, 6).join(' ')
  const special = specialVerbs.find(({ begins }) => stem.startsWith(begins))
  if (special) return special.binds.test(said) ? live(at, 0.8) : dead(at)
  const reaches = before.slice(-3).some((word) => toCustomer.has(word)) || yourself.test(said)
  return live(at, acts.test(stem) ? 0.95 : 0.75, reaches && firmActs.test(stem))
}

const yourself = /\b(?:usted|ustedes|su|sus)\b/

// Verbs that promise something only with certain words behind them.
const specialVerbs = [
  { begins: 'tendr', binds: /^(?!en cuenta|presente|que\b)/ },
  { begins: 'podr', binds: /^(?:llamar|enviar|mandar|devolver|confirmar|dar|entregar|ir\b|tener)/ },
  { begins: 'estar', binds: /^(?:\p{L}+ndo\p{L}*|con\b|alli|ahi|en contacto|a su\b)/u },
  { begins: 'har', binds: /^(?!todo lo posible|lo posible|lo que|cuanto)/ },
]

function third(verb: Verb): Head {
  const { at, after, before, stem } = verb
  const said = after.slice(1, 8).join(' ')
  if (isTheirs(verb, said) || isGeneral(verb)) return dead(at)
  if (/^(?:estar|ser|quedar)/.test(stem)) return done.test(said) ? live(at, 0.85) : dead(at)
  if (receives.test(stem)) return live(at, 0.9, givesAnswer(stem, said))
  const toYou = before.slice(-3).some((word) => toCustomer.has(word)) || yourself.test(said)
  return serves(stem, toYou) ? live(at, 0.85, toYou && firmActs.test(stem)) : dead(at)
}

const serves = (stem: string, toYou: boolean): boolean => acts.test(stem) && (toYou || arriving.test(stem))

const givesAnswer = (stem: string, said: string): boolean =>
  /^(?:recibir|obtendr)/.test(stem) || (stem.startsWith('tendr') && /noticias|respuesta/.test(said))

const done =
  /^(?!cerrad|abiert|cobrad|festiv)(?:en su|en sus|list|alli|ahi|con usted|disponible|\p{L}+[ai]d[oa]s?\b|\p{L}+ndo|resuelt|devuelt|hech|en casa|a su|respondid)/u
const arriving = /^(?:llegar|vendr|saldr|ir|pasar|acudir|visitar|contactar|entregar)/

/** «nos enviará», «traerá usted», «tendrá que»: what the customer shall do. */
function isTheirs({ before, stem }: Verb, said: string): boolean {
  if (/^(?:tendr|habr)/.test(stem) && /^que\b/.test(said)) return true
  const toUs = before.slice(-3).some((word) => word === 'nos' || word === 'me') || /^(?:usted|ustedes)\b/.test(said)
  return toUs && theirActs.test(stem)
}

/** «Los clientes recibirán», «la garantía caducará»: what is so for everybody, or by itself. */
function isGeneral({ before, after, stem }: Verb): boolean {
  const toYou = before.slice(-3).some((word) => word === 'le' || word === 'les')
  return !toYou && (byItself.test(stem) || [...before, ...after.slice(1)].some((word) => generic.test(word)))
}

const byItself = /^(?:har$|caducar|vencer|subir|bajar|podr|deber|comprender|costar|cobrar)/

const denied = (before: readonly string[]): boolean =>
  before.some((word) => /^(?:no|nadie|nunca|jamas|tampoco|imposible|ni|ningun|ninguna)$/.test(word))

/** «Usted dijo que …», «mi compañero le prometió que …», «le dijeron que …»; «le dije que le enviaremos» is ours. */
function reported(sentence: ReadSentence, at: number): boolean {
  const before = sentence.words
    .slice(0, at)
    .map(({ written }) => written)
    .join(' ')
  return /(?:usted (?:dijo|dice|escribe|escribió)|dijeron|le dijo|prometió|prometieron|aseguró|aseguraron|escribe usted|nos dice|nos escribe|afirma|decíamos|habíamos dicho|le habían)\b/u.test(
    before,
  )
}

function vowed(sentence: ReadSentence, at: number): Head | null {
  const word = wordAt(sentence, at)
  if (!opening.has(word)) return null
  const before = clauseBefore(sentence, at)
  const clause = `${before.join(' ')} ▸${clauseAfter(sentence, at).join(' ')}`.trim()
  const found = vows.find(({ says }) => says.test(clause))
  return found && !denied(before) ? live(at, found.certainty) : null
}

const opening = setOf(
  'prometo prometemos garantizo garantizamos comprometo comprometemos aseguro aseguramos palabra cuente espere puede podra quedamos quedado acordamos acordado',
)
// What stands before the word and after it; «▸» is where it stands.
const vows = [
  { certainty: 0.9, says: /▸(?:prometo|prometemos|garantizo|garantizamos|comprometo|comprometemos|aseguro|aseguramos)\b/ },
  { certainty: 0.9, says: /(?:tiene mi|doy mi|damos nuestra|tiene nuestra) ▸palabra\b/ },
  { certainty: 0.85, says: /▸(?:cuente|espere)\b.*\b(?:mi|nuestra|nuestro|llamada|respuesta)\b/ },
  { certainty: 0.85, says: /▸(?:puede|podra) (?:esperar|contar con)\b.*\b(?:mi|nuestra|nuestro|llamada|respuesta)\b/ },
  { certainty: 0.7, says: /▸(?:quedamos|quedado|acordamos|acordado) (?:en|con \S+(?: \S+)? en|con \S+(?: \S+){0,2} que) / },
]

/** «le estoy enviando … hoy», «estaremos contactándolo» */
function progressive(sentence: ReadSentence, at: number): Head | null {
  if (!/^(?:estoy|estamos)$/.test(wordAt(sentence, at)) || !/ndo(?:le|les|lo|la|los|las|selo|sela)?$/.test(wordAt(sentence, at + 1)))
    return null
  const before = clauseBefore(sentence, at)
  return !denied(before) &&
    acts.test(wordAt(sentence, at + 1)) &&
    (before.some((word) => toCustomer.has(word)) || /(?:le|lo|la|les)$/.test(wordAt(sentence, at + 1)))
    ? live(at, 0.75)
    : null
}

const doing =
  /^(?:llamo|llamamos|mando|mandamos|envio|envío|enviamos|remito|remitimos|devuelvo|devolvemos|doy|damos|digo|decimos|paso|pasamos|escribo|escribimos|telefoneo|telefonea|llama|marco|marcamos|hablo|timbro|regreso|regresamos|abono|abonamos|reembolso|reembolsamos|cuento|contamos|contesto|contestamos|respondo|respondemos|confirmo|confirmamos|aviso|avisamos|entrego|entregamos|llevo|llevamos|traigo|traemos|vuelvo|volvemos|hago|hacemos|cambio|cambiamos|arreglo|arreglamos|ingreso|ingresamos|informo|informamos|notifico|notificamos|pongo|ponemos|soluciono|solucionamos|resuelvo|resolvemos|recojo|recogemos|comento|comunico|comunicamos|instalamos|instalo|reviso|revisamos|checo|compruebo|comprobamos|tengo|tenemos|llega|llegan|sale|salen|entrega|entregan|visita|viene|vienen|va|pasa|pasan|manda|envía|escribe|confirma|busco|buscamos|reparamos|consulto)$/

/** «mañana le llamo», «el paquete sale mañana»: with a date. An accent tells «envío» from «envió». */
function present(sentence: ReadSentence, at: number): Head | null {
  const written = writtenAt(sentence, at)
  if (/^(?:tiene|tienes)$/.test(written)) return hasFromUs(sentence, at)
  if (!doing.test(written)) return null
  const before = clauseBefore(sentence, at)
  const around = [...before, ...clauseAfter(sentence, at).slice(1)]
  if (isDoubtful(before, around) || reported(sentence, at)) return dead(at)
  const pronoun = before.slice(-2).some((word) => toCustomer.has(word))
  if (/(?:o|mos|doy)$/.test(written)) return weDo(at, written, { pronoun, around })
  const isYours = written.startsWith('sale') || around.some((word) => yourself.test(word))
  return pronoun || (isYours && !around.some((word) => generic.test(word))) ? live(at, 0.65) : dead(at)
}

const isDoubtful = (before: readonly string[], around: readonly string[]): boolean =>
  denied(before) || around.some((word) => hedges.has(word))

/** «le llamo», «lo compruebo»: only with the customer beside it, or looking something up. */
function weDo(at: number, written: string, { pronoun, around }: { pronoun: boolean; around: readonly string[] }): Head | null {
  return pronoun || looking.has(written) ? live(at, 0.75, pronoun && around.some((word) => atOnce.has(word))) : null
}

const looking = setOf('reviso revisamos checo compruebo comprobamos consulto')
const atOnce = setOf('enseguida inmediatamente ahora')

/** «El viernes tiene usted la respuesta» */
function hasFromUs(sentence: ReadSentence, at: number): Head | null {
  const before = clauseBefore(sentence, at)
  const after = clauseAfter(sentence, at).slice(1, 7)
  const given = after.some((word) => /^(?:respuesta|dinero|noticias|reembolso|pedido|solucion|abono)$/.test(word))
  return given && after[0] !== 'que' && !denied(before) && !before.some((word) => hedges.has(word)) ? live(at, 0.7) : null
}

function othersPart(sentence: ReadSentence, at: number): Head | null {
  const word = wordAt(sentence, at)
  if (word === 'por') return wordAt(sentence, at + 1) === 'favor' ? dead(at) : null
  return asking.test(word) ? dead(at) : null
}

const asking =
  /^(?:por|puede|pueden|podemos|debe|deben|tiene|quiere|necesita|necesitamos|esperamos|espero|podria|podriamos|ruego|rogamos|agradeceria|agradeceriamos|gracias|suele|suelen|deseo|quisiera|llame|mande|envie|mandenos|envienos|llamenos|llameme|enviame|digame|diganos|escribame|escribanos|traiga|devuelva|pague|remita|remitanos|faciliten(?:os)?|facilite|facilitenos)$/

/** What was, or would be, takes its date away. */
function told(sentence: ReadSentence, at: number): Head | null {
  // «llamamos» is now and was: a pronoun with a date to come was read above.
  return isPast(writtenAt(sentence, at)) ? dead(at) : null
}

function isPast(written: string): boolean {
  if (
    /(?:ía|íamos|ían|aba|aban|ábamos|ó|aron|ieron|iste|amos|imos)$/.test(written) &&
    !/^(?:día|todavía|garantía|compañía|mayoría|avería|vamos|estamos|tramos|mercancía|economía|energía|batería|solo|próximos|últimos|ramos)$/.test(
      written,
    )
  )
    return true
  if (/^(?:he|ha|hemos|han|había|habíamos|hube|fue|fueron|acabo|acabamos|dije|dijo|hice|hizo|vino|vinieron|puso|tuvo|pudo)$/.test(written))
    return true
  return (
    /[^aeir]é$|^(?:envié|llamé|mandé|hablé|pagué|escribí|recibí|devolví|respondí)$/.test(written) &&
    !/^(?:qué|porqué|té|sé|café|esté|dé)$/.test(written)
  )
}
