import { MultiSelect, Select } from '@mantine/core'
import { Channel } from '#modules/complaints/contract.ts'
import { useWords } from '#workspace/kit/desk.ts'
import type { Fields } from '#workspace/kit/form.tsx'
import { DateField } from '#workspace/kit/lazy.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { audiences, kinds, letters, stages } from '../contract.ts'
import { codeOrNone, codesAmong, useChoices } from './choices.ts'
import type { About } from './use-text-draft.ts'

export interface FieldsProps<Value> {
  form: Fields
  value: Value
  onChange: (change: Partial<Value>) => void
}

/** What kind of text it is. */
function KindFields({ form, value, onChange }: FieldsProps<About>) {
  const say = useWords('knowledge')
  const choices = useChoices()
  const step = (chosen: string | null) => onChange({ step: chosen === null ? null : Number(chosen) })
  return (
    <Pair>
      <Select
        {...form.at('kind')}
        label={say('web.kind')}
        data={choices.kinds}
        value={value.kind}
        onChange={(kind) => onChange({ kind: codeOrNone(kinds, kind) ?? value.kind })}
        allowDeselect={false}
      />
      <Select
        {...form.at('letter')}
        label={say('web.letter')}
        data={choices.letters}
        value={value.letter}
        onChange={(letter) => onChange({ letter: codeOrNone(letters, letter) })}
        clearable
      />
      <Select
        {...form.at('step')}
        label={say('web.step')}
        data={choices.steps}
        value={value.step?.toString() ?? null}
        onChange={step}
        clearable
      />
    </Pair>
  )
}

/** What the text is for, and who looks after it. */
export function AboutFields({ form, value, onChange }: FieldsProps<About>) {
  const say = useWords('knowledge')
  const choices = useChoices()
  return (
    <>
      <KindFields form={form} value={value} onChange={onChange} />
      <Pair>
        <MultiSelect
          {...form.at('categories')}
          label={say('web.category')}
          placeholder={say('web.for_all')}
          data={choices.categories}
          value={value.categories}
          onChange={(categories) => onChange({ categories })}
          searchable
          clearable
        />
        <MultiSelect
          {...form.at('channels')}
          label={say('web.channel')}
          placeholder={say('web.for_all')}
          data={choices.channels}
          value={value.channels}
          onChange={(channels) => onChange({ channels: codesAmong(Channel.options, channels) })}
          clearable
        />
        <Select
          {...form.at('stage')}
          label={say('web.stage')}
          data={choices.stages}
          value={value.stage}
          onChange={(stage) => onChange({ stage: codeOrNone(stages, stage) ?? 'none' })}
          allowDeselect={false}
        />
      </Pair>
      <Pair>
        <MultiSelect
          {...form.at('audience')}
          label={say('web.audience')}
          data={choices.audiences}
          value={value.audience}
          onChange={(audience) => audience.length > 0 && onChange({ audience: codesAmong(audiences, audience) })}
        />
        <Select
          {...form.at('owner')}
          label={say('web.owner')}
          placeholder={say('web.no_owner')}
          data={choices.colleagues}
          value={value.owner}
          onChange={(owner) => onChange({ owner })}
          searchable
          clearable
        />
        <DateField
          {...form.at('review_on')}
          label={say('web.review_on')}
          value={value.review_on}
          onChange={(day) => onChange({ review_on: day })}
        />
      </Pair>
    </>
  )
}
