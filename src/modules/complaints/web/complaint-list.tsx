import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import type { Column as ColumnCode } from '#modules/worklist/rules/columns.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Problem, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Failed } from '#workspace/kit/failed.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { ListTable } from '#workspace/kit/list-table.tsx'
import { Loading } from '#workspace/kit/loading.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import type { ComplaintRow } from '../contract.ts'
import styles from './complaint-list.module.css'
import { useComplaintColumns } from './list-columns.tsx'
import { filterNames, type ListAsked, listQuery } from './queries.ts'
import { useSteadyRows } from './steady-rows.ts'

interface ComplaintListProps {
  asked: ListAsked
  /** The address of one complaint, opened from this list. */
  hrefOf: (row: ComplaintRow) => string
  /** Takes the place of the filters while rows are picked. */
  bar: (picked: readonly ComplaintRow[], letGo: () => void) => ReactNode
  filters: ReactNode
  /** What this person chose to see; null: the usual columns. */
  columns: readonly ColumnCode[] | null
  onLoosen: () => void
  /** A row that may be opened next. */
  onNear?: (row: ComplaintRow) => void
}

function useHand() {
  const [over, setOver] = useState(false)
  const [inside, setInside] = useState(false)
  return {
    held: over || inside,
    hand: {
      onPointerEnter: () => setOver(true),
      onPointerLeave: () => setOver(false),
      onFocus: () => setInside(true),
      onBlur: () => setInside(false),
    },
  }
}

function NothingHere({ asked, onLoosen }: Pick<ComplaintListProps, 'asked' | 'onLoosen'>) {
  const say = useWords('complaints')
  const narrowed = asked.q !== undefined || filterNames.some((name) => asked[name] !== undefined)
  if (narrowed) return <Empty title={say('web.list.no_result')} offer={<Act onAct={onLoosen}>{say('web.list.loosen')}</Act>} />
  return <Empty title={say('web.list.empty')}>{say(`web.list.empty_view.${asked.view}`)}</Empty>
}

function Trouble({ why, onAgain }: { why: unknown; onAgain: () => void }) {
  if (why instanceof Problem && why.status < 500)
    return (
      <div className={styles.refused}>
        <Refused why={why} />
      </div>
    )
  return <Failed why={why} onAgain={onAgain} />
}

/** What stands where rows would: something comes, it was refused or failed, or there is nothing. */
function InsteadOfRows({
  query,
  asked,
  onLoosen,
}: Pick<ComplaintListProps, 'asked' | 'onLoosen'> & { query: { isPending: boolean; error: Error | null; refetch: () => unknown } }) {
  if (query.isPending) return <Loading rows={8} />
  if (query.error !== null) return <Trouble why={query.error} onAgain={() => void query.refetch()} />
  return <NothingHere asked={asked} onLoosen={onLoosen} />
}

/** A view as a list: what burns first on top. Values change in place; the order changes when no hand is on it. */
export function ComplaintList({ asked, hrefOf, bar, filters, columns: chosen, onLoosen, onNear }: ComplaintListProps) {
  const say = useWords('complaints')
  const go = useGo()
  const columns = useComplaintColumns(asked.view, chosen)
  const query = useInfiniteQuery(listQuery(asked))
  const fresh = useMemo(() => query.data?.pages.flatMap(({ data }) => data) ?? [], [query.data])
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const { held, hand } = useHand()
  const { rows, waiting, letGo } = useSteadyRows(fresh, held || selected.size > 0, JSON.stringify(asked))
  const picked = rows.filter(({ id }) => selected.has(id))
  const more = query.hasNextPage ? { more: { waiting: query.isFetchingNextPage, onMore: () => void query.fetchNextPage() } } : {}
  return (
    <>
      {picked.length > 0 ? bar(picked, () => setSelected(new Set())) : filters}
      <div role="status">
        {waiting > 0 && (
          <button type="button" className={styles.waiting} onClick={letGo}>
            {say('web.list.came_in', { count: waiting })}
          </button>
        )}
      </div>
      {rows.length === 0 ? (
        <InsteadOfRows query={query} asked={asked} onLoosen={onLoosen} />
      ) : (
        <div {...hand}>
          <ListTable
            caption={say('web.list.caption', { view: say(`view.${asked.view}`) })}
            rows={rows}
            columns={columns}
            idOf={({ id }) => id}
            nameOf={({ number, customer }) => `${customer?.name ?? ''} ${number}`.trim()}
            hrefOf={hrefOf}
            onOpen={(row) => go(hrefOf(row))}
            onNear={onNear}
            selected={selected}
            onSelect={setSelected}
            {...more}
          />
        </div>
      )}
    </>
  )
}
