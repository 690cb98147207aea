import './facts.ts'

export { precedentsGrants } from './access.ts'
export { departureExplained } from './judge-departure.ts'
export { keepingPrecedents } from './keep-precedents.ts'
export { precedentsRoutes } from './routes.ts'
export type { Sources } from './sources.ts'
