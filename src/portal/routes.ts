import type { Routes } from '#platform/http/routes.ts'
import { answerComplaint } from './answer-complaint.ts'
import { followed } from './follow-link.ts'
import { assetRoutes } from './kit/style-sheet.ts'
import { openedAttachment } from './open-attachment.ts'
import { sendFreshLink } from './send-fresh-link.ts'
import { showImprint, showPrivacy } from './show-house-pages.ts'
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
  servePage({ ...door, method: 'GET', url: '/c/:secret' }, followed(showTracking))
  servePage({ ...door, method: 'POST', url: '/c/:secret/messages' }, followed(answerComplaint))
  servePage({ ...door, method: 'GET', url: '/c/:secret/receipt' }, followed(showReceipt))
  servePage({ ...door, method: 'GET', url: '/c/:secret/receipt.pdf' }, followed(showReceiptPdf))
  servePage({ ...door, method: 'GET', url: '/c/:secret/withdrawal' }, followed(askToWithdraw))
  servePage({ ...door, method: 'POST', url: '/c/:secret/withdrawal' }, followed(withdraw))
  servePage({ ...door, method: 'POST', url: '/c/:secret/fresh-link' }, sendFreshLink)
  serveStream(
    { ...door, url: '/c/:secret/attachments/:attachment', about: 'A file that the customer may have, by their link.' },
    openedAttachment,
  )
}
