import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Enquiry, triggers as known, setTriggers, type Trigger } from '../../contract.ts'
import styles from './enquiry.module.css'
import { shownOf } from './queries.ts'

function TriggersForm({ complaint, now, onDone }: { complaint: string; now: readonly Trigger[]; onDone: () => void }) {
  const say = useWords('procedure')
  const [chosen, setChosen] = useState<readonly Trigger[]>(now)
  const setting = useDoing(() => call(setTriggers, { complaint }, { body: { triggers: [...chosen] } }), shownOf(complaint))
  const toggle = (one: Trigger, on: boolean) => setChosen(on ? [...chosen, one] : chosen.filter((other) => other !== one))
  return (
    <SmallForm
      onSubmit={(event) => {
        event.preventDefault()
        if (!setting.isPending) setting.mutate(undefined, { onSuccess: onDone })
      }}
    >
      {known.map((one) => (
        <Checkbox
          key={one}
          label={say(`enquiry.trigger.${one}`)}
          checked={chosen.includes(one)}
          onChange={(event) => toggle(one, event.currentTarget.checked)}
        />
      ))}
      <FormFoot doing={setting} act={say('enquiry.web.keep')} onCancel={onDone} />
    </SmallForm>
  )
}

/** What made it escalate: all that holds. */
export function TriggersPart({ complaint, enquiry: { triggers, may } }: { complaint: string; enquiry: Pick<Enquiry, 'triggers' | 'may'> }) {
  const say = useWords('procedure')
  const [edits, setEdits] = useState(false)
  const now = triggers.map(({ trigger }) => trigger)
  if (edits) return <TriggersForm complaint={complaint} now={now} onDone={() => setEdits(false)} />
  return (
    <>
      {now.length === 0 && <p className={styles.quiet}>{say('enquiry.web.no_triggers')}</p>}
      <div className={styles.acts}>
        {now.map((one) => (
          <Chip key={one} wraps>
            {say(`enquiry.trigger.${one}`)}
          </Chip>
        ))}
      </div>
      {may.work && (
        <SmallAct onAct={() => setEdits(true)}>
          {say(now.length === 0 ? 'enquiry.web.set_triggers' : 'enquiry.web.change_triggers')}
        </SmallAct>
      )}
    </>
  )
}
