import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { payeesQuery } from '../payments/web/queries.ts'

/** Kinds in which money goes to an account. */
const inMoney: readonly string[] = ['refund', 'price_reduction', 'goodwill_payment', 'fee_waiver', 'account_adjustment']

interface PayeeFieldProps {
  complaint: string
  kind: string
  payee: string
  onPick: (payee: string) => void
}

/** To which account other than the one that paid: approved with the remedy. Nothing is asked where no such account was noted. */
export function PayeeField({ complaint, kind, payee, onPick }: PayeeFieldProps) {
  const say = useWords('remedies')
  const { data } = useQuery({ ...payeesQuery(complaint), retry: false })
  const others = (data?.data ?? []).filter(({ original, ended_at }) => !original && ended_at === null)
  if (!inMoney.includes(kind) || others.length === 0) return null
  return (
    <Select
      label={say('web.other_payee')}
      description={say('web.other_payee_hint')}
      placeholder={say('web.as_paid')}
      data={others.map(({ id, holder, ending }) => ({ value: id, label: `${holder} (…${ending})` }))}
      value={payee || null}
      onChange={(picked) => onPick(picked ?? '')}
      clearable
    />
  )
}
