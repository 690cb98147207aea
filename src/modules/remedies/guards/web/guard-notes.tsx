import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { DateField } from '#workspace/kit/date-field.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { noteAcquaintance, noteChargeback } from '../contract.ts'
import styles from './guards.module.css'
import { guardsQuery } from './queries.ts'

interface FormProps {
  complaint: string
  onDone: () => void
}

const refreshed = (complaint: string) => [['remedies'], ['conversations', 'timeline', complaint]] as const

/** What follows from it is said before it is noted. */
function KnowForm({ complaint, onDone }: FormProps) {
  const say = useWords('guards')
  const doing = useDoing(() => call(noteAcquaintance, { complaint }), refreshed(complaint))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <p>{say('web.know_sure')}</p>
      <FormFoot doing={doing} act={say('web.know_yes')} onCancel={onDone} />
    </SmallForm>
  )
}

function BankForm({ complaint, onDone }: FormProps) {
  const say = useWords('guards')
  const [order, setOrder] = useState('')
  const [on, setOn] = useState<string | null>(null)
  const body = { order: order.trim(), ...(on !== null && { on }) }
  const doing = useDoing(() => call(noteChargeback, { complaint }, { body }), refreshed(complaint))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (order.trim() !== '' && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <TextInput label={say('web.bank_order')} value={order} onChange={(event) => setOrder(event.currentTarget.value)} maxLength={100} />
      <DateField label={say('web.bank_on')} value={on} onChange={setOn} />
      <FormFoot
        doing={doing}
        act={say('web.bank_keep')}
        notYet={order.trim() === '' ? say('web.bank_first') : undefined}
        onCancel={onDone}
      />
    </SmallForm>
  )
}

/** Who knows the customer, what the bank took back; and the ways to say so. */
export function GuardNotes({ complaint }: { complaint: string }) {
  const say = useWords('guards')
  const [form, setForm] = useState<'know' | 'bank' | null>(null)
  const { data } = useQuery({ ...guardsQuery(complaint), retry: false })
  if (data === undefined) return null
  const { acquaintances, chargebacks, may } = data
  const done = () => setForm(null)
  return (
    <div className={styles.notes}>
      {acquaintances.length > 0 && <p>{say('web.known', { names: acquaintances.map(({ by }) => by.name).join(', ') })}</p>}
      {chargebacks.map(({ id, order, on }) => (
        <p key={id}>{say('web.taken_back', { order, day: on })}</p>
      ))}
      {may.note && form === null && (
        <div className={styles.acts}>
          <SmallAct onAct={() => setForm('know')}>{say('web.know')}</SmallAct>
          <SmallAct onAct={() => setForm('bank')}>{say('web.bank')}</SmallAct>
        </div>
      )}
      {form === 'know' && <KnowForm complaint={complaint} onDone={done} />}
      {form === 'bank' && <BankForm complaint={complaint} onDone={done} />}
    </div>
  )
}
