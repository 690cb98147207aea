export { searchGrants } from './access.ts'
export { byOrder, customersNamed, inTexts } from './find-for-lists.ts'
export { searchRoutes } from './routes.ts'
