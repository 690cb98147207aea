import { closeComplaint } from '#modules/complaints/closing/close-complaint.ts'
import type { Issue } from '#modules/complaints/contract.ts'
import { issuesOf } from '#modules/complaints/index.ts'
import { waives } from '#modules/complaints/rules/gates.ts'
import type { LetterBlock } from '#modules/letters/contract.ts'
import { writeBody } from '#modules/letters/outside-body.ts'
import { readLetter } from '#modules/letters/read-letter.ts'
import { type BlockCode, finalFor } from '#modules/letters/rules/letter-plan.ts'
import { sendLetter } from '#modules/letters/send-letter.ts'
import { noteFeeling } from '#modules/procedure/ask-at-the-end.ts'
import { setCause } from '#modules/procedure/enquiry/set-cause.ts'
import type { Person } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { tellRemedies } from './tell-remedies.ts'
import { supervisorOf, type Telled } from './told.ts'

/**
 * How the end of a complaint is told: its owner decides it and asks to close, the final letter goes out, how the customer feels about it is noted,
 * and the supervisor closes, answering for what the story has no room for.
 */
export async function tellClosing(telled: Telled, by: Person, after: (id: Id) => Promise<void>): Promise<void> {
  const { told, complaint, id } = telled
  await told.house.open(by, async (work) => closeComplaint(work, id, { issues: await decisions(work, telled) }))
  await told.house.open(by, (work) => tellCauses(work, telled))
  await tellRemedies(telled, by)
  await told.house.open(by, (work) => sendFinal(work, telled))
  await after(id)
  await told.house.open(by, (work) => noteFeeling(work, id, { feeling: 'accepting' }))
  const { state, missing } = await told.house.open(by, (work) => closeComplaint(work, id, { issues: [] }))
  if (state === 'closed') return
  const supervisor = supervisorOf(told, complaint.team)
  const waivers = missing.filter((gate) => waives(gate, supervisor)).map((gate) => ({ gate, reason: spokenOf[complaint.language] }))
  await told.house.open(supervisor, (work) => closeComplaint(work, id, { issues: [], waivers }))
}

/** Where customers can turn who are not content: an office that does not exist. */
export async function tellOutsideBodies(work: Work): Promise<void> {
  for (const language of ['en', 'el', 'es'] as const) await writeBody(work, language, { version: 1, ...bodies[language] })
}

const bodies = {
  en: {
    name: 'Consumer Conciliation Office',
    address: '12 Harbour Square',
    website: 'https://conciliation.example',
    time_limit: 'Please write to them within one year.',
  },
  el: {
    name: 'Γραφείο Φιλικού Διακανονισμού Καταναλωτή',
    address: 'Πλατεία Λιμένος 12',
    website: 'https://conciliation.example',
    time_limit: 'Απευθυνθείτε εκεί μέσα σε ένα έτος.',
  },
  es: {
    name: 'Oficina de Conciliación del Consumidor',
    address: 'Plaza del Puerto 12',
    website: 'https://conciliation.example',
    time_limit: 'Diríjase allí en el plazo de un año.',
  },
}

/** Why the supervisor does without being asked again how it went. */
const spokenOf: Record<Language, string> = {
  en: 'I spoke with the customer when it was done, and asked how it went.',
  el: 'Μίλησα με τον πελάτη όταν ολοκληρώθηκε και ρώτησα πώς πήγε.',
  es: 'Hablé con el cliente cuando terminó y le pregunté qué tal había ido.',
}

async function decisions(work: Work, { id, complaint }: Telled) {
  const open = (await issuesOf(work, id)).filter(({ outcome }) => outcome === null)
  return open.map((issue) => {
    const told = complaint.issues.find(({ title, outcome }) => title === issue.title && outcome !== undefined)
    if (!told?.outcome || !told.sentence) throw new Error('The story closes an issue without saying how')
    return { id: issue.id, outcome: told.outcome, sentence: told.sentence }
  })
}

/** What made each issue possible, as its owner found it. */
async function tellCauses(work: Work, { id, complaint }: Telled) {
  for (const issue of await issuesOf(work, id)) {
    const cause = complaint.issues.find(({ title }) => title === issue.title)?.cause
    if (cause !== undefined) await setCause(work, { complaint: id, issue: issue.id }, { cause })
  }
}

