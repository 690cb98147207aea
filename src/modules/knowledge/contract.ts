import * as z from 'zod/mini'
import { CategoryCode } from '#modules/complaints/contract/categories.ts'
import { Channel } from '#modules/complaints/contract.ts'
import { endpoint, Id, Language, Page, pageOf, text, Version, words } from '#platform/endpoint.ts'

/** canned: a paragraph; template: a whole message; letter: one of the named letters; playbook and card: for the agent, with steps; rule_card: a rule explained for customers. */
export const kinds = ['canned', 'template', 'letter', 'playbook', 'card', 'rule_card'] as const
export const TextKind = z.enum(kinds)
export type TextKind = z.output<typeof TextKind>

export const letters = ['acknowledgement', 'holding', 'offer', 'final_upheld', 'final_not_upheld', 'summary', 'closing', 'message'] as const
export const LetterName = z.enum(letters)
export type LetterName = z.output<typeof LetterName>

/** Where the customer stands (DOMAIN §3.2): pours out the anger, can be reached, works with us. */
export const stages = ['release', 'reassure', 'reconnect', 'none'] as const
export const Stage = z.enum(stages)
export type Stage = z.output<typeof Stage>

export const audiences = ['agents', 'customers'] as const
const Audience = z.array(z.enum(audiences)).check(z.minLength(1), z.maxLength(2))

const lines = z.array(words(600)).check(z.maxLength(20))
/** One step of a playbook or card: what one does, says, and leaves unsaid. */
export const PlayStep = z.object({ title: words(300), does: lines, say: lines, avoid: lines })
export type PlayStep = z.output<typeof PlayStep>

const day = z.nullable(z.iso.date())
/** The parts of a rule card. Its plain sentence is the body, and stands before them: a rule that is only cited sounds like hiding. */
export const RuleParts = z.object({
  rule: words(600),
  /** Whom it protects. */
  protects: words(300),
  leaves_open: text(600),
  /** Exceptions, and who grants them. */
  exceptions: text(600),
  source: text(300),
  valid_from: day,
  valid_to: day,
})
export type RuleParts = z.output<typeof RuleParts>

const Wording = {
  title: words(200),
  /** Rich text as replies have it, with {{variables}} and slots. */
  body: text(100_000),
  steps: z.array(PlayStep).check(z.maxLength(30)),
  /** Of a rule card. */
  rule: z.nullable(RuleParts),
}
export const NewWording = z.object({ ...Wording, steps: z._default(Wording.steps, []), rule: z._default(Wording.rule, null) })
export type NewWording = z.output<typeof NewWording>

export const WordingVersion = z.object({
  language: Language,
  /** Counts within the language, from 1. */
  number: z.int(),
  ...Wording,
  by: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }),
  at: z.string(),
  change: z.nullable(z.string()),
  current: z.boolean(),
})
export type WordingVersion = z.output<typeof WordingVersion>

/** What a text is for. Lists without an entry mean: for all of them. */
const About = {
  kind: TextKind,
  letter: z.nullable(LetterName),
  categories: z.array(CategoryCode).check(z.maxLength(60)),
  channels: z.array(Channel).check(z.maxLength(8)),
  stage: Stage,
  /** The step of the procedure that it serves, 1 to 12. */
  step: z.nullable(z.int().check(z.gte(1), z.lte(12))),
  audience: Audience,
  /** A day; when it has passed, the text is shown as due for review. */
  review_on: z.nullable(z.iso.date()),
}

const TextCode = z.string().check(z.regex(/^[a-z0-9_]{1,60}$/))
const Known = { id: Id, code: TextCode, ...About, review_due: z.boolean(), retired: z.boolean(), version: Version }

export const TextRow = z.object({
  ...Known,
  /** The language of the title and excerpt: the one asked for, else the reader's, else any. */
  language: Language,
  title: z.string(),
  /** The first 300 characters of the body, without its tags. */
  excerpt: z.string(),
  languages: z.array(Language),
})
export type TextRow = z.output<typeof TextRow>

