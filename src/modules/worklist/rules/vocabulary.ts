import { channels, kinds, reviewMarks, states, urgencies } from '#modules/complaints/contract.ts'
import { fold } from '#platform/fold.ts'

/** What a list and a search may be narrowed by. The codes are what is kept; people write them in three languages. */
export const operators = [
  'state',
  'is',
  'assignee',
  'team',
  'category',
  'tag',
  'customer',
  'order',
  'channel',
  'urgency',
  'kind',
  'language',
  'has',
  'mark',
  'due',
  'created',
  'changed',
  'closed',
] as const
export type Operator = (typeof operators)[number]

export const conditions = ['running', 'over', 'urgent', 'late', 'unassigned', 'restricted', 'anonymous', 'reopened'] as const
export type Condition = (typeof conditions)[number]

export const possessions = ['promise', 'task', 'attachment', 'note', 'tag', 'order', 'dispute'] as const
export type Possession = (typeof possessions)[number]

/** Operators that compare a moment. */
export const momentOperators: readonly Operator[] = ['due', 'created', 'changed', 'closed']

/** Operators whose values are names that only the desk knows. */
export const namedOperators: readonly Operator[] = ['assignee', 'team', 'category', 'customer', 'tag', 'order']

/** Codes of the operators that have a closed list of values. */
export const codesOf: Partial<Record<Operator, readonly string[]>> = {
  state: states,
  is: conditions,
  channel: channels,
  urgency: urgencies,
  kind: kinds,
  language: ['en', 'el', 'es'],
  has: possessions,
  mark: reviewMarks,
}

const operatorWords: Record<Operator, string> = {
  state: 'status κατάσταση estado',
  is: 'είναι es está',
  assignee: 'owner assigned υπεύθυνος υπεύθυνη ανάθεση responsable asignado asignada',
  team: 'ομάδα equipo',
  category: 'κατηγορία categoría',
  tag: 'tags label ετικέτα etiqueta',
  customer: 'from πελάτης πελάτισσα cliente clienta',
  order: 'παραγγελία pedido',
  channel: 'via κανάλι canal',
  urgency: 'priority προτεραιότητα urgencia prioridad',
  kind: 'type είδος tipo',
  language: 'lang γλώσσα idioma',
  has: 'with έχει με tiene con',
  mark: 'σήμανση σημάδι marca señal',
  due: 'limit deadline προθεσμία λήγει plazo vence',
  created: 'received opened λήφθηκε ελήφθη παραλαβή recibida recibido creada',
  changed: 'updated άλλαξε αλλαγή cambiada cambiado cambio',
  closed: 'έκλεισε κλείσιμο cerrada cerrado cierre',
}

const valueWords: Partial<Record<Operator, Record<string, string>>> = {
  state: {
    received: 'new νέο νέα ελήφθη λήφθηκε recibida recibido nueva nuevo',
    open: 'ανοιχτό ανοιχτή ανοιχτά ανοικτό ανοικτή ανοικτά abierta abierto abiertas',
    waiting_customer: 'waiting αναμονή αναμονή_πελάτη espera esperando espera_cliente',
    waiting_internal: 'αναμονή_συναδέλφου espera_interna',
    offered: 'προσφορά προτάθηκε ofrecida ofrecido oferta',
    fulfilling: 'υλοποίηση cumplimiento en_curso',
    follow_up: 'followup παρακολούθηση seguimiento',
    closed: 'κλειστό κλειστή κλειστά έκλεισε cerrada cerrado cerradas',
    merged: 'συγχωνεύτηκε συγχωνευμένο fusionada fusionado',
    withdrawn: 'αποσύρθηκε ανακλήθηκε retirada retirado',
    not_complaint: 'όχι_παράπονο no_reclamación',
  },
  is: {
    running: 'open active ανοιχτό ανοιχτά τρέχον τρέχοντα σε_εξέλιξη abierta abiertas en_curso',
    over: 'closed done ended κλειστό κλειστά τελείωσε cerrada cerradas terminada',
    urgent: 'επείγον επείγοντα urgente urgentes',
    late: 'overdue breached εκπρόθεσμο εκπρόθεσμα αργοπορημένο vencida vencidas tarde',
    unassigned: 'χωρίς_υπεύθυνο sin_responsable sin_asignar',
    restricted: 'περιορισμένο restringida restringido',
    anonymous: 'ανώνυμο anónima anónimo',
    reopened: 'ξανάνοιξε reabierta reabierto',
  },
  channel: {
    email: 'e_mail mail ηλεκτρονικό_ταχυδρομείο μέιλ correo correo_electrónico',
    web_form: 'web form φόρμα formulario formulario_web',
    phone: 'telephone call τηλέφωνο teléfono llamada',
    counter: 'desk γκισέ κατάστημα mostrador',
    letter: 'post επιστολή γράμμα carta',
    chat: 'συνομιλία',
    social: 'social_media κοινωνικά_δίκτυα redes redes_sociales',
    api: 'program πρόγραμμα programa',
  },
  urgency: {
    critical: 'κρίσιμο κρίσιμη κρίσιμα crítica crítico',
    high: 'υψηλή υψηλό alta alto',
    normal: 'κανονική κανονικό medium normales',
    low: 'χαμηλή χαμηλό baja bajo',
  },
  kind: {
    complaint: 'παράπονο reclamación queja',
    enquiry: 'inquiry question ερώτηση ερώτημα consulta pregunta',
    praise: 'thanks έπαινος elogio felicitación',
    other: 'άλλο otro otra',
  },
  language: {
    en: 'english αγγλικά inglés',
    el: 'greek gr ελληνικά griego',
    es: 'spanish ισπανικά español',
  },
  has: {
    promise: 'promises υπόσχεση promesa',
    task: 'tasks εργασία tarea',
    attachment: 'attachments file files συνημμένο συνημμένα αρχείο adjunto adjuntos archivo',
    note: 'notes σημείωση nota',
    tag: 'tags ετικέτα etiqueta',
    order: 'orders παραγγελία pedido',
    dispute: 'διαφορά disputa',
  },
}

