import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, languages, useWords } from '#workspace/kit/desk.ts'
import { type Fields, Form, useFields } from '#workspace/kit/form.tsx'
import { DateField } from '#workspace/kit/lazy.tsx'
import { About, Pair } from '#workspace/kit/section.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { isWord, type Preset, type PresetClock, presetUnits } from '../contract/preset.ts'
import { clockKinds, type PresetVersion, writePreset } from '../contract.ts'
import styles from './clocks.module.css'
import { clocks } from './queries.ts'
import { PreviewAct, PreviewShown, usePreview } from './rules-preview.tsx'

interface ClockFieldProps {
  clock: PresetClock
  onChange: (clock: PresetClock) => void
  onRemove: () => void
}

/** A rule that says a word counts 0 and needs a target; one that says a number needs none. */
function withUnit(clock: PresetClock, unit: PresetClock['unit']): PresetClock {
  const { target: _target, ...rest } = clock
  if (isWord(unit)) return { ...rest, unit, amount: 0, target: clock.target ?? { amount: 1, unit: 'business_day' } }
  return { ...rest, unit, amount: Math.max(1, clock.amount) }
}

function ClockField({ clock, onChange, onRemove }: ClockFieldProps) {
  const say = useWords('clocks')
  return (
    <fieldset className={styles.clockField}>
      <Select
        label={say('web.kind')}
        data={clockKinds.filter((kind) => kind !== 'promise').map((value) => ({ value, label: say(`kinds.${value}`) }))}
        value={clock.kind}
        onChange={(value) => onChange({ ...clock, kind: clockKinds.find((kind) => kind === value) ?? clock.kind })}
        allowDeselect={false}
      />
      <NumberInput
        label={say('web.amount')}
        value={clock.amount}
        disabled={isWord(clock.unit)}
        onChange={(amount) => typeof amount === 'number' && onChange({ ...clock, amount })}
        min={0}
        max={10_000}
        allowDecimal={false}
      />
      <Select
        label={say('web.unit')}
        data={presetUnits.map((value) => ({ value, label: say(`unit_names.${value}`) }))}
        value={clock.unit}
        onChange={(value) => onChange(withUnit(clock, presetUnits.find((unit) => unit === value) ?? clock.unit))}
        allowDeselect={false}
      />
      <Checkbox
        label={say('web.is_legal')}
        checked={clock.legal}
        onChange={(event) => onChange({ ...clock, legal: event.currentTarget.checked })}
      />
      <SmallAct aria-label={`${say('web.remove')}: ${say(`kinds.${clock.kind}`)}`} onAct={onRemove}>
        {say('web.remove')}
      </SmallAct>
    </fieldset>
  )
}

interface PartProps {
  form: Fields
  preset: Preset
  change: (change: Partial<Preset>) => void
}

function NameFields({ form, preset, change }: PartProps) {
  const say = useWords('clocks')
  const people = useWords('people')
  return (
    <>
      <TextInput
        {...form.at('preset.code')}
        label={say('web.code')}
        value={preset.code}
        onChange={(event) => change({ code: event.currentTarget.value })}
        maxLength={60}
      />
      <Pair>
        {languages.map((code) => (
          <TextInput
            key={code}
            {...form.at(`preset.names.${code}`)}
            label={`${say('web.name')} · ${people(`web.languages.${code}`)}`}
            lang={code}
            value={preset.names[code]}
            onChange={(event) => change({ names: { ...preset.names, [code]: event.currentTarget.value } })}
            maxLength={200}
          />
        ))}
      </Pair>
    </>
  )
}

function ClockFields({ preset, change }: Omit<PartProps, 'form'>) {
  const say = useWords('clocks')
  const { clocks: rules } = preset
  const free = clockKinds.find((kind) => kind !== 'promise' && rules.every((clock) => clock.kind !== kind))
  const set = (at: number, clock: PresetClock) => change({ clocks: rules.with(at, clock) })
  return (
    <>
      {rules.map((clock, at) => (
        <ClockField
          key={clock.kind}
          clock={clock}
          onChange={(changed) => set(at, changed)}
          onRemove={() => change({ clocks: rules.filter((_clock, other) => other !== at) })}
        />
      ))}
      {free && (
        <div>
          <SmallAct onAct={() => change({ clocks: [...rules, { kind: free, legal: false, amount: 1, unit: 'business_day' }] })}>
            {say('web.add_clock')}
          </SmallAct>
        </div>
      )}
    </>
  )
}

function presetIn(json: string): Preset | null {
  try {
    // what has not the right shape is refused by the desk, with the place where it is wrong
    return JSON.parse(json) as Preset
  } catch {
    return null
  }
}

/** Everything that has no field of its own. */
function WholeField({
  preset,
  onPreset,
  onBroken,
}: {
  preset: Preset
  onPreset: (preset: Preset) => void
  onBroken: (broken: boolean) => void
}) {
  const say = useWords('clocks')
  const [typed, setTyped] = useState<string | null>(null)
  const [broken, setBroken] = useState(false)
  const type = (json: string) => {
    const read = presetIn(json)
    setTyped(read === null ? json : null)
    setBroken(read === null)
    onBroken(read === null)
    if (read !== null) onPreset(read)
  }
  return (
    <details>
      <summary>{say('web.json')}</summary>
      <Textarea
        aria-label={say('web.json')}
        value={typed ?? JSON.stringify(preset, null, 2)}
        onChange={(event) => type(event.currentTarget.value)}
        error={broken ? say('web.json_bad') : undefined}
        autosize
        minRows={6}
        maxRows={24}
        spellCheck={false}
      />
    </details>
  )
}

/** A preset, copied and changed: the next version of it, or under another code a preset of its own. */
export function PresetForm({ shown, onDone }: { shown: PresetVersion; onDone: () => void }) {
  const say = useWords('clocks')
  const [preset, setPreset] = useState(shown.preset)
  const [usedFrom, setUsedFrom] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const [broken, setBroken] = useState(false)
  const change = (some: Partial<Preset>) => setPreset((before) => ({ ...before, ...some }))
  const body = { preset, ...(usedFrom !== null && { used_from: usedFrom }), ...(why.trim() !== '' && { change: why }) }
  const saving = useDoing(() => call(writePreset, {}, { body }), [clocks])
  const preview = usePreview({ preset })
  const form = useFields(saving.error)
  return (
    <Form
      form={form}
      busy={saving.isPending}
      onSend={() => saving.mutate(undefined, { onSuccess: onDone })}
      notYet={broken ? say('web.json_bad') : undefined}
      onCancel={onDone}
      also={!broken && <PreviewAct preview={preview} />}
    >
      <About>{say('web.copy_about')}</About>
      <NameFields form={form} preset={preset} change={change} />
      <ClockFields preset={preset} change={change} />
      <WholeField preset={preset} onPreset={setPreset} onBroken={setBroken} />
      <Pair>
        <DateField {...form.at('used_from')} label={say('web.used_from')} value={usedFrom} onChange={setUsedFrom} />
        <TextInput label={say('web.change')} value={why} onChange={(event) => setWhy(event.currentTarget.value)} maxLength={500} />
      </Pair>
      <PreviewShown preview={preview} />
    </Form>
  )
}
