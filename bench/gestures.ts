import { type Floors, said, type Targets } from './floors.ts'
import type { Asked, Call } from './load.ts'

export interface Gesture {
  name: string
  reads: boolean
  /** One call, or all that a page asks for at the same time. */
  asked: (turn: number) => Asked | readonly Asked[]
  status: number
  floor: (turn: number) => Promise<void>
}

const api = '/api/v1'

/** What people do all day, over HTTP, each beside the same by bare SQL. */
export const gesturesOf = (targets: Targets, floors: Floors): Gesture[] => [...readsOf(targets, floors), ...writesOf(targets, floors)]

const idOf = (from: readonly { id: string }[], turn: number) => from[turn % from.length]?.id ?? ''
/** The list as the workspace asks for it. */
export const list = `${api}/complaints?view=open&limit=50`

/** What the page of a complaint asks for when it is opened, besides the complaint; held by nothing but a look at the browser's list of calls. */
const panels = [
  'timeline?limit=30',
  'acknowledgement',
  'boundaries',
  'clocks',
  'coaching',
  'coupons',
  'drafts/reply',
  'enquiry',
  'expectations',
  'guards',
  'handovers',
  'helper-drafts',
  'letters',
  'likenesses',
  'offers',
  'payees',
  'procedure',
  'promises',
  'readers',
  'recipients',
  'remedies',
  'signature',
  'surveys',
  'tasks',
  'triage',
  'words',
]

function readsOf(targets: Targets, floors: Floors): Gesture[] {
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
    read('open list, page 20', () => `${list}&cursor=${encodeURIComponent(targets.page20.cursor)}`, floors.page20),
    read('one complaint opened', complaint, floors.open),
    {
      name: `the same with its page: ${panels.length + 1} calls, six at a time`,
      reads: false,
      status: 200,
      asked: (turn) =>
        ['', ...panels.map((panel) => `/${panel}`)].map((part): Asked => ({ method: 'GET', path: `${complaint(turn)}${part}` })),
      floor: floors.page,
    },
    read('its timeline', (turn) => `${complaint(turn)}/timeline?limit=30`, floors.timeline),
    read('its twelve steps', (turn) => `${complaint(turn)}/procedure`, floors.steps),
    read('search for two words', (turn) => `${api}/search?q=${question(turn)}&language=en&limit=24`, floors.search),
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
    html: `<p>${said}</p>`,
    text: said,
    letter: 'message',
    to: [`someone${turn}@mail.example`],
    cc: [],
    bcc: [],
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
  return act(call, gesture, 0)
}

// As many as a browser has lines to one desk.
const lines = 6

/** Does it; answers what went wrong. */
export async function act(call: Call, gesture: Gesture, turn: number): Promise<string | null> {
  const asked = [gesture.asked(turn)].flat()
  const faults: string[] = []
  const line = async () => {
    for (let one = asked.shift(); one; one = asked.shift()) {
      const { status, text } = await call(one)
      if (status !== gesture.status) faults.push(`${one.path}: ${status} ${text.slice(0, 200)}`)
    }
  }
  await Promise.all(Array.from({ length: Math.min(lines, asked.length) }, line))
  return faults[0] ?? null
}
