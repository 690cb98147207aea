import { Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useMe } from '#workspace/kit/me.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SelectionBar } from '#workspace/kit/selection-bar.tsx'
import { useUndo } from '#workspace/kit/undo-toast.tsx'
import { assignComplaint, type ComplaintRow } from '../contract.ts'
import { useColleagueChoices } from './choices.ts'

interface PickedBarProps {
  picked: readonly ComplaintRow[]
  onNone: () => void
}

interface Giving {
  id: string
  owner: string | null
}

/** One after the other: each is its own act, and what was given before a refusal stays given. */
async function give(all: readonly Giving[]) {
  for (const { id, owner } of all) await call(assignComplaint, { complaint: id }, { body: { owner } })
}

/** What can be done with the rows that are picked: give them to somebody, with ten seconds to undo. */
export function PickedBar({ picked, onNone }: PickedBarProps) {
  const say = useWords('complaints')
  const queries = useQueryClient()
  const undo = useUndo()
  const me = useMe()
  const choices = useColleagueChoices()
  const [to, setTo] = useState<string | null>(null)
  const giving = useMutation({ mutationFn: give, onSettled: () => queries.invalidateQueries({ queryKey: ['complaints'] }) })
  const assign = (owner: string) => {
    const before = picked.map(({ id, owner: was }) => ({ id, owner: was?.id ?? null }))
    const done = () => {
      onNone()
      undo(say('web.picked.given', { count: before.length }), () => giving.mutate(before))
    }
    giving.mutate(
      picked.map(({ id }) => ({ id, owner })),
      { onSuccess: done },
    )
  }
  return (
    <>
      <SelectionBar count={picked.length} onNone={onNone}>
        <Act busy={giving.isPending} onAct={() => assign(me.id)}>
          {say('web.take')}
        </Act>
        <Select
          aria-label={say('web.picked.to')}
          placeholder={say('web.picked.to')}
          data={choices}
          value={to}
          onChange={setTo}
          searchable
        />
        <Act busy={giving.isPending} {...(to === null && { notYet: say('web.picked.choose') })} onAct={() => to !== null && assign(to)}>
          {say('web.picked.give')}
        </Act>
      </SelectionBar>
      {giving.isError && <Refused why={giving.error} />}
    </>
  )
}
