import { useWords } from '#workspace/language.ts'
import styles from './list.module.css'
import type { Column, ListTableProps } from './list-columns.ts'
import type { LinkTo } from './nav-item.tsx'

interface ListRowProps<Row> {
  table: ListTableProps<Row>
  row: Row
  at: { at: number; shift: number; template: string; measure: (row: HTMLElement | null) => void }
  state: { current: boolean; picked: boolean }
  link: LinkTo
  onPick: (id: string, toHere: boolean) => void
  onReach: (id: string) => void
}

interface CellProps<Row> {
  column: Column<Row>
  row: Row
  href: string
  link: LinkTo
}

function Cell<Row>({ column, row, href, link: Link }: CellProps<Row>) {
  const words = column.cell(row)
  return (
    <span role="cell" className={styles.cell} data-phone={column.phone ?? 'wide'}>
      {column.leads ? (
        <Link href={href} className={styles.leads}>
          {words}
        </Link>
      ) : (
        words
      )}
    </span>
  )
}

/** One row: the whole of it opens, its box picks. */
export function ListRow<Row>({ table, row, at, state, link, onPick, onReach }: ListRowProps<Row>) {
  const say = useWords('workspace')
  const id = table.idOf(row)
  return (
    <div
      role="row"
      ref={at.measure}
      data-index={at.at}
      data-row={id}
      data-picked={state.picked || undefined}
      aria-rowindex={at.at + 2}
      aria-current={state.current || undefined}
      className={styles.row}
      style={{ gridTemplateColumns: at.template, transform: `translateY(${at.shift}px)` }}
      onFocus={() => {
        onReach(id)
        table.onNear?.(row)
      }}
      onPointerEnter={() => table.onNear?.(row)}
    >
      <span role="cell" className={styles.cell} data-phone="none">
        <input
          type="checkbox"
          aria-label={say('list.select', { name: table.nameOf(row) })}
          checked={state.picked}
          onChange={({ nativeEvent }) => onPick(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        />
      </span>
      {table.columns.map((column) => (
        <Cell key={column.key} column={column} row={row} href={table.hrefOf(row)} link={link} />
      ))}
    </div>
  )
}
