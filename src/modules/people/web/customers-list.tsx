import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Icon } from '#workspace/kit/icons.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { useKeys } from '#workspace/kit/use-keys.ts'
import type { CustomerRow } from '../contract.ts'
import styles from './people.module.css'
import { customersQuery } from './queries.ts'

interface CustomersListProps {
  /** What is sought, as it stands in the address of the page. */
  sought: string
  onSeek: (q: string) => void
  onOpen: (id: string) => void
}

function SearchField({ sought, onSeek }: Pick<CustomersListProps, 'sought' | 'onSeek'>) {
  const say = useWords('people')
  const [typed, setTyped] = useState(sought)
  const later = useDebouncedCallback(onSeek, 250)
  const change = (q: string) => {
    setTyped(q)
    later(q.trim())
  }
  return (
    <div className={styles.seek}>
      <TextInput
        type="search"
        aria-label={say('web.customers.seek')}
        placeholder={say('web.customers.seek_hint')}
        leftSection={<Icon name="find" />}
        value={typed}
        onChange={(event) => change(event.currentTarget.value)}
        maxLength={200}
        autoFocus
      />
    </div>
  )
}

/** J and K go from row to row, O opens. */
function useRowsByKey(rows: readonly CustomerRow[], onOpen: (id: string) => void) {
  const say = useWords('workspace')
  const place = useRef<HTMLUListElement>(null)
  const links = () => [...(place.current?.querySelectorAll<HTMLElement>('a') ?? [])]
  const current = () => links().findIndex((link) => link === document.activeElement)
  const go = (step: number) => links()[Math.min(rows.length - 1, Math.max(0, current() + step))]?.focus()
  useKeys([
    { keys: 'KeyJ', name: say('list.next'), act: () => go(1) },
    { keys: 'KeyK', name: say('list.previous'), act: () => go(-1) },
    { keys: 'KeyO', name: say('list.open'), act: () => rows.slice(current(), current() + 1).forEach(({ id }) => onOpen(id)) },
  ])
  return place
}

function Line({ row }: { row: CustomerRow }) {
  const say = useWords('people')
  const { day } = useInWords()
  const ways = row.contacts.map(({ shown, value }) => (shown ?? value).replaceAll(/\s+/g, ' '))
  return (
    <li className={styles.customer}>
      <a href={`/app/customers/${row.id}`}>{row.name || say('web.customers.unnamed')}</a>
      <span>{ways.join(' · ') || say('web.customers.no_contact')}</span>
      <small>
        {row.language && `${say(`web.languages.${row.language}`)} · `}
        {say('web.customers.since', { day: day(row.created_at) })}
      </small>
    </li>
  )
}

/** Customers by name; part of a name, or the beginning of an address, a telephone or an account number finds them. */
export function CustomersList({ sought, onSeek, onOpen }: CustomersListProps) {
  const say = useWords('people')
  const query = useInfiniteQuery({ ...customersQuery(sought), placeholderData: (before) => before })
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? []
  const place = useRowsByKey(rows, onOpen)
  return (
    <>
      <SearchField sought={sought} onSeek={onSeek} />
      <Queried query={query} rows={8}>
        {() => (
          <>
            <ul className={styles.customers} ref={place} aria-label={say('web.customers.title')} aria-busy={query.isPlaceholderData}>
              {rows.map((row) => (
                <Line key={row.id} row={row} />
              ))}
            </ul>
            {rows.length === 0 && sought !== '' && (
              <Empty title={say('web.customers.no_result', { q: sought })}>{say('web.customers.loosen')}</Empty>
            )}
            {rows.length === 0 && sought === '' && <Empty title={say('web.customers.empty')}>{say('web.customers.empty_about')}</Empty>}
            {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
          </>
        )}
      </Queried>
    </>
  )
}
