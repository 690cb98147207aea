import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { orientations } from '#modules/triage/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { FormActs, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Coaching, setOrientation } from '../contract.ts'
import styles from './coach.module.css'

interface OrientationProps {
  complaint: string
  coaching: Coaching
}

function OrientationForm({ complaint, coaching, onDone }: OrientationProps & { onDone: () => void }) {
  const say = useWords('conversations')
  const [value, setValue] = useState(coaching.orientation.value)
  const [reason, setReason] = useState(coaching.orientation.reason ?? '')
  const setting = useDoing(
    () => call(setOrientation, { complaint }, { body: { orientation: value, reason } }),
    [['conversations', 'coaching', complaint]],
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() !== '') setting.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <Select
        aria-label={say('web.coach.orientation')}
        data={orientations.map((one) => ({ value: one, label: say(`web.coach.orientations.${one}`) }))}
        value={value}
        onChange={(chosen) => setValue(orientations.find((one) => one === chosen) ?? value)}
      />
      <TextInput
        label={say('web.coach.orientation_reason')}
        value={reason}
        maxLength={1000}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {setting.isError && <Refused why={setting.error} />}
      <FormActs>
        <Act
          submits
          size="xs"
          busy={setting.isPending}
          notYet={reason.trim() === '' ? say('web.coach.orientation_reason_first') : undefined}
        >
          {say('web.coach.orientation_act')}
        </Act>
        <Act size="xs" onAct={onDone}>
          {say('web.coach.cancel')}
        </Act>
      </FormActs>
    </SmallForm>
  )
}

/** What the customer of this complaint looks for, as an agent says it with a reason; it orders what a reply begins with. */
export function CoachOrientation({ complaint, coaching }: OrientationProps) {
  const say = useWords('conversations')
  const [changes, setChanges] = useState(false)
  const { value, reason, by, read } = coaching.orientation
  return (
    <section className={styles.part}>
      <h2>
        {say('web.coach.orientation')}: {say(`web.coach.orientations.${value}`)}
      </h2>
      <p className={styles.quiet}>
        {by === null ? say('web.coach.orientation_none') : say('web.coach.orientation_by', { by: by.name, reason: reason ?? '' })}{' '}
        {read !== null && read !== value && say('web.coach.orientation_read', { value: say(`web.coach.orientations.${read}`) })}
      </p>
      {changes && <OrientationForm complaint={complaint} coaching={coaching} onDone={() => setChanges(false)} />}
      {!changes && coaching.may.mark && <SmallAct onAct={() => setChanges(true)}>{say('web.coach.orientation_change')}</SmallAct>}
      <h2>{say('web.coach.order')}</h2>
      <ol>
        {(['first', 'middle', 'last'] as const).map((place) => (
          <li key={place}>{say(`web.coach.order_of.${value}.${place}`)}</li>
        ))}
      </ol>
    </section>
  )
}
