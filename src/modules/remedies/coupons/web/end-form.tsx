import { Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { About } from '#workspace/kit/section.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Coupon, cancelCoupon, longestReason, replaceCoupon } from '../contract.ts'
import { shownOf } from './queries.ts'

interface EndFormProps {
  complaint: string
  coupon: Coupon
  act: 'replace' | 'cancel'
  onDone: () => void
}

const acts = { replace: replaceCoupon, cancel: cancelCoupon }

/** Why a code is worth nothing any more; a lost one is replaced. */
export function EndForm({ complaint, coupon, act, onDone }: EndFormProps) {
  const say = useWords('coupons')
  const [reason, setReason] = useState('')
  const doing = useDoing(() => call(acts[act], { complaint, coupon: coupon.id }, { body: { reason: reason.trim() } }), shownOf(complaint))
  const missing = reason.trim() === '' ? say('web.reason_first') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <About>{say(`web.${act}_about`)}</About>
      <Textarea
        label={say('web.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={longestReason}
        autosize
        autoFocus
      />
      <FormFoot doing={doing} act={say(`web.${act}_do`)} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}
