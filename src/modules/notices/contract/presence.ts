import * as z from 'zod/mini'
import { endpoint, Id } from '#platform/endpoint.ts'

/** What somebody does at a complaint: `writing` is an answer. The busiest stands last: of several tabs, that one counts. */
export const doings = ['reading', 'handing_over', 'noting', 'letter', 'writing'] as const
export const Doing = z.enum(doings)
export type Doing = z.output<typeof Doing>

export const Present = z.object({ id: Id, name: z.string(), doing: Doing })
export type Present = z.output<typeof Present>

/** So often, in seconds, a screen says that it is there. */
export const beatEvery = 8
/** Whoever has said nothing for so many seconds is gone. */
export const goneAfter = 20

const Tab = z.string().check(z.regex(/^[A-Za-z0-9-]{1,60}$/))
const others = z.object({ others: z.array(Present) })

export const sayPresent = endpoint('PUT /complaints/:complaint/presence', {
  requires: 'notices.read',
  about:
    'The caller is at this complaint, in one tab, reading, or writing an answer, a note, a hand-over or a letter: said every 8 seconds, forgotten after 20. Answers who else is. Nothing of it is recorded.',
  body: z.object({ tab: Tab, doing: Doing }),
  answers: others,
})

export const sayGone = endpoint('POST /complaints/:complaint/presence/ending', {
  requires: 'notices.read',
  about: 'The tab is closed.',
  body: z.object({ tab: Tab }),
  answers: z.object({}),
})
