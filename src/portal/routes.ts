import type { Routes } from '#platform/http/routes.ts'
import { answerComplaint } from './answer-complaint.ts'
import { askOnPage, stopAsking, surveyed, takeSurvey } from './answer-survey.ts'
import { choosing, showOptions, takeChoice, takeOther } from './choose-option.ts'
import { askWhetherRight, confirming, takeConfirmation } from './confirm-summary.ts'
import { followed } from './follow-link.ts'
import { followMerged } from './follow-merged.ts'
import { assetRoutes } from './kit/style-sheet.ts'
import { openedAttachment } from './open-attachment.ts'
import { sendFreshChoice, sendFreshLink } from './send-fresh-link.ts'
import { showCode, showCoupon, showSheet, withCoupon } from './show-coupon.ts'
import { showImprint, showPrivacy } from './show-house-pages.ts'
import { showLetter } from './show-letter.ts'
import { showProcedure } from './show-procedure.ts'
import { showReceipt, showReceiptPdf } from './show-receipt.ts'
import { showTracking } from './show-tracking.ts'
import { askToWithdraw, withdraw } from './withdraw-by-link.ts'

/**
 * The customers' pages. `anyone` may knock at a link's door: what a link opens is judged behind it, so that one that is over meets a kind page
 * instead of a sign-in that customers do not have.
 */
export function portalRoutes({ servePage, serveStream }: Pick<Routes, 'servePage' | 'serveStream'>) {
  const door = { requires: 'anyone' }
  assetRoutes(servePage)
  servePage({ ...door, method: 'GET', url: '/privacy' }, showPrivacy)
  servePage({ ...door, method: 'GET', url: '/imprint' }, showImprint)
  servePage({ ...door, method: 'GET', url: '/procedure' }, showProcedure)
  servePage({ ...door, method: 'GET', url: '/c/:secret' }, followed(showTracking))
  servePage({ ...door, method: 'POST', url: '/c/:secret/messages' }, followed(answerComplaint))
  servePage({ ...door, method: 'GET', url: '/c/:secret/receipt' }, followed(showReceipt))
  servePage({ ...door, method: 'GET', url: '/c/:secret/receipt.pdf' }, followed(showReceiptPdf))
  servePage({ ...door, method: 'GET', url: '/c/:secret/letters/:message' }, followed(showLetter))
  servePage({ ...door, method: 'GET', url: '/c/:secret/withdrawal' }, followed(askToWithdraw))
  servePage({ ...door, method: 'POST', url: '/c/:secret/withdrawal' }, followed(withdraw))
  servePage({ ...door, method: 'POST', url: '/c/:secret/continuation' }, followed(followMerged))
  servePage({ ...door, method: 'POST', url: '/c/:secret/fresh-link' }, sendFreshLink)
  servePage({ ...door, method: 'GET', url: '/c/:secret/survey' }, surveyed(askOnPage))
  servePage({ ...door, method: 'POST', url: '/c/:secret/survey' }, surveyed(takeSurvey))
  servePage({ ...door, method: 'POST', url: '/c/:secret/survey/opt-out' }, surveyed(stopAsking))
  servePage({ ...door, method: 'GET', url: '/c/:secret/summary' }, confirming(askWhetherRight))
  servePage({ ...door, method: 'POST', url: '/c/:secret/summary' }, confirming(takeConfirmation))
  servePage({ ...door, method: 'GET', url: '/c/:secret/offer' }, choosing(showOptions))
  servePage({ ...door, method: 'POST', url: '/c/:secret/offer' }, choosing(takeChoice))
  servePage({ ...door, method: 'POST', url: '/c/:secret/offer/other' }, choosing(takeOther))
  servePage({ ...door, method: 'POST', url: '/c/:secret/offer/fresh-link' }, sendFreshChoice)
  servePage({ ...door, method: 'GET', url: '/c/:secret/coupons/:coupon' }, withCoupon(showCoupon))
  servePage({ ...door, method: 'POST', url: '/c/:secret/coupons/:coupon' }, withCoupon(showCode))
  servePage({ ...door, method: 'POST', url: '/c/:secret/coupons/:coupon/sheet' }, withCoupon(showSheet))
  serveStream(
    { ...door, url: '/c/:secret/attachments/:attachment', about: 'A file that the customer may have, by their link.' },
    openedAttachment,
  )
}
