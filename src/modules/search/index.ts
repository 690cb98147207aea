export { searchGrants } from './access.ts'
export { searchRoutes } from './routes.ts'
