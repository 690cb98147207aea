import * as z from 'zod/mini'
import { endpoint, Id, Language, text, Version } from '#platform/endpoint.ts'

/** Of whom a signature is. The nearest one holds: the mailbox's, else the team's, else the desk's. */
export const scopes = ['desk', 'team', 'mailbox'] as const

const longestSignature = 10_000

/** In each language that it is written in, as rich text with variables of ready texts. */
const Texts = z.object({
  en: z.optional(text(longestSignature)),
  el: z.optional(text(longestSignature)),
  es: z.optional(text(longestSignature)),
})
export type SignatureTexts = z.output<typeof Texts>

export const Signature = z.object({
  scope: z.enum(scopes),
  /** The team or the mailbox; null of the desk. */
  of: z.nullable(Id),
  texts: Texts,
  version: Version,
})
export type Signature = z.output<typeof Signature>

export const listSignatures = endpoint('GET /signatures', {
  requires: 'messages.write',
  about: 'What stands below replies: of the desk, of teams, of mailboxes.',
  answers: z.object({ data: z.array(Signature), may: z.object({ edit: z.boolean() }) }),
})

export const writeSignature = endpoint('PUT /signatures', {
  requires: 'signatures.edit',
  about:
    'Writes the signature of a team, of a mailbox, or of the desk (without `of`). `version` is the one last seen, 0 for the first. Without any text there is none.',
  body: z.object({ scope: z.enum(scopes), of: z.nullable(Id), texts: Texts, version: z.int().check(z.gte(0)) }),
  answers: Signature,
})

export const readSignature = endpoint('GET /complaints/:complaint/signature', {
  requires: 'messages.write',
  about: 'What would stand below a reply of the caller here, filled; null where nothing would. It is put there when the reply is written.',
  query: z.object({ mailbox: z.optional(Id), language: z.optional(Language) }),
  answers: z.object({ signature: z.nullable(z.object({ html: z.string(), text: z.string(), unfilled: z.array(z.string()) })) }),
})