export const Text = z.object({
  ...Known,
  owner: z.nullable(z.object({ id: Id, name: z.string() })),
  /** It came with the desk and nobody here has changed it. */
  as_shipped: z.boolean(),
  wordings: z.object({ en: z.nullable(WordingVersion), el: z.nullable(WordingVersion), es: z.nullable(WordingVersion) }),
  may: z.object({ edit: z.boolean() }),
})
export type Text = z.output<typeof Text>

const codes = z.string().check(z.regex(/^[a-z0-9_]{1,60}(,[a-z0-9_]{1,60}){0,59}$/))

export const listTexts = endpoint('GET /texts', {
  requires: 'texts.read',
  about:
    'Ready texts: first those made for the case (`for_category`, `for_channel`, `for_stage`), then by title. Retired ones only when asked for.',
  query: z.object({
    ...Page,
    q: z.optional(z.string().check(z.maxLength(200))),
    /** One kind, or several with commas. */
    kind: z.optional(codes),
    category: z.optional(CategoryCode),
    channel: z.optional(Channel),
    stage: z.optional(Stage),
    step: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(12))),
    letter: z.optional(LetterName),
    language: z.optional(Language),
    retired: z.optional(z.enum(['true', 'false'])),
    review: z.optional(z.literal('due')),
    for_category: z.optional(codes),
    for_channel: z.optional(Channel),
    for_stage: z.optional(Stage),
  }),
  answers: pageOf(TextRow),
})

export const readText = endpoint('GET /texts/:text', {
  requires: 'texts.read',
  about: 'One ready text, by its id or its code, in all its languages.',
  answers: Text,
})

export const listVersions = endpoint('GET /texts/:text/versions', {
  requires: 'texts.read',
  about: 'Every wording that a text ever had, newest first: who wrote it, when, and what changed.',
  answers: z.object({ data: z.array(WordingVersion) }),
})

const Change = z.optional(text(500))

export const writeText = endpoint('POST /texts', {
  requires: 'texts.edit',
  about: 'A new ready text. Variables that nobody knows are refused.',
  status: 201,
  body: z.object({
    code: TextCode,
    kind: About.kind,
    letter: z._default(About.letter, null),
    categories: z._default(About.categories, []),
    channels: z._default(About.channels, []),
    stage: z._default(About.stage, 'none'),
    step: z._default(About.step, null),
    audience: z._default(About.audience, ['agents']),
    review_on: z._default(About.review_on, null),
    owner: z._default(z.nullable(Id), null),
    wordings: z.object({ en: z.optional(NewWording), el: z.optional(NewWording), es: z.optional(NewWording) }),
    change: Change,
  }),
  answers: Text,
})

export const editText = endpoint('PATCH /texts/:text', {
  requires: 'texts.edit',
  about: 'Changes what a text is for, or its wording in a language: the wording before stays readable. `null` takes a language away.',
  body: z.strictObject({
    kind: z.optional(About.kind),
    letter: z.optional(About.letter),
    categories: z.optional(About.categories),
    channels: z.optional(About.channels),
    stage: z.optional(About.stage),
    step: z.optional(About.step),
    audience: z.optional(About.audience),
    review_on: z.optional(About.review_on),
    owner: z.optional(z.nullable(Id)),
    wordings: z.optional(
      z.strictObject({
        en: z.optional(z.nullable(NewWording)),
        el: z.optional(z.nullable(NewWording)),
        es: z.optional(z.nullable(NewWording)),
      }),
    ),
    change: Change,
  }),
  answers: Text,
})

export const retireText = endpoint('POST /texts/:text/retirement', {
  requires: 'texts.edit',
  about: 'Takes a text out of use, or back into it. Nothing is deleted: what was sent with it stays readable.',
  body: z.object({ retired: z.boolean() }),
  answers: Text,
})
