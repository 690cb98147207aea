import { Checkbox, MultiSelect, NumberInput, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call, useWords } from '#workspace/kit/desk.ts'
import { EditForm, useFields } from '#workspace/kit/form.tsx'
import { useHolds } from '#workspace/kit/me.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { About, Pair, Section } from '#workspace/kit/section.tsx'
import { useAtOnce } from '#workspace/kit/use-at-once.ts'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { chooseDigest, editLimits, type LimitSettings, sectors } from '../contract.ts'
import { LoadPack } from './load-pack.tsx'
import { PresetsList } from './presets-list.tsx'
import { PromptnessReport } from './promptness-report.tsx'
import { clocks, digestQuery, limitsQuery } from './queries.ts'
import { PreviewAct, PreviewShown, usePreview } from './rules-preview.tsx'

const fieldsOf = ({ region, sectors: chosen, early, limit_hours }: LimitSettings) => ({ region, sectors: chosen, early, limit_hours })
type Fields = ReturnType<typeof fieldsOf>

function useLimitsEdit(limits: LimitSettings) {
  return useEdit<Fields>({
    now: { version: limits.version, fields: fieldsOf(limits) },
    send: (changed, version) => call(editLimits, {}, { body: changed, version }),
    refresh: [clocks],
  })
}

interface FieldsProps {
  limits: LimitSettings
  edit: ReturnType<typeof useLimitsEdit>
  form: ReturnType<typeof useFields>
}

function WhereFields({ limits, edit: { fields, change }, form }: FieldsProps) {
  const say = useWords('clocks')
  const region = (typed: string) => change({ region: typed.trim().toUpperCase() || null })
  return (
    <>
      <Pair>
        <TextInput
          {...form.at('region')}
          label={say('web.region')}
          description={say('web.region_hint', { region: limits.desk_region ?? say('web.region_none') })}
          value={fields.region ?? ''}
          onChange={(event) => region(event.currentTarget.value)}
          maxLength={12}
        />
        <NumberInput
          {...form.at('limit_hours')}
          label={say('web.limit_hours')}
          value={fields.limit_hours}
          onChange={(hours) => typeof hours === 'number' && change({ limit_hours: hours })}
          min={1}
          max={8760}
          allowDecimal={false}
        />
      </Pair>
      <MultiSelect
        {...form.at('sectors')}
        label={say('web.sectors')}
        data={sectors.map((value) => ({ value, label: say(`sectors.${value}`) }))}
        value={fields.sectors}
        onChange={(chosen) => change({ sectors: sectors.filter((sector) => chosen.includes(sector)) })}
        clearable
      />
      <Checkbox label={say('web.early')} checked={fields.early} onChange={(event) => change({ early: event.currentTarget.checked })} />
    </>
  )
}

function LimitsForm({ limits }: { limits: LimitSettings }) {
  const say = useWords('clocks')
  const edit = useLimitsEdit(limits)
  const form = useFields(edit.saving.error)
  const { limit_hours: _hours, ...settings } = edit.fields
  const preview = usePreview({ settings })
  const read = (of: Fields) => ({
    region: of.region ?? '',
    sectors: of.sectors.map((sector) => say(`sectors.${sector}`)).join(', '),
    early: of.early ? '✓' : '–',
    limit_hours: String(of.limit_hours),
  })
  return (
    <EditForm
      form={form}
      edit={edit}
      main
      nameOf={(field) => say(`web.${field}`)}
      read={read}
      {...(!edit.untouched && { onCancel: edit.letGo, also: <PreviewAct preview={preview} /> })}
    >
      <WhereFields limits={limits} edit={edit} form={form} />
      {!edit.untouched && <PreviewShown preview={preview} />}
    </EditForm>
  )
}

/** What is set, for who may not change it. */
function LimitsRead({ limits }: { limits: LimitSettings }) {
  const say = useWords('clocks')
  const chosen = limits.sectors.map((sector) => say(`sectors.${sector}`)).join(', ')
  return <About>{[limits.region ?? limits.desk_region ?? say('web.region_none'), chosen].filter(Boolean).join(' · ')}</About>
}

function DigestSwitch({ wanted, mails }: { wanted: boolean; mails: boolean }) {
  const say = useWords('clocks')
  const choosing = useDoing((chosen: boolean) => call(chooseDigest, {}, { body: { wanted: chosen } }), [digestQuery.queryKey])
  const [seen, choose] = useAtOnce(wanted, choosing.mutateAsync)
  return (
    <>
      <Switch label={say('web.digest')} checked={seen} onChange={(event) => choose(event.currentTarget.checked)} />
      {!mails && <About>{say('web.no_mail')}</About>}
      {choosing.isError && <Refused why={choosing.error} />}
    </>
  )
}

function Digest() {
  const query = useQuery(digestQuery)
  return (
    <Queried query={query} rows={1}>
      {(digest) => <DigestSwitch {...digest} />}
    </Queried>
  )
}

/** Settings → Time limits: what limits are chosen by, the presets with their versions, and one's own morning mail. */
export function LimitsPanel() {
  const say = useWords('clocks')
  const edits = useHolds('clocks.edit')
  const reports = useHolds('clocks.report')
  const query = useQuery(limitsQuery)
  return (
    <>
      <Section title={say('web.settings_title')} about={say('web.settings_about')}>
        <Digest />
      </Section>
      <Section title={say('web.where')}>
        <Queried query={query}>{(limits) => (limits.may.edit ? <LimitsForm limits={limits} /> : <LimitsRead limits={limits} />)}</Queried>
      </Section>
      {reports && query.data && <PromptnessReport limitHours={query.data.limit_hours} />}
      <Section title={say('web.presets')} about={say('web.presets_about')}>
        <Queried query={query} rows={1}>
          {(limits) => <PresetsList limits={limits} />}
        </Queried>
        {edits && <LoadPack />}
      </Section>
    </>
  )
}
