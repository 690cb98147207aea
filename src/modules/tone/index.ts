import './facts.ts'

export { toneGrants } from './access.ts'
export { houseRules } from './find-house-rules.ts'
export { toneRoutes } from './routes.ts'
export { checkTone as judgeWording, type ToneOptions } from './rules/check-tone.ts'
export type { LearnedLabel, LearnedLayer } from './rules/learned-layer.ts'
