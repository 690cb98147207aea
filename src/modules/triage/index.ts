import './facts.ts'

export { triageGrants } from './access.ts'
export { forgetCorrections } from './forget-corrections.ts'
export { readTextNow } from './read-text.ts'
export { triageRoutes } from './routes.ts'
export { teach } from './teach-triage.ts'
export { trainWhenTaught } from './train-when-taught.ts'
