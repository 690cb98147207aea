import { Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Sort } from '#modules/complaints/contract.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { editView, type SavedView, saveView } from '../contract.ts'
import type { Column } from '../rules/columns.ts'
import { viewsQuery } from './queries.ts'
import { type ViewFields, ViewForm } from './view-form.tsx'
import styles from './worklist.module.css'

interface SaveViewProps {
  /** The whole list in operators. */
  query: string
  sort: string | undefined
  shown: readonly Column[]
  onSaved: (view: SavedView) => void
}

const refresh = [['worklist']] as const

/** Keeps the list that is shown under a name. */
export function SaveView({ query, sort, shown, onSaved }: SaveViewProps) {
  const say = useWords('worklist')
  const maySave = useHolds('views.save')
  const [open, setOpen] = useState(false)
  const { data } = useQuery(viewsQuery)
  const begin = { name: '', query, sort: Sort.safeParse(sort).data ?? null, shared: null, team: null, columns: null }
  const [fields, setFields] = useState<ViewFields>(begin)
  const saving = useDoing(async () => {
    const view = await call(saveView, {}, { body: fields })
    setOpen(false)
    onSaved(view)
  }, refresh)
  if (!maySave) return null
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.tool} onClick={() => setOpen(!open)}>
          {say('web.save')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ViewForm
          fields={fields}
          change={(one) => setFields((before) => ({ ...before, ...one }))}
          mayShare={data?.may.share ?? false}
          shown={shown}
          doing={saving}
          onKeep={() => saving.mutate()}
          onCancel={() => setOpen(false)}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

interface KeepChangesProps {
  view: SavedView
  query: string
  sort: string | undefined
  onKept: (view: SavedView) => void
}

/** The view as it is shown now takes the place of what was kept. */
export function KeepChanges({ view, query, sort, onKept }: KeepChangesProps) {
  const say = useWords('worklist')
  const keeping = useDoing(async () => {
    const body = { query, sort: Sort.safeParse(sort).data ?? null }
    onKept(await call(editView, { view: view.id }, { body, version: view.version }))
  }, refresh)
  return (
    <button type="button" className={styles.tool} aria-busy={keeping.isPending} onClick={() => keeping.mutate()}>
      {say('web.save_changes')}
    </button>
  )
}