const say = (_work: Work, { reason }: { reason: string }) => reason

async function sendFinal(work: Work, { id, complaint, customer }: Telled) {
  const issues = await issuesOf(work, id)
  const letter = finalFor(issues.map(({ outcome }) => outcome))
  if (letter === null) return
  const { blocks, ways } = await readLetter(work, { complaint: id, letter }, { say })
  const written = blocks.flatMap((block) => {
    const text = textOf(block, { language: complaint.language, issues })
    return text === block.text ? [] : [{ block: block.block, issue: block.issue, text }]
  })
  const how = ways.email === null || customer.emails.length === 0 ? { by_hand: { how: 'printed' as const } } : {}
  await sendLetter(work, id, { letter, blocks: written, say, ...how })
}

/** What a block of the draft leaves open is said in general words: the story's own letters have told the rest. */
function textOf({ block, issue, text, slots }: LetterBlock, { language, issues }: { language: Language; issues: Issue[] }): string {
  if (slots.length === 0) return text
  if (block === 'opening') return text.replaceAll(/\{\{personal:[^}]*\}\}/g, sayings[language].opening ?? '')
  const title = issues.find(({ id }) => id === issue)?.title ?? ''
  return (sayings[language][block] ?? '').replace('…', title)
}

const sayings: Record<Language, Partial<Record<BlockCode, string>>> = {
  en: {
    opening: 'I am sorry for the trouble that this has made for you.',
    examined: 'Your messages, our notes of each call, and the papers of the order.',
    finding: 'It happened as you described it; what we found is in our earlier letters.',
    cause: 'The cause of “…” is what we told you in our earlier letters.',
    rule: 'The terms of your contract, and the guarantee by law.',
    reasons: 'The reasons are those of our earlier letters.',
    solution: 'What we agreed on has been done.',
    prevention: 'We have told everybody who works on such orders what went wrong here.',
    still_possible: 'If you see it differently, please answer this letter; your complaint is then open again.',
    contact: 'Please answer this letter: it reaches the person who knows your case.',
  },
  el: {
    opening: 'Λυπάμαι για την ταλαιπωρία που σας προκάλεσε αυτό.',
    examined: 'Τα μηνύματά σας, τις σημειώσεις μας από κάθε κλήση και τα έγγραφα της παραγγελίας.',
    finding: 'Συνέβη όπως το περιγράψατε· τα ευρήματά μας είναι στις προηγούμενες επιστολές μας.',
    cause: 'Η αιτία για το «…» είναι αυτή που σας είπαμε στις προηγούμενες επιστολές μας.',
    rule: 'Οι όροι της σύμβασής σας και η εγγύηση από τον νόμο.',
    reasons: 'Οι λόγοι είναι αυτοί των προηγούμενων επιστολών μας.',
    solution: 'Όσα συμφωνήσαμε έχουν γίνει.',
    prevention: 'Ενημερώσαμε όλους όσοι ασχολούνται με τέτοιες παραγγελίες για το τι πήγε στραβά.',
    still_possible: 'Αν το βλέπετε διαφορετικά, απαντήστε σε αυτή την επιστολή· τότε το παράπονό σας ανοίγει ξανά.',
    contact: 'Απαντήστε σε αυτή την επιστολή: φτάνει σε όποιον γνωρίζει την υπόθεσή σας.',
  },
  es: {
    opening: 'Siento las molestias que esto le ha causado.',
    examined: 'Sus mensajes, nuestras notas de cada llamada y los papeles del pedido.',
    finding: 'Ocurrió como usted lo contó; lo que averiguamos está en nuestras cartas anteriores.',
    cause: 'La causa de «…» es la que le dijimos en nuestras cartas anteriores.',
    rule: 'Las condiciones de su contrato y la garantía legal.',
    reasons: 'Los motivos son los de nuestras cartas anteriores.',
    solution: 'Lo que acordamos ya está hecho.',
    prevention: 'Hemos explicado a todos los que llevan estos pedidos qué salió mal.',
    still_possible: 'Si lo ve de otro modo, responda a esta carta; su reclamación se abre entonces de nuevo.',
    contact: 'Responda a esta carta: le llega a la persona que conoce su caso.',
  },
}
