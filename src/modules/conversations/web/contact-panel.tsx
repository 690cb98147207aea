import { SegmentedControl, Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Field } from '#workspace/kit/field.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { FormActs, SmallForm } from '#workspace/kit/small-form.tsx'
import { logContact } from '../contract.ts'
import styles from './conversation.module.css'
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
  const at = instantOf(when)
  const logging = useMessageAct(complaint, () =>
    call(logContact, { complaint }, { body: { channel, direction, text, ...(at !== null && { at }) } }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') logging.mutate(undefined, { onSuccess: onDone })
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
        {logging.isError && <Refused why={logging.error} />}
        <FormActs>
          <Act as="do" submits busy={logging.isPending} notYet={text.trim() === '' ? say('web.contact.words_first') : undefined}>
            {say('web.contact.act')}
          </Act>
          <Act onAct={onDone}>{say('web.cancel')}</Act>
        </FormActs>
      </SmallForm>
    </InPlace>
  )
}
