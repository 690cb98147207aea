import { VisuallyHidden } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '#workspace/language.ts'
import styles from './list.module.css'
import type { ListTableProps } from './list-columns.ts'
import { ListRow } from './list-row.tsx'
import { MoreRows } from './more-rows.tsx'
import { PlainLink } from './nav-item.tsx'
import { useRowKeys } from './use-row-keys.ts'

export type { Column, ListTableProps } from './list-columns.ts'

const ahead = 10

/** Where the list begins on the page: the rows above it are not its own. */
function useTop() {
  const place = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop((place.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [])
  return [place, top] as const
}

function useRows<Row>({ rows, idOf, more }: ListTableProps<Row>, top: number) {
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 53,
    overscan: ahead,
    scrollMargin: top,
    getItemKey: (at) => idOf(rows[at] as Row),
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const near = more !== undefined && !more.waiting && rows.length > 0 && last >= rows.length - ahead
  const fetchMore = useRef(more?.onMore)
  fetchMore.current = more?.onMore
  useEffect(() => {
    if (near) fetchMore.current?.()
  }, [near])
  return { virtual, items }
}

function Head<Row>({ table, template }: { table: ListTableProps<Row>; template: string }) {
  const say = useWords('workspace')
  const { columns, rows, selected, onSelect, idOf } = table
  const all = rows.length > 0 && rows.every((row) => selected.has(idOf(row)))
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" className={styles.row} style={{ gridTemplateColumns: template }}>
        <span role="columnheader" className={styles.cell} data-phone="none">
          <input
            type="checkbox"
            aria-label={say('list.select_all')}
            checked={all}
            onChange={() => onSelect(all ? new Set() : new Set(rows.map(idOf)))}
          />
        </span>
        {columns.map(({ key, head, headUnseen }) => (
          <span role="columnheader" key={key} className={styles.cell}>
            {headUnseen ? <VisuallyHidden>{head}</VisuallyHidden> : head}
          </span>
        ))}
      </div>
    </div>
  )
}

/** A long list: only what is seen is drawn, the end fetches more. J and K go, O opens, X picks. */
export function ListTable<Row>(table: ListTableProps<Row>) {
  const { rows, columns, idOf, more, caption, link = PlainLink } = table
  const [place, top] = useTop()
  const { virtual, items } = useRows(table, top)
  const opened = (id: string) => rows.filter((row) => idOf(row) === id).forEach(table.onOpen)
  const go = (at: number) => {
    virtual.scrollToIndex(at, { align: 'auto' })
    const id = CSS.escape(idOf(rows[at] as Row))
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-row="${id}"] .${styles.leads}`)?.focus())
  }
  const keys = useRowKeys({ ids: rows.map(idOf), selected: table.selected, onSelect: table.onSelect, onGo: go, onOpen: opened })
  const template = ['36px', ...columns.map(({ width }) => width)].join(' ')
  return (
    <>
      <div role="table" className={styles.table} aria-label={caption} aria-rowcount={rows.length + 1} aria-busy={more?.waiting}>
        <Head table={table} template={template} />
        <div role="rowgroup" ref={place} className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index] as Row
            const id = idOf(row)
            const at = { at: item.index, shift: item.start - top, template, measure: virtual.measureElement }
            const state = { current: keys.current === id, picked: table.selected.has(id) }
            return (
              <ListRow key={id} table={table} row={row} at={at} state={state} link={link} onPick={keys.pick} onReach={keys.setCurrent} />
            )
          })}
        </div>
      </div>
      {more !== undefined && <MoreRows waiting={more.waiting} onMore={more.onMore} />}
    </>
  )
}
