import * as z from 'zod/mini'
import { endpoint, Id, Page, pageOf } from '#platform/endpoint.ts'

export const FactRecord = z.object({
  seq: z.int(),
  fact: z.string(),
  actor: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }),
  /** With milliseconds, as it was hashed. */
  at: z.string(),
  /** As it was hashed: ids, codes, instants, amounts; of what a person wrote, the seal over it. */
  data: z.record(z.string(), z.unknown()),
  /** What happened, in the caller's language. */
  sentence: z.string(),
  hash: z.string(),
  prev_hash: z.string(),
})
export type FactRecord = z.output<typeof FactRecord>

export const listFacts = endpoint('GET /complaints/:complaint/facts', {
  requires: 'complaints.read',
  about:
    'The record of a complaint, oldest first: each fact with who, when, and its place in the chain. `hash` is the sha256 of prev_hash, stream, seq, fact, actor (kind, or kind/id), at and data, a line each.',
  query: z.object(Page),
  answers: z.extend(pageOf(FactRecord), {
    stream: z.string(),
    /** Where the chain ends at this moment. */
    head: z.object({ seq: z.int(), hash: z.string() }),
    may: z.object({ export: z.boolean() }),
  }),
})

export const readBundleKey = endpoint('GET /bundle-key', {
  requires: 'anyone',
  about: 'The public key with which this desk signs the bundles that leave it: Ed25519, 32 bytes in base64url.',
  answers: z.object({ algorithm: z.literal('Ed25519'), key: z.string() }),
})

const Brief = z.object({ id: Id, number: z.string() })
const Happened = z.object({ complaint: Brief, by: z.string(), at: z.string() })

export const readRecordState = endpoint('GET /record-state', {
  requires: 'record.oversee',
  about:
    'How the record stands: its seals of the last 30 days, what left the house as a file, which gates were waived, and how many complaints are restricted. Of complaints only those that the caller may see.',
  answers: z.object({
    seals: z.object({
      count: z.int(),
      last: z.nullable(z.object({ sealed_at: z.string(), streams: z.int(), facts: z.int(), hash: z.string() })),
    }),
    exports: z.array(Happened),
    waivers: z.array(z.extend(Happened, { gate: z.string() })),
    restricted: z.int(),
  }),
})

/** Where a complaint is taken out of the house as one file. */
export const bundlePath = (complaint: string): string => `/api/v1/complaints/${complaint}/bundle`
