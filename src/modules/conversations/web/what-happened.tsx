import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { languages, useWords } from '#workspace/kit/desk.ts'
import { Field } from '#workspace/kit/field.tsx'
import { DateField } from '#workspace/kit/lazy.tsx'
import { Group, Pair } from '#workspace/kit/section.tsx'
import styles from './conversation.module.css'
import { MomentField } from './moment-field.tsx'
import { type FieldsProps, handChannels } from './typed-complaint.ts'
import { useCategories } from './use-categories.ts'

/** The customer's own words. */
export function WhatWasSaid({ typed, change, errorOf }: FieldsProps) {
  const say = useWords('conversations')
  return (
    <Textarea
      id="new-words"
      className={styles.told}
      label={say('web.new.words')}
      description={say('web.new.words_hint')}
      error={errorOf('new-words')}
      value={typed.text}
      onChange={(event) => change({ text: event.currentTarget.value })}
      autosize
      minRows={7}
      autoFocus
      lang={typed.language}
    />
  )
}

/** How and when it came, and in which language. */
export function HowItCame({ typed, change, errorOf }: FieldsProps) {
  const say = useWords('conversations')
  const choices = handChannels.map((value) => ({ value, label: say(`channel.${value}`) }))
  const spoken = languages.map((value) => ({ value, label: say(`web.language.${value}`) }))
  const spoke = (value: string | null) => change({ language: languages.find((one) => one === value) ?? typed.language })
  return (
    <Pair>
      <Field label={say('web.new.channel')}>
        {() => (
          <SegmentedControl
            aria-label={say('web.new.channel')}
            data={choices}
            value={typed.channel}
            onChange={(value) => change({ channel: handChannels.find((one) => one === value) ?? typed.channel })}
            fullWidth
          />
        )}
      </Field>
      <MomentField
        id="new-received"
        label={say('web.new.received')}
        value={typed.receivedAt}
        onChange={(receivedAt) => change({ receivedAt })}
        error={errorOf('new-received')}
      />
      <Select label={say('web.new.language')} data={spoken} value={typed.language} onChange={spoke} />
    </Pair>
  )
}

/** What it is about, as far as the person who writes it down can tell. */
export function WhatHappened({ typed, change }: FieldsProps) {
  const say = useWords('conversations')
  return (
    <Group name={say('web.new.what')}>
      <Pair wide>
        <Select
          label={say('web.new.category')}
          data={useCategories()}
          value={typed.category}
          onChange={(category) => change({ category })}
          searchable
          clearable
        />
        <DateField
          label={say('web.new.occurred')}
          value={typed.occurredAt}
          onChange={(occurredAt) => change({ occurredAt })}
          latest={Temporal.Now.plainDateISO().toString()}
        />
        <TextInput
          label={say('web.new.subject')}
          description={say('web.new.subject_hint')}
          value={typed.subject}
          onChange={(event) => change({ subject: event.currentTarget.value })}
          maxLength={500}
        />
      </Pair>
      <Textarea
        label={say('web.new.desired')}
        value={typed.desiredOutcome}
        onChange={(event) => change({ desiredOutcome: event.currentTarget.value })}
        autosize
        minRows={2}
        maxLength={4000}
      />
    </Group>
  )
}
