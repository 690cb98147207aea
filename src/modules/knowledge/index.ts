import './facts.ts'

export { knowledgeGrants } from './access.ts'
export { plantTexts } from './plant-texts.ts'
export { textFor, wordingFor } from './read-texts.ts'
export { knowledgeRoutes } from './routes.ts'
