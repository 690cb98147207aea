import * as z from 'zod/mini'
import { endpoint, Id } from '#platform/endpoint.ts'
import { IntakeStage } from './enquiry.ts'

const longestTyped = 60_000

/** What stands in the fields of the form; the form knows what they mean. Bounded as a whole. */
export const Typed = z.record(
  z.string().check(z.maxLength(60)),
  z.union([z.string().check(z.maxLength(longestTyped)), z.boolean(), z.null()]),
)

export const Intake = z.object({
  id: Id,
  stage: IntakeStage,
  typed: Typed,
  stages: z.array(z.object({ stage: IntakeStage, began_at: z.string(), ended_at: z.nullable(z.string()) })),
  begun_at: z.string(),
  saved_at: z.string(),
})
export type Intake = z.output<typeof Intake>

export const listIntakes = endpoint('GET /intakes', {
  requires: 'complaints.open',
  about: 'The caller’s own conversations that were begun and are no complaint yet, the last saved first.',
  answers: z.object({ data: z.array(Intake) }),
})

export const keepIntake = endpoint('PUT /intakes/:intake', {
  requires: 'complaints.open',
  about:
    'Keeps what is typed while a customer tells it, every few seconds; the id is the form’s own. When a stage ends is the desk’s clock.',
  body: z.object({
    stage: IntakeStage,
    typed: Typed,
    /** When it is kept for the first time: how long the form stood open before. */
    open_seconds: z.optional(z.int().check(z.gte(0), z.lte(7_200))),
  }),
  answers: Intake,
})

export const dropIntake = endpoint('DELETE /intakes/:intake', {
  requires: 'complaints.open',
  about: 'Lets go of what was typed: nobody complains.',
  answers: z.object({ dropped: z.boolean() }),
})
