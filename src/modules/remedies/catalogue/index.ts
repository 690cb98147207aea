import './facts.ts'

export { catalogueGrants } from './access.ts'
export { findOfferable, type Offerable } from './find-offerable.ts'
export { findWishes } from './find-wishes.ts'
export { pickEntry } from './pick-entry.ts'
export { catalogueRoutes } from './routes.ts'
