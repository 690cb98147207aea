import './facts.ts'

export { lettersGrants } from './access.ts'
export { decisionTold, lettersSent } from './closing-gates.ts'
export { datesArePromised } from './dates-are-promised.ts'
export { listLetters, type PublicLetter, publicLetters } from './find-letters.ts'
export { chooseByLink, declineByLink, listOffers, mintFreshChoice, type ShownOffer, showOffer } from './options/index.ts'
export { lettersRoutes } from './routes.ts'
