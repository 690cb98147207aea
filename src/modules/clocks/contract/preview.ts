import * as z from 'zod/mini'
import { endpoint, Id } from '#platform/endpoint.ts'
import { clockKinds, Preset, Sector } from './preset.ts'

/** What presets are chosen by, as far as it would change. */
const Choosing = z.strictObject({
  region: z.optional(z.nullable(z.string().check(z.regex(/^[A-Z]{2}(-[A-Z0-9]{1,4}){0,2}$/)))),
  sectors: z.optional(z.array(Sector)),
  without: z.optional(z.array(z.string().check(z.maxLength(60))).check(z.maxLength(200))),
  early: z.optional(z.boolean()),
})

const Limit = z.object({ due: z.string(), missed: z.boolean() })

export const PreviewedComplaint = z.object({
  complaint: z.object({ id: Id, number: z.string(), subject: z.string() }),
  kind: z.enum(clockKinds),
  /** Null: it has none by these rules. */
  before: z.nullable(Limit),
  after: z.nullable(Limit),
})
export type PreviewedComplaint = z.output<typeof PreviewedComplaint>

export const Preview = z.object({
  /** How many complaints were looked at, and how many at most. */
  looked: z.int(),
  at_most: z.int(),
  /** Complaints of which any limit would be another, or would be there or not be there. */
  changed: z.int(),
  /** Complaints with a limit that was missed, by the rules as they are and as they would be. */
  missed: z.object({ before: z.int(), after: z.int() }),
  /** Some of those that would change, the newest first, each by its first limit that differs. */
  sample: z.array(PreviewedComplaint),
})
export type Preview = z.output<typeof Preview>

export const previewRules = endpoint('POST /clock-previews', {
  requires: 'clocks.edit',
  about:
    'What a changed preset, or changed settings, would have made of the newest complaints that the caller may see: counted as if both rules had held from their receipt. Changes nothing.',
  body: z.strictObject({ preset: z.optional(Preset), settings: z.optional(Choosing) }),
  answers: Preview,
})
