/**
 * A linear model of short texts: learned from labelled examples, in the browser and on the server, without a clock, a network or chance.
 * The same examples in the same order give the same model.
 */
export { type CompactModel, compactModel, readModel, withLabels } from './linear-model/compact-model.ts'
export { type LinearModel, marginsOf, probabilitiesOf, scoresOf } from './linear-model/scores.ts'
export type { Told } from './linear-model/text-features.ts'
export {
  type Example,
  type TrainingOptions,
  type TrainingStep,
  trainingSteps,
  trainLinearModel,
  trainLinearModelGently,
} from './linear-model/train-linear-model.ts'
