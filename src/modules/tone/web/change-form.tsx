import { MultiSelect, Select, Switch } from '@mantine/core'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { EditForm, type Fields, useFields } from '#workspace/kit/form.tsx'
import { DateField } from '#workspace/kit/lazy.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { changeToneRule, channels, restoreToneRule } from '../contract.ts'
import { tone } from './queries.ts'
import type { RuleRow } from './rule-rows.ts'
import { type Holding, holdingNames, useHoldingReading } from './use-rule-reading.ts'

const severities = [1, 2, 3] as const

interface HoldingProps {
  form: Fields
  value: Holding
  onChange: (change: Partial<Holding>) => void
}

export function HoldingFields({ form, value, onChange }: HoldingProps) {
  const say = useWords('tone')
  const complaints = useWords('complaints')
  return (
    <>
      <Switch label={say('web.on')} checked={!value.off} onChange={(event) => onChange({ off: !event.currentTarget.checked })} />
      <Pair>
        <Select
          {...form.at('severity')}
          label={say('web.severity')}
          data={severities.map((one) => ({ value: String(one), label: say(`web.severities.${one}`) }))}
          value={String(value.severity)}
          onChange={(chosen) => onChange({ severity: severities.find((one) => String(one) === chosen) ?? value.severity })}
          allowDeselect={false}
        />
        <MultiSelect
          {...form.at('channels')}
          label={say('web.channels')}
          {...(!value.channels?.length && { placeholder: say('web.all_channels') })}
          data={channels.map((one) => ({ value: one, label: complaints(`channel.${one}`) }))}
          value={[...(value.channels ?? [])]}
          onChange={(chosen) => onChange({ channels: chosen.length === 0 ? null : channels.filter((one) => chosen.includes(one)) })}
          clearable
        />
      </Pair>
      <Pair>
        <DateField {...form.at('from')} label={say('web.from')} value={value.from} onChange={(from) => onChange({ from })} />
        <DateField {...form.at('until')} label={say('web.until')} value={value.until} onChange={(until) => onChange({ until })} />
      </Pair>
    </>
  )
}

/** Changes a rule that came with Redress; it can be taken back at any time. */
export function ChangeForm({ row, onDone }: { row: RuleRow; onDone: () => void }) {
  const say = useWords('tone')
  const read = useHoldingReading()
  const { change, rule } = row
  const edit = useEdit<Holding>({
    now: { version: change?.version ?? 0, fields: holdingOf(row) },
    send: (changed, version) => call(changeToneRule, { rule }, { body: { ...sentOf({ ...holdingOf(row), ...changed }), version } }),
    refresh: [tone],
    onDone,
  })
  const restoring = useDoing(() => call(restoreToneRule, { rule }), [tone])
  const form = useFields(edit.saving.error ?? restoring.error)
  const restore = (
    <Act as="plain" busy={restoring.isPending} onAct={() => restoring.mutate(undefined, { onSuccess: onDone })}>
      {say('web.restore')}
    </Act>
  )
  return (
    <EditForm
      form={form}
      edit={edit}
      main
      nameOf={(field) => say(`web.${holdingNames[field]}`)}
      read={read}
      onCancel={onDone}
      also={change !== null && restore}
    >
      <HoldingFields form={form} value={edit.fields} onChange={edit.change} />
    </EditForm>
  )
}

const holdingOf = ({ off, severity, channels, change }: RuleRow): Holding => ({
  off,
  severity,
  channels,
  from: change?.from ?? null,
  until: change?.until ?? null,
})

const sentOf = ({ channels, ...rest }: Holding) => ({ ...rest, channels: channels === null ? null : [...channels] })
