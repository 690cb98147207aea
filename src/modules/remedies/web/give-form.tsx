import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { executeRemedy, type Remedy } from '../contract.ts'
import { poolsQuery } from '../coupons/web/queries.ts'
import { payeesQuery } from '../payments/web/queries.ts'
import { shownOf } from './queries.ts'

const inCodes = ['coupon', 'gift_card']
const inMoney = ['refund', 'price_reduction', 'goodwill_payment', 'fee_waiver', 'account_adjustment']

/** Whether there are several ways to carry it out: with a code of a pool, or to an account. */
export const asksHow = ({ kind }: Remedy): boolean => inCodes.includes(kind) || inMoney.includes(kind)

const longestReference = 200

/** The pools whose codes are what was approved, and have one left. */
function usePools({ kind, money, percent }: Remedy) {
  const { data } = useQuery({ ...poolsQuery, enabled: inCodes.includes(kind) })
  const isIts = (pool: { kind: string; percent: number | null; money: Remedy['money'] }) =>
    pool.kind === kind &&
    pool.percent === percent &&
    (percent !== null || (pool.money?.amount === money?.amount && pool.money?.currency === money?.currency))
  const fitting = (data?.data ?? []).filter((pool) => pool.open && pool.stock > 0 && isIts(pool))
  return fitting.map(({ id, name }) => ({ value: id, label: name }))
}

/** The accounts to which its money may go: the one that was approved with it, else those that paid the order. */
function usePayees({ kind, payee, complaint }: Remedy) {
  const say = useWords('payments')
  const { data } = useQuery({ ...payeesQuery(complaint.id), enabled: inMoney.includes(kind) })
  const fitting = (data?.data ?? []).filter(
    ({ id, original, needs, ended_at }) => ended_at === null && needs === null && (payee === null ? original : id === payee),
  )
  return fitting.map(({ id, holder, ending, country }) => ({ value: id, label: `${holder}, ${say('web.line', { ending, country })}` }))
}

/** Carries out what was approved: with a code, to an account, or in another way that is named. */
export function GiveForm({ remedy, onDone }: { remedy: Remedy; onDone: () => void }) {
  const say = useWords('remedies')
  const choices = { pool: usePools(remedy), payee: usePayees(remedy) }
  const by = inCodes.includes(remedy.kind) ? 'pool' : 'payee'
  const [chosen, setChosen] = useState<string | null>(null)
  const [reference, setReference] = useState('')
  const at = { complaint: remedy.complaint.id, remedy: remedy.id }
  const doing = useDoing(
    () => call(executeRemedy, at, { body: { ...(chosen !== null && { [by]: chosen }), reference: reference.trim() || null } }),
    shownOf(at.complaint),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <Select
        label={say(`web.give.${by}`)}
        placeholder={say('web.give.otherwise')}
        description={choices[by].length === 0 ? say(`web.give.no_${by}`) : undefined}
        data={choices[by]}
        value={chosen}
        onChange={setChosen}
        clearable
      />
      <TextInput
        label={say('web.give.reference')}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
        maxLength={longestReference}
      />
      <FormFoot doing={doing} act={say('web.act.execute')} onCancel={onDone} />
    </SmallForm>
  )
}
