import './facts.ts'

export { auditGrants } from './access.ts'
export type { BundlePart, Exporting } from './bundle.ts'
export { knowsBundle } from './knows-bundle.ts'
export { auditRoutes } from './routes.ts'
export { sealedRows } from './sealed-words.ts'
export { verifyBundle } from './verify-bundle.mjs'
