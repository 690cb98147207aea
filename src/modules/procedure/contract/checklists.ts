import * as z from 'zod/mini'
import { endpoint, Id, text, words } from '#platform/endpoint.ts'

export const longestQuestion = 300
const mostPoints = 40

export const PointCode = z.string().check(z.regex(/^[a-z0-9_]{1,60}$/))

/** How a fact is written: 2026-11-22, 12.5, 49.90 EUR, yes or no, or words. */
export const pointKinds = ['text', 'date', 'number', 'amount', 'yes_no'] as const

/** Of the record: where such a field is filled, nobody asks again. */
export const recordFields = ['occurred_at', 'order_numbers', 'product', 'place', 'amount', 'desired_outcome'] as const

const Names = z.object({ en: words(120), el: words(120), es: words(120) })
const Questions = z.object({ en: words(longestQuestion), el: words(longestQuestion), es: words(longestQuestion) })
const Purpose = z.object({ en: text(longestQuestion), el: text(longestQuestion), es: text(longestQuestion) })

/** A fact that complaints of a kind need, and how it is asked for. */
export const ChecklistPoint = z.object({
  code: PointCode,
  names: Names,
  questions: Questions,
  /** What it is needed for: shown to whoever asks. */
  purpose: Purpose,
  kind: z.enum(pointKinds),
  /** The step waits for it. */
  needed: z.boolean(),
  field: z.nullable(z.enum(recordFields)),
})
export type ChecklistPoint = z.output<typeof ChecklistPoint>

export const Checklist = z.object({
  /** A category's code, or `every-category`. */
  checklist: z.string(),
  /** Counts from 1; 0 is what comes with the desk. */
  version: z.int(),
  valid_from: z.nullable(z.string()),
  points: z.array(ChecklistPoint),
  by: z.nullable(z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })),
  change: z.nullable(z.string()),
})
export type Checklist = z.output<typeof Checklist>

export const listChecklists = endpoint('GET /checklists', {
  requires: 'procedure.read',
  about:
    'What must be known of each kind of complaint, and how it is asked: that of every category first. A category adds to those above it.',
  answers: z.object({ data: z.array(Checklist), may: z.object({ edit: z.boolean() }) }),
})

export const listChecklistVersions = endpoint('GET /checklists/:checklist/versions', {
  requires: 'procedure.read',
  about: 'Every version of a list, newest first. Complaints keep the one that was valid when they were entered.',
  answers: z.object({ data: z.array(Checklist) }),
})

export const writeChecklist = endpoint('PUT /checklists/:checklist', {
  requires: 'procedure.edit',
  about: 'A new version of the list, from now on. Without points the category has none of its own.',
  body: z.object({
    /** The version that the writer has seen; an older one is refused. */
    version: z.int().check(z.gte(0)),
    points: z.array(ChecklistPoint).check(z.maxLength(mostPoints)),
    change: z.optional(text(500)),
  }),
  answers: Checklist,
})
