import { Checkbox, Popover, Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { sorts, type View } from '#modules/complaints/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useAtOnce } from '#workspace/kit/use-at-once.ts'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { chooseColumns, listFilePath } from '../contract.ts'
import { type Column, columns } from '../rules/columns.ts'
import { columnsQuery } from './queries.ts'
import styles from './worklist.module.css'

/** Beside the filters: what can be done with a list as a whole. */
export function ToolsLine({ children }: { children: ReactNode }) {
  const say = useWords('worklist')
  return (
    <div role="group" aria-label={say('web.tools')} className={styles.tools}>
      {children}
    </div>
  )
}

export function ToolLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className={styles.tool}>
      {children}
    </a>
  )
}

interface SortProps {
  sort: string | undefined
  onSort: (sort: string | undefined) => void
}

/** In which order a list stands: only orders that stay fast however long it is. */
export function SortSelect({ sort, onSort }: SortProps) {
  const say = useWords('worklist')
  const data = [{ value: '', label: say('web.usual_order') }, ...sorts.map((value) => ({ value, label: say(`sort.${value}`) }))]
  return (
    <Select
      aria-label={say('web.order')}
      data={data}
      value={sort ?? ''}
      onChange={(value) => onSort(value || undefined)}
      allowDeselect={false}
      size="xs"
      className={styles.sort}
    />
  )
}

interface ColumnsProps {
  /** What the list shows now. */
  shown: readonly Column[]
  /** The view brings its own: they are changed where the view is. */
  ofView: boolean
}

/** One's own columns: shown at once, kept by the desk. */
export function ColumnsMenu({ shown, ofView }: ColumnsProps) {
  const say = useWords('worklist')
  const queries = useQueryClient()
  const choosing = useDoing(
    async (chosen: Column[] | null) => {
      await queries.cancelQueries({ queryKey: columnsQuery.queryKey })
      queries.setQueryData(columnsQuery.queryKey, { columns: chosen })
      return call(chooseColumns, {}, { body: { columns: chosen } })
    },
    [columnsQuery.queryKey],
  )
  const [seen, choose] = useAtOnce([...shown], choosing.mutateAsync)
  const turn = (column: Column) => choose(seen.includes(column) ? seen.filter((one) => one !== column) : [...seen, column])
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.tool}>
          {say('web.columns')}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.columns}>
        {ofView && <p>{say('web.columns_of_view')}</p>}
        {columns.map((column) => (
          <Checkbox
            key={column}
            label={say(`column.${column}`)}
            checked={seen.includes(column)}
            disabled={ofView}
            onChange={() => turn(column)}
          />
        ))}
        {choosing.isError && <Refused why={choosing.error} />}
        {!ofView && (
          <Act size="xs" onAct={() => choosing.mutate(null)}>
            {say('web.usual_columns')}
          </Act>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

interface FileProps {
  asked: { view: View; q?: string; sort?: string }
  shown: readonly Column[]
}

/** The list as it is shown, as a table to take along. */
export function ListFile({ asked, shown }: FileProps) {
  const say = useWords('worklist')
  const mayTake = useHolds('lists.export')
  if (!mayTake) return null
  const { view, q, sort } = asked
  const search = new URLSearchParams({ view, ...(q !== undefined && { q }), ...(sort !== undefined && { sort }), columns: shown.join(',') })
  return (
    <a className={styles.tool} href={`${listFilePath}?${search}`} download title={say('web.file_about')}>
      {say('web.file')}
    </a>
  )
}