const someoneWords: Record<'me' | 'none', string> = {
  me: 'mine my εγώ εμένα μου δική_μου yo mí mío mía',
  none: 'nobody no_one κανένας κανείς καμία χωρίς nadie ninguno ninguna sin',
}

const relativeDayWords: Record<'today' | 'yesterday' | 'tomorrow', string> = {
  today: 'σήμερα hoy',
  yesterday: 'χθες χτες ayer',
  tomorrow: 'αύριο mañana',
}

/** Letters of a span, as they are kept: hours, days, weeks, months, years. */
export const spanWords: Record<'h' | 'd' | 'w' | 'm' | 'y', string> = {
  h: 'hours hour ω ώρες ώρα horas hora',
  d: 'days day η ημέρες ημέρα μέρες días día',
  w: 'weeks week ε εβδομάδες εβδομάδα s semanas semana',
  m: 'months month μ μήνες μήνας meses mes',
  y: 'years year χ χρόνια έτη a años año',
}

/** A word as it is compared: small, without accents, its parts joined by an underscore. */
export const plainWord = (typed: string): string =>
  fold(typed.trim())
    .replace(/[\s-]+/g, '_')
    .replace(/[.]/g, '')

const tableOf = <Code extends string>(words: Readonly<Record<Code, string>>): Map<string, Code> =>
  new Map(
    (Object.entries(words) as [Code, string][]).flatMap(([code, said]) =>
      [code, ...said.split(' ')].filter(Boolean).map((word): [string, Code] => [plainWord(word), code]),
    ),
  )

const operatorTable = tableOf(operatorWords)
const valueTables = new Map(
  operators.map((operator): [Operator, Map<string, string>] => [
    operator,
    tableOf({ ...Object.fromEntries((codesOf[operator] ?? []).map((code) => [code, ''])), ...valueWords[operator] }),
  ]),
)
const someone = tableOf(someoneWords)
const relativeDays = tableOf(relativeDayWords)
const spans = tableOf(spanWords)

export const operatorNamed = (typed: string): Operator | undefined => operatorTable.get(plainWord(typed))
export const valueNamed = (operator: Operator, typed: string): string | undefined => valueTables.get(operator)?.get(plainWord(typed))
/** `me` and `none`, for operators that name somebody or something. */
export const someoneNamed = (typed: string): 'me' | 'none' | undefined => someone.get(plainWord(typed))
export const relativeDayNamed = (typed: string) => relativeDays.get(plainWord(typed))
export const spanUnitNamed = (typed: string) => spans.get(plainWord(typed))

const flags = new Map<string, Condition>(
  ['urgent', ...(valueWords.is?.['urgent'] ?? '').split(' ')].map((word) => [plainWord(word), 'urgent'] as const),
)
/** A bare word that is an operator by itself: `urgent`. In quotes it is a word to find. */
export const flagNamed = (typed: string): Condition | undefined => flags.get(plainWord(typed))
