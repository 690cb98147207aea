import './facts.ts'

export { boundariesGrants } from './access.ts'
export { findBoundaryMarks } from './find-boundaries.ts'
export { reviewLimits } from './review-limits.ts'
export { boundariesRoutes } from './routes.ts'
