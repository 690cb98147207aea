import type { ReactNode } from 'react'
import type { LinkTo } from './nav-item.tsx'

export interface Column<Row> {
  key: string
  head: string
  /** Heard, not seen: for columns of signs. */
  headUnseen?: boolean
  /** A grid track: `44px`, `minmax(140px, 1fr)`. Only the column of words grows much. */
  width: string
  cell: (row: Row) => ReactNode
  /** Its words are the link that opens the row. */
  leads?: boolean
  /** Where it stands on a telephone: first line left or right, a line of its own, or nowhere. */
  phone?: 'start' | 'end' | 'wide' | 'none'
}

export interface ListTableProps<Row> {
  /** What is listed, heard only: "Complaints of the team, what ends first on top". */
  caption: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  idOf: (row: Row) => string
  /** The name by which a row is picked. */
  nameOf: (row: Row) => string
  hrefOf: (row: Row) => string
  onOpen: (row: Row) => void
  /** A hand or the keys came to a row: it may be opened next. */
  onNear?: ((row: Row) => void) | undefined
  selected: ReadonlySet<string>
  onSelect: (selected: ReadonlySet<string>) => void
  /** Rows that the desk still has. */
  more?: { waiting: boolean; onMore: () => void }
  link?: LinkTo
}
