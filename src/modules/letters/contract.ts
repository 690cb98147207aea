import * as z from 'zod/mini'
import { Outcome } from '#modules/complaints/contract/complaint.ts'
import { Message } from '#modules/conversations/contract.ts'
import { Letter } from '#modules/tone/contract/check.ts'
import { Email, endpoint, Id, Instant, Language, text, Version, words } from '#platform/endpoint.ts'
import { AskedOffer } from './options/contract.ts'
import { blockCodes } from './rules/letter-plan.ts'

export const BlockCode = z.enum(blockCodes)
export const longestBlock = 20_000

/** A part of a letter: of the whole, or of one issue. Plain text: an empty line ends a paragraph, `- ` begins an item of a list. */
const Place = { block: BlockCode, issue: z.nullable(Id) }

export const LetterBlock = z.object({
  ...Place,
  heading: z.string(),
  text: z.string(),
  /** The letter does not leave without it. */
  must: z.boolean(),
  /** What a person has still to say in it. */
  slots: z.array(z.string()),
  /** It is written by what is offered. */
  by_itself: z.boolean(),
})
export type LetterBlock = z.output<typeof LetterBlock>

export const LetterIssue = z.object({
  id: Id,
  position: z.int(),
  title: z.string(),
  outcome: z.nullable(Outcome),
  sentence: z.nullable(z.string()),
  /** Its blocks are filled and, where the letter decides, its sentence stands in it. */
  covered: z.boolean(),
})
export type LetterIssue = z.output<typeof LetterIssue>

/** Why the letter cannot leave yet, in one sentence, and where. */
export const LetterMissing = z.object({
  code: z.string(),
  sentence: z.string(),
  block: z.nullable(BlockCode),
  issue: z.nullable(Id),
  /** A date that nobody keeps yet, as it could be registered. */
  promise: z.nullable(z.object({ text: z.string(), due: z.string() })),
})
export type LetterMissing = z.output<typeof LetterMissing>

/** What a law pack asks this letter to say, in the pack's own words. */
const Regime = z.object({ preset: z.string(), name: z.string(), says: z.array(z.string()) })

const Known = {
  letter: Letter,
  language: Language,
  subject: z.string(),
  missing: z.array(LetterMissing),
  issues: z.array(LetterIssue),
}

export const LetterDraft = z.object({
  ...Known,
  /** Of the template; 0 is the one that came with the desk. */
  template: z.int(),
  blocks: z.array(LetterBlock),
  regime: z.array(Regime),
  /** By mail, or printed with an address on it; null where the record has none. */
  ways: z.object({ email: z.nullable(z.string()), address: z.nullable(z.string()) }),
  /** What the record says of the outcomes makes this the right letter, or not. */
  right: z.boolean(),
})
export type LetterDraft = z.output<typeof LetterDraft>

/** What was written in place of the draft. What is not named stays as the draft has it; an empty text leaves the block out. */
const Written = {
  language: z.optional(Language),
  subject: z.optional(words(300)),
  /** Of the letter `offer`: what the customer chooses from by a link. Its parts are written by themselves. */
  offer: z.optional(AskedOffer),
  blocks: z.optional(
    z
      .array(z.object({ block: BlockCode, issue: z.optional(z.nullable(Id)), text: text(longestBlock) }))
      .check(z.maxLength(600), z.refine(eachOnce, { error: 'A block is written once' })),
  ),
}

function eachOnce(blocks: { block: string; issue?: string | null | undefined }[]): boolean {
  return new Set(blocks.map(({ block, issue }) => `${block} ${issue ?? ''}`)).size === blocks.length
}

export const readLetter = endpoint('GET /complaints/:complaint/letters/:letter', {
  requires: 'messages.write',
  about: 'A letter as it would stand here: its blocks filled from the record, and what is missing before it can leave.',
  query: z.object({
    /** The complaint's own when left out. */
    language: z.optional(Language),
  }),
  answers: LetterDraft,
})

export const previewLetter = endpoint('POST /complaints/:complaint/letters/:letter/preview', {
  requires: 'messages.write',
  about:
    'How a letter reads with what was written in it, what is missing, which issues it answers, and what its wording is advised. Nothing is kept.',
  body: z.object({ ...Written, by_hand: z.optional(z.boolean()) }),
  answers: z.object({
    ...Known,
    /** As the record drafts them, before what was written. */
    blocks: z.array(LetterBlock),
    html: z.string(),
    text: z.string(),
    advice: z.array(
      z.object({ severity: z.int(), said: z.string(), why: z.string(), instead: z.array(z.string()), needs_reason: z.boolean() }),
    ),
  }),
})

export const previewSheet = endpoint('POST /complaints/:complaint/letters/:letter/sheet', {
  requires: 'messages.write',
  about:
    'The letter as a PDF, as it would leave with what was written in it; what is not said yet shows as its open slot. Nothing is kept, and no link is made: its place shows as dots.',
  body: z.object({ ...Written, by_hand: z.optional(z.boolean()) }),
  /** Base64. */
  answers: z.object({ name: z.string(), pdf: z.string() }),
})

