import './facts.ts'

export { worklistGrants } from './access.ts'
export { fewOf, isAmong } from './find-among.ts'
export { findInView, type Narrowing, viewFor } from './find-in-view.ts'
export { type Finding, narrowByOperators, narrowComplaints, type Where } from './narrow-complaints.ts'
export { refuseTrouble } from './refusals.ts'
export { resolveQuery } from './resolve-query.ts'
export { worklistRoutes } from './routes.ts'
