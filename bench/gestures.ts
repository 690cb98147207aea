import { type Floors, said, type Targets } from './floors.ts'
import type { Asked, Call } from './load.ts'

export interface Gesture {
  name: string
  reads: boolean
  asked: (turn: number) => Asked
  status: number
  floor: (turn: number) => Promise<void>
}

const api = '/api/v1'

/** What people do all day, over HTTP, each beside the same by bare SQL. */
export const gesturesOf = (targets: Targets, floors: Floors): Gesture[] => [...readsOf(targets, floors), ...writesOf(targets, floors)]

const idOf = (from: readonly { id: string }[], turn: number) => from[turn % from.length]?.id ?? ''
const list = `${api}/complaints?view=open&limit=50`

function readsOf(targets: Targets, floors: Floors): Gesture[] {
  const cursor = Buffer.from(JSON.stringify(targets.cursor)).toString('base64url')
  const complaint = (turn: number) => `${api}/complaints/${idOf(targets.complaints, turn)}`
  const question = (turn: number) => encodeURIComponent(targets.questions[turn % targets.questions.length] ?? '')
  const read = (name: string, path: (turn: number) => string, floor: Gesture['floor']): Gesture => ({
    name,
    reads: true,
    status: 200,
    asked: (turn) => ({ method: 'GET', path: path(turn) }),
    floor,
  })
  return [
    read('open list, first page', () => list, floors.list),
    read('open list, page 20', () => `${list}&cursor=${cursor}`, floors.page20),
    read('one complaint opened', complaint, floors.open),
    read('its timeline', (turn) => `${complaint(turn)}/timeline`, floors.timeline),
    read('search for two words', (turn) => `${api}/search?q=${question(turn)}`, floors.search),
  ]
}

function writesOf(targets: Targets, floors: Floors): Gesture[] {
  const write = (name: string, asked: (turn: number) => { path: string; body: object }, floor: Gesture['floor']): Gesture => ({
    name,
    reads: false,
    status: 201,
    asked: (turn) => ({ method: 'POST', ...asked(turn) }),
    floor,
  })
  // An address of its own in each reply, said twice, as a new one must be.
  const reply = (turn: number) => ({
    text: said,
    to: [`someone${turn}@mail.example`],
    confirmed_recipients: [`someone${turn}@mail.example`],
  })
  const customer = (turn: number) => ({ name: 'Ada Lindqvist', email: `ada${turn}.${process.pid}@customer.example` })
  const complaint = { text: said, subject: 'A parcel that never came', channel: 'api', language: 'en' }
  return [
    write(
      'a reply written',
      (turn) => ({ path: `${api}/complaints/${idOf(targets.running, turn)}/messages`, body: reply(turn) }),
      floors.reply,
    ),
    write(
      'a new complaint by HTTP',
      (turn) => ({ path: `${api}/complaints`, body: { ...complaint, customer: customer(turn) } }),
      floors.take,
    ),
  ]
}

/** Does it once and looks at the answer: what the server does not do yet is said, not measured. */
export async function works(call: Call, gesture: Gesture): Promise<string | null> {
  const { status, text } = await call(gesture.asked(0))
  return status === gesture.status ? null : `${status} ${text.slice(0, 200)}`
}
