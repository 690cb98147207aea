import { stepNumbers } from './steps.ts'

/** One more thing that the house wants done in a step; a person ticks it. */
export interface Point {
  code: string
  names: { en: string; el: string; es: string }
}

/** How one step stands in a template: whether it applies, whether closing waits for it, and what the house adds. */
export interface TemplateStep {
  step: number
  applies: boolean
  required: boolean
  points: Point[]
}

/** Steps without which no complaint is closed, until a house says otherwise: acted quickly, recorded, promises kept. */
const requiredAtFirst = [1, 4, 10]

/** The template that a desk has before anybody writes one: number 0, valid always. */
export const firstTemplate: readonly TemplateStep[] = stepNumbers.map((step) => ({
  step,
  applies: true,
  required: requiredAtFirst.includes(step),
  points: [],
}))

/** What a template says of a step; a step that it leaves out is as it was at first. */
export const stepIn = (template: readonly TemplateStep[], step: number): TemplateStep =>
  template.find((one) => one.step === step) ?? firstTemplate[step - 1] ?? { step, applies: false, required: false, points: [] }
