import { NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call, useWords } from '#workspace/kit/desk.ts'
import { EditForm, useFields } from '#workspace/kit/form.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { About, Pair, Section } from '#workspace/kit/section.tsx'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { editSettings, type Settings } from '../contract.ts'
import { coverageQuery, settingsQuery } from './queries.ts'

const bounds = { delay_hours: [0, 720], open_days: [1, 90], alert_score: [1, 4] } as const
const fieldNames = ['delay_hours', 'open_days', 'alert_score'] as const
type Fields = Record<(typeof fieldNames)[number], number>
const hints: Partial<Record<keyof Fields, string>> = { delay_hours: 'web.delay_hint', alert_score: 'web.alert_hint' }

function SettingsForm({ settings: { version, ...fields } }: { settings: Settings }) {
  const say = useWords('surveys')
  const edit = useEdit<Fields>({
    now: { version, fields },
    send: (changed, seen) => call(editSettings, {}, { body: changed, version: seen }),
    refresh: [['surveys', 'settings']],
  })
  const form = useFields(edit.saving.error)
  const read = (of: Fields) => ({
    delay_hours: String(of.delay_hours),
    open_days: String(of.open_days),
    alert_score: String(of.alert_score),
  })
  return (
    <EditForm
      form={form}
      edit={edit}
      main
      nameOf={(field) => say(`web.${field}`)}
      read={read}
      {...(!edit.untouched && { onCancel: edit.letGo })}
    >
      <Pair>
        {fieldNames.map((name) => (
          <NumberInput
            key={name}
            {...form.at(name)}
            label={say(`web.${name}`)}
            description={hints[name] && say(hints[name])}
            min={bounds[name][0]}
            max={bounds[name][1]}
            allowDecimal={false}
            value={edit.fields[name]}
            onChange={(value) => edit.change({ [name]: Number(value) })}
          />
        ))}
      </Pair>
    </EditForm>
  )
}

/** In the settings: when customers are asked what they think, and how many were. */
export function SurveySettingsPanel() {
  const say = useWords('surveys')
  const query = useQuery(settingsQuery)
  const coverage = useQuery(coverageQuery)
  return (
    <Section title={say('web.settings')} about={say('web.settings_about')}>
      <Queried query={query}>{(settings) => <SettingsForm settings={settings} />}</Queried>
      <Queried query={coverage} rows={1}>
        {({ asked, eligible, answered }) => <About>{say('web.coverage', { asked, eligible, answered })}</About>}
      </Queried>
    </Section>
  )
}
