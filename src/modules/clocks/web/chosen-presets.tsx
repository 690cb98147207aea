import { Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AnswerOf } from '#platform/endpoint.ts'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { addPreset, type ChosenPreset, type listClocks, removePreset } from '../contract.ts'
import styles from './clocks.module.css'
import { clocks } from './queries.ts'

interface PartProps {
  complaint: string
  answer: AnswerOf<typeof listClocks>
}

const shown = (complaint: string) => [clocks, ['complaints'], ['conversations', 'timeline', complaint]] as const

function AddForm({ complaint, answer, onDone }: PartProps & { onDone: () => void }) {
  const say = useWords('clocks')
  const language = useLanguage()
  const [preset, setPreset] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const adding = useDoing(() => call(addPreset, { complaint }, { body: { preset: preset ?? '', reason } }), shown(complaint))
  const noReason = reason.trim() === '' ? say('web.reason_first') : undefined
  const notYet = preset === null ? say('web.preset_first') : noReason
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (notYet === undefined) adding.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <Select
        label={say('web.add_which')}
        data={answer.others.map(({ code, name }) => ({ value: code, label: name[language] }))}
        value={preset}
        onChange={setPreset}
        searchable
      />
      <ReasonField value={reason} onChange={setReason} />
      <FormFoot doing={adding} act={say('web.save')} notYet={notYet} onCancel={onDone} />
    </SmallForm>
  )
}

function ReasonField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const say = useWords('clocks')
  return (
    <Textarea label={say('web.reason')} value={value} onChange={(event) => onChange(event.currentTarget.value)} maxLength={1000} autosize />
  )
}

function RemoveForm({ complaint, preset, onDone }: { complaint: string; preset: string; onDone: () => void }) {
  const say = useWords('clocks')
  const [reason, setReason] = useState('')
  const removing = useDoing(() => call(removePreset, { complaint, preset }, { body: { reason } }), shown(complaint))
  const notYet = reason.trim() === '' ? say('web.reason_first') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (notYet === undefined) removing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <ReasonField value={reason} onChange={setReason} />
      <FormFoot doing={removing} act={say('web.remove')} notYet={notYet} onCancel={onDone} />
    </SmallForm>
  )
}

function Chosen({ complaint, preset, changes }: { complaint: string; preset: ChosenPreset; changes: boolean }) {
  const say = useWords('clocks')
  const language = useLanguage()
  const { whole } = useInWords()
  const [removes, setRemoves] = useState(false)
  const { name, version, why, reason, basis, standing, confidence, checked_on } = preset
  const about = { day: whole(`${checked_on}T12:00:00Z`), confidence: say(`confidence.${confidence.level}`), note: confidence.note }
  return (
    <li>
      <b>{name[language]}</b> {say('web.version', { version })} · {say(`standing.${standing}`)} · {say(`why.${why}`)}
      {reason !== null && <q>{reason}</q>}
      <small>
        {basis}. {say('web.law_note', about)}
      </small>
      {changes && preset.may.remove && !removes && (
        <SmallAct aria-label={`${say('web.remove')}: ${name[language]}`} onAct={() => setRemoves(true)}>
          {say('web.remove')}
        </SmallAct>
      )}
      {removes && <RemoveForm complaint={complaint} preset={preset.code} onDone={() => setRemoves(false)} />}
    </li>
  )
}

/** Which presets apply, by which rule, from where, and how sure we are; more may be added, and some taken off, with a reason. */
export function ChosenPresets({ complaint, answer }: PartProps) {
  const say = useWords('clocks')
  const { count } = useInWords()
  const [adds, setAdds] = useState(false)
  const { presets, may, ours } = answer
  return (
    <div className={styles.chosen}>
      <ul>
        {presets.map((preset) => (
          <Chosen key={preset.code} complaint={complaint} preset={preset} changes={may.choose} />
        ))}
      </ul>
      {may.choose && !adds && <SmallAct onAct={() => setAdds(true)}>{say('web.add')}</SmallAct>}
      {adds && <AddForm complaint={complaint} answer={answer} onDone={() => setAdds(false)} />}
      <p className={styles.ours}>
        <b>{say('web.ours')}</b>: {say('web.time_left')} {count(Math.round((ours.time_left ?? 0) * 100))} % · {say('web.trust')}{' '}
        {count(Math.round((ours.trust ?? 0) * 100))} %. {say('web.ours_about')}
      </p>
    </div>
  )
}
