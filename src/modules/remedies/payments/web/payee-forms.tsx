import { Checkbox, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { addPayee, type CheckHow, checkPayee, checks, longestHolder, type Payee } from '../contract.ts'
import { ibanFault, plainIban } from '../rules/iban.ts'
import { shownOf } from './queries.ts'

interface FormProps {
  complaint: string
  onDone: () => void
}

/** Notes an account. A slip of the keys is said before it is sent; what was sent is not shown again. */
export function PayeeForm({ complaint, onDone }: FormProps) {
  const say = useWords('payments')
  const [typed, setTyped] = useState({ holder: '', iban: '', bic: '', original: false })
  const change = (some: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...some }))
  const doing = useDoing(
    () => call(addPayee, { complaint }, { body: { ...typed, holder: typed.holder.trim(), bic: typed.bic.trim() || null } }),
    shownOf(complaint),
  )
  const fault = typed.iban.trim() === '' ? null : ibanFault(plainIban(typed.iban))
  const missing =
    typed.holder.trim() === ''
      ? say('web.holder_first')
      : typed.iban.trim() === ''
        ? say('web.iban_first')
        : fault === null
          ? undefined
          : say(`refusals.iban_${fault}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <TextInput
        label={say('web.holder')}
        value={typed.holder}
        onChange={(event) => change({ holder: event.currentTarget.value })}
        maxLength={longestHolder}
        autoFocus
      />
      <TextInput
        label={say('web.iban')}
        description={say('web.iban_about')}
        value={typed.iban}
        onChange={(event) => change({ iban: event.currentTarget.value })}
        error={fault !== null && plainIban(typed.iban).length > 14 && say(`refusals.iban_${fault}`)}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        label={say('web.bic')}
        value={typed.bic}
        onChange={(event) => change({ bic: event.currentTarget.value })}
        maxLength={20}
        autoComplete="off"
        spellCheck={false}
      />
      <Checkbox
        label={say('web.is_original')}
        checked={typed.original}
        onChange={({ currentTarget: { checked } }) => change({ original: checked })}
      />
      <FormFoot doing={doing} act={say('web.keep')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}

/** Says how it was seen who the payee is. */
export function CheckForm({ complaint, payee, onDone }: FormProps & { payee: Payee }) {
  const say = useWords('payments')
  const [how, setHow] = useState<CheckHow | null>(null)
  const doing = useDoing(
    (chosen: CheckHow) => call(checkPayee, { complaint, payee: payee.id }, { body: { how: chosen } }),
    shownOf(complaint),
  )
  const fitting = checks.filter((one) => payee.original || one !== 'account_match')
  const missing = how === null ? say('web.check_first') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (how !== null && !doing.isPending) doing.mutate(how, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <Select
        label={say('web.check_how')}
        data={fitting.map((value) => ({ value, label: say(`how.${value}`) }))}
        value={how}
        onChange={(value) => setHow(checks.find((one) => one === value) ?? null)}
        autoFocus
      />
      <FormFoot doing={doing} act={say('web.check_do')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}
