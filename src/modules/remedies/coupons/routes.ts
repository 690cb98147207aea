import type { Routes } from '#platform/http/routes.ts'
import { mayManage } from './access.ts'
import { generateCodes, importCodes } from './add-codes.ts'
import { cancelByHand, replaceCoupon } from './cancel-coupon.ts'
import * as contract from './contract.ts'
import { sayIn } from './coupon-words.ts'
import { deliverCoupon } from './deliver-coupon.ts'
import { addPool, editPool, endPool } from './edit-pools.ts'
import { listCoupons } from './find-coupons.ts'
import { listPools } from './find-pools.ts'
import { redeemCoupon } from './redeem-coupon.ts'

export function couponsRoutes({ serve, serveUpload }: Pick<Routes, 'serve' | 'serveUpload'>) {
  serve(contract.listPools, async (work) => ({ data: await listPools(work), may: { manage: mayManage(work.actor) } }))
  serve(contract.addPool, (work, { body }) => addPool(work, body))
  serve(contract.editPool, (work, { params, body, version }) => editPool(work, params.pool, { ...body, version }))
  serve(contract.endPool, (work, { params }) => endPool(work, params.pool))
  serve(contract.generateCodes, (work, { params, body }) => generateCodes(work, params.pool, body.count))
  serveUpload(contract.importCodes, (work, { params, files }) =>
    importCodes(work, params.pool, { files, say: sayIn(work.actor.kind === 'person' ? work.actor.language : 'en') }),
  )
  serve(contract.listCoupons, (work, { params }) => listCoupons(work, params.complaint))
  serve(contract.deliverCoupon, (work, { params, body }) => deliverCoupon(work, params, body))
  serve(contract.cancelCoupon, (work, { params, body }) => cancelByHand(work, params, body))
  serve(contract.replaceCoupon, (work, { params, body }) => replaceCoupon(work, params, body))
  serve(contract.redeemCoupon, (work, { params, body, key }) =>
    redeemCoupon(work, {
      written: params.coupon_code,
      key,
      ...(body?.customer && { customer: body.customer }),
      ...(body?.reference && { reference: body.reference }),
    }),
  )
}
