import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useSums } from '../../web/use-remedy-words.ts'
import type { CouponKind, Worth } from '../contract.ts'

/** `€20.00`, or `10 %`. */
export function useWorth(): (worth: Worth) => string {
  const sum = useSums()
  const { count } = useInWords()
  return ({ money, percent }) => (money === null ? `${count(percent ?? 0)}\u00a0%` : sum(money))
}

/** `Coupon, €20.00`. */
export function useCouponWords(): (coupon: Worth & { kind: CouponKind }) => string {
  const say = useWords('coupons')
  const worth = useWorth()
  return (coupon) => `${say(`kind.${coupon.kind}`)}, ${worth(coupon)}`
}
