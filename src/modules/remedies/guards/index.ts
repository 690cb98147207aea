export { guardsGrants } from './access.ts'
export { guardsOf } from './list-guards.ts'
export { guardsRoutes } from './routes.ts'
