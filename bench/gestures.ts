import type { Asked, Call } from './load.ts'
import { type Floors, said, type Targets } from './floors.ts'

export interface Gesture {
  name: string
  reads: boolean
  asked: (turn: number) => Asked
  status: number
  floor: (turn: number) => Promise<void>
}

const api = '/api/v1'

/** What people do all day, over HTTP, each beside the same by bare SQL. */
export function gesturesOf(targets: Targets, floors: Floors): Gesture[] {
  const id = (from: { id: string }[], turn: number) => from[turn % from.length]?.id ?? ''
  const cursor = Buffer.from(JSON.stringify(targets.cursor)).toString('base64url')
  return [
    { name: 'open list, first page', reads: true, status: 200, asked: () => ({ method: 'GET', path: `${api}/complaints?view=open&limit=50` }), floor: floors.list },
    { name: 'open list, page 20', reads: true, status: 200, asked: () => ({ method: 'GET', path: `${api}/complaints?view=open&limit=50&cursor=${cursor}` }), floor: floors.page20 },
    { name: 'one complaint opened', reads: true, status: 200, asked: (turn) => ({ method: 'GET', path: `${api}/complaints/${id(targets.complaints, turn)}` }), floor: floors.open },
    { name: 'its timeline', reads: true, status: 200, asked: (turn) => ({ method: 'GET', path: `${api}/complaints/${id(targets.complaints, turn)}/timeline` }), floor: floors.timeline },
    {
      name: 'search for two words',
      reads: true,
      status: 200,
      asked: (turn) => ({ method: 'GET', path: `${api}/search?q=${encodeURIComponent(targets.questions[turn % targets.questions.length] ?? '')}` }),
      floor: floors.search,
    },
    {
      name: 'a reply written',
      reads: false,
      status: 201,
      // An address of its own in each, said twice, as a new one must be.
      asked: (turn) => ({ method: 'POST', path: `${api}/complaints/${id(targets.running, turn)}/messages`, body: { text: said, to: [`someone${turn}@mail.example`], confirmed_recipients: [`someone${turn}@mail.example`] } }),
      floor: floors.reply,
    },
    {
      name: 'a new complaint by HTTP',
      reads: false,
      status: 201,
      asked: (turn) => ({ method: 'POST', path: `${api}/complaints`, body: { text: said, subject: 'A parcel that never came', channel: 'api', language: 'en', customer: { name: 'Ada Lindqvist', email: `ada${turn}.${process.pid}@customer.example` } } }),
      floor: floors.take,
    },
  ]
}

/** Does it once and looks at the answer: what the server does not do yet is said, not measured. */
export async function works(call: Call, gesture: Gesture): Promise<string | null> {
  const { status, text } = await call(gesture.asked(0))
  return status === gesture.status ? null : `${status} ${text.slice(0, 200)}`
}
