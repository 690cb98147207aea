import { plantCategories } from '#modules/complaints/index.ts'
import { plantTexts } from '#modules/knowledge/index.ts'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import type { Answered } from './caller.ts'
import { addMailbox } from './mails.ts'
import type { SceneOnScreen } from './scene-on-screen.ts'

export interface Furnished {
  complaint: string
  number: string
  customer: string
  /** A link of the customer, as it stands in a mail: `…/c/<secret>`. */
  link: string
  coupon: string
  /** The message that a letter left as. */
  letter: string
}

const eleni = { name: 'Ελένη Αθανασίου', email: 'eleni@customer.example', address: 'Οδός Προκυμαίας 7\n185 45 Πειραιάς' }
const longWord = 'The_reference_of_my_booking_is_one_very_long_word_that_nobody_can_read_on_a_telephone_without_breaking_it'
const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' })

function made({ status, body }: Answered, what: string) {
  if (status >= 300) throw new Error(`${what} was not made: ${status} ${JSON.stringify(body)}`)
  return body
}

/** A house in which something stands on every page: a Greek complaint in Fay's hands with all that can belong to one, texts, a pool, a budget, a view. */
export async function furnish(stage: SceneOnScreen): Promise<Furnished> {
  await stage.open(theDesk, plantCategories)
  await stage.open(theDesk, (work) => plantTexts(work))
  await addMailbox(stage)
  await stage.db
    .updateTable('people_agents')
    .set({ duties: ['finance', 'compliance'] })
    .where('id', '=', stage.agents.fay)
    .execute()
  const { id, number, customer } = await opened(stage)
  await others(stage)
  const pool = await ofHouse(stage)
  await within(stage, id)
  const coupon = await remedied(stage, { complaint: id, pool })
  const letter = await lettered(stage, id)
  const { url } = await stage.open(theDesk, (work) => mintLink(work, { complaint: id, customer, use: 'follow', days: 30 }))
  return { complaint: id, number, customer, link: url, coupon, letter }
}

async function opened({ as, agents, teams }: SceneOnScreen) {
  const max = await as('max')
  const asked = { text: `Το πλοίο έφυγε δύο ώρες αργότερα. ${longWord}.`, channel: 'phone', language: 'el', customer: eleni }
  const body = made(await max.post('/api/v1/complaints', asked), 'The complaint')
  made(await max.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.fay, team: teams.north }), 'The assignment')
  return { id: body.id as string, number: body.number as string, customer: body.customer.id as string }
}

/** Others in the lists: one has nobody, one is somebody else's. */
async function others({ as, agents, clock }: SceneOnScreen) {
  const max = await as('max')
  for (const [name, owner] of [
    ['Ada Lindqvist', agents.fay],
    ['Sam Petrov', agents.ben],
    ['Kim Aalto', null],
  ] as const) {
    const customer = { name, email: `${name.split(' ')[0]?.toLowerCase()}@customer.example` }
    const { id } = made(await max.post('/api/v1/complaints', { text: 'The cabin was wet.', channel: 'phone', customer }), name)
    if (owner) made(await max.post(`/api/v1/complaints/${id}/assignment`, { owner }), 'The assignment')
    clock.pass({ seconds: 2 })
  }
}

async function ofHouse({ as, teams, clock }: SceneOnScreen): Promise<string> {
  const [max, fay] = [await as('max'), await as('fay')]
  const pool = { name: 'Goodwill twenty', kind: 'coupon', money: euros(20), days: 90, low_at: 0 }
  const { id } = made(await max.post('/api/v1/coupons/pools', pool), 'The pool')
  made(await max.post(`/api/v1/coupons/pools/${id}/codes`, { count: 3 }), 'The codes')
  made(await fay.post('/api/v1/views', { name: 'Wet cabins', query: 'state:open cabin' }), 'The view')
  const day = (days: number) => clock.now().toZonedDateTimeISO('UTC').add({ days }).toPlainDate().toString()
  const period = { starts_on: day(-30), ends_on: day(30) }
  made(await max.post('/api/v1/budgets', { team: teams.north, ...period, envelope: euros(500) }), 'The budget')
  return id
}

async function within({ as, clock }: SceneOnScreen, complaint: string) {
  const [fay, path] = [await as('fay'), `/api/v1/complaints/${complaint}`]
  const due = clock.now().add({ hours: 72 }).toString()
  made(await fay.post(`${path}/tags`, { tag: 'storm' }), 'The tag')
  made(await fay.post(`${path}/notes`, { text: 'The captain says that the port was closed.' }), 'The note')
  made(await fay.post(`${path}/tasks`, { title: 'Ask the port for its log', due }), 'The task')
  made(await fay.post(`${path}/promises`, { text: 'We call you on Wednesday.', due }), 'The promise')
  clock.pass({ seconds: 2 })
}

/** A coupon that the customer may look at, and a payment that waits for a yes. */
async function remedied({ as, db, clock }: SceneOnScreen, { complaint, pool }: { complaint: string; pool: string }): Promise<string> {
  const [fay, ben, path] = [await as('fay'), await as('ben'), `/api/v1/complaints/${complaint}`]
  const whole = (await fay.get(path)).body
  const issue = whole.issues_list[0] ?? made(await fay.post(`${path}/issues`, { title: 'Two hours late' }), 'The issue')
  const decided = { outcome: 'upheld', sentence: 'Δεχόμαστε αυτό το σημείο: το πλοίο έφυγε δύο ώρες αργότερα.' }
  made(await fay.patch(`${path}/issues/${issue.id}`, decided, issue.version), 'The finding')
  const asked = { issue: issue.id, basis: 'goodwill', explanation: 'Two hours of waiting.' }
  const { id } = made(await ben.post(`${path}/remedies`, { ...asked, kind: 'coupon', money: euros(20) }), 'The coupon')
  made(await ben.post(`${path}/remedies`, { ...asked, kind: 'goodwill_payment', money: euros(45) }), 'The payment')
  clock.pass({ seconds: 2 })
  made(await ben.post(`${path}/contacts`, { channel: 'phone', direction: 'out', text: 'Told her what she gets.' }), 'The call')
  made(await ben.post(`${path}/remedies/${id}/execution`, { key: newId(), pool }), 'The execution')
  const coupon = await db.selectFrom('remedies_coupons').select('id').where('complaint_id', '=', complaint).executeTakeFirst()
  return coupon?.id ?? ''
}

async function lettered({ as }: SceneOnScreen, complaint: string): Promise<string> {
  const [fay, path] = [await as('fay'), `/api/v1/complaints/${complaint}/letters`]
  const draft = (await fay.get(`${path}/message`)).body
  const blocks = draft.blocks.map(({ block, issue, text }: { block: string; issue: string | null; text: string }) => ({
    block,
    issue,
    text: block === 'body' ? 'Διαβάσαμε κάθε λέξη σας.' : text,
  }))
  const sent = { letter: 'message', blocks, by_hand: { how: 'printed' }, words_reason: 'Said by telephone too.' }
  return made(await fay.post(path, sent), 'The letter').message.id
}