export const sendLetter = endpoint('POST /complaints/:complaint/letters', {
  requires: 'messages.write',
  about:
    'Sends a letter: by mail with the PDF, or printed by a person; on the customer’s page it can be read by their link. Refused with 409, `letters.incomplete`, while something is missing.',
  status: 201,
  body: z.object({
    letter: Letter,
    ...Written,
    to: z.optional(z.array(Email).check(z.maxLength(20))),
    cc: z.optional(z.array(Email).check(z.maxLength(20))),
    mailbox: z.optional(Id),
    by_hand: z.optional(z.object({ how: z.literal('printed'), at: z.optional(Instant) })),
    attachments: z.optional(z.array(Id).check(z.maxLength(19))),
    words_reason: z.optional(words(500)),
    confirmed_recipients: z.optional(z.array(Email).check(z.maxLength(20))),
  }),
  answers: z.object({ message: Message, pdf: Id, issues: z.array(LetterIssue) }),
})

export const SentLetter = z.object({
  message: Id,
  letter: Letter,
  language: Language,
  subject: z.string(),
  at: z.string(),
  sent_at: z.nullable(z.string()),
  state: z.nullable(z.string()),
  pdf: Id,
  answers: z.array(Id),
})
export type SentLetter = z.output<typeof SentLetter>

export const listLetters = endpoint('GET /complaints/:complaint/letters', {
  requires: 'complaints.read',
  about: 'The letters of a complaint, newest first, and which one its outcomes ask for.',
  answers: z.object({
    data: z.array(SentLetter),
    /** The final letter that the outcomes ask for; null while an issue is undecided, or where nothing is to be decided. */
    wanted: z.nullable(Letter),
    /** Issues whose decision stands in no sent message. */
    unanswered: z.array(Id),
  }),
})

export const TemplateBlock = z.object({
  heading: text(200),
  text: text(longestBlock),
})
export type TemplateBlock = z.output<typeof TemplateBlock>

export const Template = z.object({
  letter: Letter,
  language: Language,
  /** 0 is what came with the desk. */
  number: z.int(),
  subject: z.string(),
  blocks: z.array(
    z.object({
      block: BlockCode,
      /** Of each issue, or of the whole letter. */
      per: z.enum(['letter', 'issue']),
      /** `always`; `regime` where a law pack or an outcome asks for it; `optional`. */
      must: z.enum(['always', 'regime', 'optional']),
      ...TemplateBlock.shape,
    }),
  ),
  by: z.nullable(z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })),
  at: z.nullable(z.string()),
  change: z.nullable(z.string()),
  may: z.object({ edit: z.boolean() }),
})
export type Template = z.output<typeof Template>

export const listTemplates = endpoint('GET /letter-templates', {
  requires: 'letters.read',
  about: 'What each letter says in each language at this moment.',
  answers: z.object({ data: z.array(Template), variables: z.array(z.object({ name: z.string(), label: z.string() })) }),
})

export const listTemplateVersions = endpoint('GET /letter-templates/:letter/:language/versions', {
  requires: 'letters.read',
  about: 'Every version that a letter ever had in a language, newest first; the last one is what came with the desk.',
  answers: z.object({ data: z.array(Template) }),
})

export const writeTemplate = endpoint('PUT /letter-templates/:letter/:language', {
  requires: 'letters.edit',
  about:
    'Writes the next version of a letter in a language. Blocks that every such letter must hold cannot be emptied, variables that nobody knows are refused. `version` is the number last seen.',
  body: z.strictObject({
    version: z.int().check(z.gte(0), z.lte(1_000_000)),
    subject: words(300),
    blocks: z.array(z.strictObject({ block: BlockCode, ...TemplateBlock.shape })).check(z.maxLength(60)),
    change: z.optional(text(500)),
  }),
  answers: Template,
})

const bodyFields = { name: text(300), address: text(500), website: text(300), time_limit: text(500) }

/** Named in place of the first where this preset applies: the banking ombudsman for a payment, say. */
export const OtherBody = z.strictObject({ preset: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,59}$/)), ...bodyFields })
export type OtherBody = z.output<typeof OtherBody>

export const OutsideBody = z.object({
  language: Language,
  name: z.string(),
  address: z.string(),
  website: z.string(),
  time_limit: z.string(),
  others: z.array(OtherBody),
  version: Version,
  changed_at: z.nullable(z.string()),
})
export type OutsideBody = z.output<typeof OutsideBody>

const Bodies = z.object({ data: z.array(OutsideBody), may: z.object({ edit: z.boolean() }) })

export const readBodies = endpoint('GET /outside-bodies', {
  requires: 'letters.read',
  about: 'Where a customer can turn who is not content with us, as customers read it in each language.',
  answers: Bodies,
})

export const writeBody = endpoint('PUT /outside-bodies/:language', {
  requires: 'letters.edit',
  about:
    'Says in one language where customers can turn: for every complaint, and in its place where a preset applies. All fields of the first empty: nowhere is named, and who writes a letter says it there. Without `others` they stay as they are.',
  body: z.strictObject({ version: Version, ...bodyFields, others: z.optional(z.array(OtherBody).check(z.maxLength(20))) }),
  answers: Bodies,
})
