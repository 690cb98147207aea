import './facts.ts'

export { handoversGrants } from './access.ts'
export { findHandoverMarks } from './find-handovers.ts'
export { handoversRoutes } from './routes.ts'
export { endOfLeaver, endWithComplaint } from './settle-handover.ts'
