import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { type BulkAct, type ComplaintRow, urgencies } from '../contract.ts'
import { useCategoryChoices, useCodeChoices, useColleagueChoices, useTeamChoices } from './choices.ts'
import type { Change } from './shown-at-once.ts'

export const pickedWays = ['owner', 'team', 'tag', 'untag', 'category', 'urgency'] as const
export type PickedWay = (typeof pickedWays)[number]

/** An act on what is picked, and what the rows look like when it is done. */
export interface Asked {
  act: BulkAct
  change: (row: Pick<ComplaintRow, 'tags'>) => Change
}

interface PickedFormProps {
  way: PickedWay
  picked: readonly ComplaintRow[]
  doing: { isPending: boolean; isError: boolean; error: unknown }
  onAct: (asked: Asked) => void
  onClose: () => void
}

function useChoices(way: PickedWay, picked: readonly ComplaintRow[]) {
  const worn = [...new Set(picked.flatMap(({ tags }) => tags))].toSorted()
  const choices = {
    owner: useColleagueChoices(),
    team: useTeamChoices(),
    category: useCategoryChoices(),
    urgency: useCodeChoices('urgency', urgencies),
    untag: worn.map((tag) => ({ value: tag, label: tag })),
    tag: [],
  }
  return choices[way]
}

function askedOf(way: PickedWay, value: string, named: (id: string) => { id: string; name: string }): Asked | null {
  const urgency = urgencies.find((one) => one === value)
  if (way === 'owner') return { act: { name: 'owner', owner: value }, change: () => ({ owner: named(value) }) }
  if (way === 'team') return { act: { name: 'team', team: value }, change: () => ({ team: named(value) }) }
  if (way === 'category') return { act: { name: 'category', category: value }, change: () => ({ category: value }) }
  if (way === 'tag')
    return { act: { name: 'tag', tag: value }, change: ({ tags }) => ({ tags: [...new Set([...tags, value])].toSorted() }) }
  if (way === 'untag') return { act: { name: 'untag', tag: value }, change: ({ tags }) => ({ tags: tags.filter((tag) => tag !== value) }) }
  return urgency ? { act: { name: 'urgency', urgency }, change: () => ({ urgency }) } : null
}

/** What is to be done with the rows that are picked: one field, Enter does it, Esc leaves. */
export function PickedForm({ way, picked, doing, onAct, onClose }: PickedFormProps) {
  const say = useWords('complaints')
  const choices = useChoices(way, picked)
  const [value, setValue] = useState('')
  const flat = choices.flatMap((choice) => ('items' in choice ? choice.items : [choice]))
  const asked =
    value.trim() === '' ? null : askedOf(way, value.trim(), (id) => ({ id, name: flat.find((one) => one.value === id)?.label ?? '' }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (asked !== null && !doing.isPending) onAct(asked)
  }
  const label = say(`web.picked.field.${way}`)
  return (
    <InPlace title={say(`web.picked.way.${way}`)} about={say('web.picked.about', { count: picked.length })} onClose={onClose}>
      <SmallForm onSubmit={submit}>
        {way === 'tag' ? (
          <TextInput label={label} value={value} onChange={(event) => setValue(event.currentTarget.value)} maxLength={60} />
        ) : (
          <Select label={label} data={choices} value={value === '' ? null : value} onChange={(one) => setValue(one ?? '')} searchable />
        )}
        <FormFoot
          doing={doing}
          act={say('web.picked.do', { count: picked.length })}
          notYet={asked === null ? say('web.picked.choose_first') : undefined}
          main
          onCancel={onClose}
        />
      </SmallForm>
    </InPlace>
  )
}
