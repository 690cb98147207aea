import { Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type ProcedureStep, skipStep, tickStep } from '../contract.ts'
import styles from './procedure.module.css'
import { shownOf } from './queries.ts'

interface SettleProps {
  complaint: string
  step: ProcedureStep
  kind: 'tick' | 'skip'
  onDone: () => void
}

/** Why a step counts as done, or is left out: a reason from its list where it has one, or own words. */
export function SettleForm({ complaint, step, kind, onDone }: SettleProps) {
  const say = useWords('procedure')
  const [code, setCode] = useState<ProcedureStep['reasons'][number] | null>(null)
  const [reason, setReason] = useState('')
  const chooses = kind === 'skip' && step.reasons.length > 0
  const at = { complaint, step: String(step.step) }
  const settling = useDoing(
    () =>
      kind === 'tick'
        ? call(tickStep, at, { body: { reason } })
        : call(skipStep, at, { body: { ...(code !== null && { code }), ...(reason.trim() !== '' && { reason }) } }),
    shownOf(complaint),
  )
  const said = chooses ? code !== null : reason.trim() !== ''
  const missing = said ? undefined : say('web.reason_first')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing === undefined && !settling.isPending) settling.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <p className={styles.quiet}>{say(kind === 'tick' ? 'web.tick_about' : 'web.skip_about')}</p>
      {chooses && (
        <Select
          label={say('web.reason')}
          placeholder={say('web.reason_choose')}
          data={step.reasons.map((value) => ({ value, label: say(`reason.${value}`) }))}
          value={code}
          onChange={(value) => setCode(step.reasons.find((one) => one === value) ?? null)}
          autoFocus
        />
      )}
      <Textarea
        label={say(chooses ? 'web.reason_words' : 'web.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={2000}
        autosize
        autoFocus={!chooses}
      />
      <FormFoot doing={settling} act={say(kind === 'tick' ? 'web.tick' : 'web.skip')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}
