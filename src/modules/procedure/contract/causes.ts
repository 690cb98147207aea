import * as z from 'zod/mini'
import { endpoint, Id, text, Version, words } from '#platform/endpoint.ts'

const longest = 2_000
export const CauseCode = z.string().check(z.regex(/^[a-z0-9_]{1,60}$/))
const Names = z.object({ en: words(120), el: words(120), es: words(120) })

/** That nobody knows it: always in the list, and always with a reason. */
export const unknownCause = 'unknown'

export const Cause = z.object({
  code: CauseCode,
  parent: z.nullable(CauseCode),
  names: Names,
  position: z.int(),
  ended: z.boolean(),
  version: Version,
})
export type Cause = z.output<typeof Cause>

export const listCauses = endpoint('GET /causes', {
  requires: 'procedure.read',
  about: 'The tree of root causes, in three languages: what comes with the desk, and what the house changed or added.',
  answers: z.object({ data: z.array(Cause), may: z.object({ edit: z.boolean() }) }),
})

export const addCause = endpoint('POST /causes', {
  requires: 'procedure.edit',
  about: 'Adds a root cause to the list.',
  status: 201,
  body: z.object({ code: CauseCode, parent: z.nullable(CauseCode), names: Names }),
  answers: Cause,
})

export const editCause = endpoint('PATCH /causes/:code', {
  requires: 'procedure.edit',
  about: 'Renames, moves or ends a root cause. Issues keep the one they have. That it is unknown cannot end.',
  body: z.strictObject({
    names: z.optional(Names),
    position: z.optional(z.int().check(z.gte(-1_000_000), z.lte(1_000_000))),
    ended: z.optional(z.boolean()),
  }),
  answers: Cause,
})

/** The cause of one issue; nothing is set while `cause` is null. */
export const IssueCause = z.object({
  issue: Id,
  title: z.string(),
  cause: z.nullable(CauseCode),
  /** Of the cause, in the reader's language. */
  name: z.nullable(z.string()),
  words: z.nullable(z.string()),
  by: z.nullable(z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })),
  at: z.nullable(z.string()),
  /** Closing waits for it. */
  needed: z.boolean(),
})
export type IssueCause = z.output<typeof IssueCause>

export const setCause = endpoint('PUT /complaints/:complaint/issues/:issue/cause', {
  requires: 'steps.settle',
  about: 'The root cause of one issue, from the list; `unknown` needs a reason. What was set before stays on record.',
  body: z.object({ cause: CauseCode, words: z.optional(text(longest)) }),
  answers: IssueCause,
})
