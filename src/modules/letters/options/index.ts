import './facts.ts'

export { chooseByLink, declineByLink } from './answer-offer.ts'
export { listOffers } from './find-offers.ts'
export { choicePath, makeOffer, mintChoice, mintFreshChoice } from './make-offer.ts'
export { type ShownOffer, showOffer } from './opened-offer.ts'
export { type ReadOffer, readOffer } from './read-offer.ts'
export { optionsRoutes } from './routes.ts'
