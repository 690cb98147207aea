import { SegmentedControl, Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Field } from '#workspace/kit/field.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { logContact } from '../contract.ts'
import { useLengthOf } from './coach-stage.tsx'
import styles from './conversation.module.css'
import { clearHoldSeconds, useHoldSeconds } from './hold-seconds.ts'
import { instantOf, MomentField, nowAsTyped } from './moment-field.tsx'
import { useMessageAct } from './use-message-act.ts'

const contactChannels = ['phone', 'counter', 'letter', 'chat', 'social'] as const

/** A call or a visit on this complaint: who said what, and when. */
export function ContactPanel({ complaint, onDone }: { complaint: string; onDone: () => void }) {
  const say = useWords('conversations')
  const [channel, setChannel] = useState<(typeof contactChannels)[number]>('phone')
  const [direction, setDirection] = useState<'in' | 'out'>('in')
  const [when, setWhen] = useState(nowAsTyped)
  const [text, setText] = useState('')
  const held = useHoldSeconds(complaint)
  const length = useLengthOf()
  const at = instantOf(when)
  const logging = useMessageAct(complaint, () =>
    call(
      logContact,
      { complaint },
      { body: { channel, direction, text, ...(at !== null && { at }), ...(held > 0 && { hold_seconds: held }) } },
    ),
  )
  const done = () => {
    clearHoldSeconds(complaint)
    onDone()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') logging.mutate(undefined, { onSuccess: done })
  }
  const directions = (['in', 'out'] as const).map((value) => ({ value, label: say(`direction.${value}`) }))
  const choices = contactChannels.map((value) => ({ value, label: say(`channel.${value}`) }))
  return (
    <InPlace title={say('web.contact.title')} about={say('web.contact.about')} onClose={onDone}>
      <SmallForm onSubmit={submit}>
        <Pair>
          <Select
            label={say('web.contact.channel')}
            data={choices}
            value={channel}
            onChange={(value) => setChannel(contactChannels.find((one) => one === value) ?? channel)}
          />
          <Field label={say('web.contact.direction')}>
            {() => (
              <SegmentedControl
                aria-label={say('web.contact.direction')}
                data={directions}
                value={direction}
                onChange={(value) => setDirection(value === 'out' ? 'out' : 'in')}
                fullWidth
              />
            )}
          </Field>
          <MomentField label={say('web.contact.when')} value={when} onChange={setWhen} />
        </Pair>
        <Textarea
          className={direction === 'in' ? styles.told : undefined}
          label={say(`web.contact.words_${direction}`)}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={3}
        />
        {held > 0 && <p>{say('web.contact.hold', { length: length(held) })}</p>}
        <FormFoot
          doing={logging}
          act={say('web.contact.act')}
          notYet={text.trim() === '' ? say('web.contact.words_first') : undefined}
          main
          onCancel={onDone}
        />
      </SmallForm>
    </InPlace>
  )
}
