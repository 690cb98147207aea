import './facts.ts'

export { surveysGrants } from './access.ts'
export { answerSurvey, findOpenedSurvey, type OpenedSurvey, optOut } from './answer-survey.ts'
export { askSurvey, lapseSurvey, noteDelivered, noteNotDelivered, planSurvey } from './ask-survey.ts'
export { feedbackAsked, followedUp } from './closing-gates.ts'
export { listSurveys } from './find-surveys.ts'
export { askWithStep, holdBackWithStep } from './follow-step.ts'
export { surveysRoutes } from './routes.ts'
