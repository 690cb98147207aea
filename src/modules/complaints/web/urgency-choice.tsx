import { Menu } from '@mantine/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useKeys } from '#workspace/kit/use-keys.ts'
import { type Complaint, editComplaint, type Urgency, urgencies } from '../contract.ts'
import styles from './complaint.module.css'
import { useShownAtOnce } from './shown-at-once.ts'

/** How urgent it is, and a click or U to say otherwise: seen at once; what the desk refuses goes back, and says why. */
export function UrgencyChoice({ complaint }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const [open, setOpen] = useState(false)
  const { id, urgency, version, may } = complaint
  const ranking = useShownAtOnce({
    ids: [id],
    act: (chosen: Urgency) => call(editComplaint, { complaint: id }, { body: { urgency: chosen }, version }),
    change: (chosen: Urgency) => () => ({ urgency: chosen }),
  })
  const choice = useStaysInSight(open)
  useKeys(may.edit ? [{ keys: 'KeyU', name: say('web.picked.way.urgency'), act: () => setOpen(true) }] : [])
  if (!may.edit) return <>{say(`urgency.${urgency}`)}</>
  return (
    <>
      {/* Hidden for a moment, as its place moves, it would lose the focus. */}
      <Menu opened={open} onChange={setOpen} position="bottom-start" shadow="md" returnFocus hideDetached={false}>
        <Menu.Target>
          <button
            ref={choice}
            type="button"
            className={styles.choice}
            aria-label={say('web.urgency_now', { urgency: say(`urgency.${urgency}`) })}
            aria-busy={ranking.isPending}
          >
            {say(`urgency.${urgency}`)}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {urgencies.map((one) => (
            <Menu.Item key={one} disabled={one === urgency} onClick={() => !ranking.isPending && ranking.mutate(one)}>
              {say(`urgency.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {ranking.isError && <Refused why={ranking.error} />}
    </>
  )
}

/** While it is open its place is kept in sight, also where panes above it still come and grow. */
function useStaysInSight(open: boolean): RefObject<HTMLButtonElement | null> {
  const place = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const pane = place.current?.closest('aside')
    if (!open || !pane) return
    const watching = new ResizeObserver(() => place.current?.scrollIntoView({ block: 'nearest' }))
    for (const part of pane.children) watching.observe(part)
    return () => watching.disconnect()
  }, [open])
  return place
}
