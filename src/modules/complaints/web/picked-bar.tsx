import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useMe } from '#workspace/kit/me.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SelectionBar } from '#workspace/kit/selection-bar.tsx'
import { useUndo } from '#workspace/kit/undo-toast.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useKeys } from '#workspace/kit/use-keys.ts'
import { actOnMany, type ComplaintRow, type Left, undoBulk } from '../contract.ts'
import { type Asked, PickedForm, type PickedWay, pickedWays } from './picked-form.tsx'
import { useShownAtOnce } from './shown-at-once.ts'

interface PickedBarProps {
  picked: readonly ComplaintRow[]
  onNone: () => void
}

const refresh = [['complaints']] as const

/** What was left as it is, each with its reason: said where the hand is, until it is closed. */
function LeftBehind({ left, onClose }: { left: readonly Left[]; onClose: () => void }) {
  const say = useWords('complaints')
  const lines = (
    <>
      {left.map(({ complaint, number, sentence }) => (
        <span key={complaint}>
          {number !== null && <a href={`/app/complaints/${complaint}`}>{number}</a>} {sentence}
        </span>
      ))}
      <Act size="xs" onAct={onClose}>
        {say('web.picked.seen')}
      </Act>
    </>
  )
  return <Refused why={say('web.picked.left', { count: left.length })} ways={lines} />
}

/** One act for all that are picked: seen at once, ten seconds to undo; what is refused says why and stays. */
function useMany(picked: readonly ComplaintRow[], onDone: (left: readonly Left[]) => void) {
  const say = useWords('complaints')
  const undo = useUndo()
  const undoing = useDoing((bulk: string) => call(undoBulk, { bulk }), refresh)
  const takeBack = async (bulk: string) => {
    const { kept } = await undoing.mutateAsync(bulk)
    const names = kept.map(({ number }) => number ?? '').join(', ')
    return kept.length === 0 ? null : say('web.picked.kept', { count: kept.length, names })
  }
  const ids = picked.map(({ id }) => id)
  const doing = useShownAtOnce({
    ids,
    act: ({ act }: Asked) => call(actOnMany, {}, { body: { complaints: ids, act } }),
    change: (asked: Asked) => (row) => asked.change(row),
    refresh,
  })
  const act = (asked: Asked) =>
    doing.mutate(asked, {
      onSuccess: ({ bulk, done, refused }) => {
        if (done.length > 0) undo(say(`web.picked.done.${asked.act.name}`, { count: done.length }), () => takeBack(bulk))
        onDone(refused)
      },
    })
  return { doing, act }
}

const keyOf: Partial<Record<PickedWay, string>> = { owner: 'KeyA', tag: 'KeyT', urgency: 'KeyU' }

/** What can be done with the rows that are picked. A, T and U open the commonest. */
export function PickedBar({ picked, onNone }: PickedBarProps) {
  const say = useWords('complaints')
  const me = useMe()
  const [way, setWay] = useState<PickedWay | null>(null)
  const [left, setLeft] = useState<readonly Left[]>([])
  const { doing, act } = useMany(picked, (refused) => {
    setWay(null)
    setLeft(refused)
    if (refused.length === 0) onNone()
  })
  useKeys([
    ...pickedWays.flatMap((one) => {
      const keys = keyOf[one]
      return keys === undefined ? [] : [{ keys, name: say(`web.picked.way.${one}`), act: () => setWay(one) }]
    }),
    { keys: 'Escape', name: say('web.picked.none'), act: onNone },
  ])
  const take: Asked = { act: { name: 'owner', owner: me.id }, change: () => ({ owner: { id: me.id, name: me.name } }) }
  const ways = pickedWays.filter((one) => one !== 'untag' || picked.some(({ tags }) => tags.length > 0))
  return (
    <>
      <SelectionBar count={picked.length} onNone={onNone}>
        <Act busy={doing.isPending} onAct={() => act(take)}>
          {say('web.take')}
        </Act>
        {ways.map((one) => (
          <Act key={one} busy={doing.isPending} {...(keyOf[one] !== undefined && { keyOf: keyOf[one] })} onAct={() => setWay(one)}>
            {say(`web.picked.way.${one}`)}
          </Act>
        ))}
      </SelectionBar>
      {left.length > 0 && <LeftBehind left={left} onClose={onNone} />}
      {way !== null && <PickedForm key={way} way={way} picked={picked} doing={doing} onAct={act} onClose={() => setWay(null)} />}
      {way === null && doing.isError && <Refused why={doing.error} />}
    </>
  )
}
