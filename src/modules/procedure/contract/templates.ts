import * as z from 'zod/mini'
import { endpoint, Id, text, words } from '#platform/endpoint.ts'

const most = 20
const Names = z.object({ en: words(200), el: words(200), es: words(200) })

export const TemplatePoint = z.object({ code: z.string().check(z.regex(/^[a-z0-9_]{1,60}$/)), names: Names })

export const TemplateStep = z.object({
  step: z.int().check(z.gte(1), z.lte(12)),
  /** Whether complaints of this kind have the step at all. */
  applies: z.boolean(),
  /** Whether closing waits for it. */
  required: z.boolean(),
  /** What the house adds: a person ticks each. */
  points: z.array(TemplatePoint).check(z.maxLength(most)),
})

/** The address of the template of every category that has none of its own; no category code has a hyphen. */
export const everyCategory = 'every-category'

export const Template = z.object({
  /** A category's code, or `every-category`. */
  template: z.string(),
  /** Counts from 1; 0 is what a desk has before anybody writes one. */
  version: z.int(),
  /** Complaints that were entered from this moment on keep it. */
  valid_from: z.nullable(z.string()),
  /** The category has no template of its own any more. */
  ended: z.boolean(),
  steps: z.array(TemplateStep),
  by: z.nullable(z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })),
  change: z.nullable(z.string()),
})
export type Template = z.output<typeof Template>

export const listTemplates = endpoint('GET /procedure-templates', {
  requires: 'procedure.read',
  about: 'The templates in use: that of every category first, then those of single categories.',
  answers: z.object({ data: z.array(Template), may: z.object({ edit: z.boolean() }) }),
})

export const listTemplateVersions = endpoint('GET /procedure-templates/:template/versions', {
  requires: 'procedure.read',
  about: 'Every version that a template ever had, newest first. Complaints keep the one that was valid when they were entered.',
  answers: z.object({ data: z.array(Template) }),
})

const Change = z.optional(text(500))
/** The version that the writer has seen; an older one is refused. */
const Seen = z.int().check(z.gte(0))

export const writeTemplate = endpoint('PUT /procedure-templates/:template', {
  requires: 'procedure.edit',
  about: 'A new version of a template, from now on. Steps that are left out are as a desk has them at first.',
  body: z.object({ version: Seen, steps: z.array(TemplateStep).check(z.maxLength(12)), change: Change }),
  answers: Template,
})

export const endTemplate = endpoint('POST /procedure-templates/:template/ending', {
  requires: 'procedure.edit',
  about: 'From now on complaints of this category follow the template of the nearest category above.',
  body: z.object({ version: Seen, change: Change }),
  answers: Template,
})
