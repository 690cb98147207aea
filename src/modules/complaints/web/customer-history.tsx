import { useInfiniteQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { ToldLine } from '#workspace/kit/list-cells.tsx'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { StateWords } from '#workspace/kit/state-words.tsx'
import type { ComplaintRow } from '../contract.ts'
import styles from './customer-history.module.css'
import { listQuery } from './queries.ts'

/** The first line of the words is the subject when nobody wrote one: it need not stand twice. */
const ownSubject = ({ subject, words }: ComplaintRow) => (words.startsWith(subject) ? {} : { missing: subject })

function Line({ row }: { row: ComplaintRow }) {
  const { day } = useInWords()
  return (
    <li className={styles.line}>
      <span className={styles.number}>
        <a href={`/app/complaints/${row.id}`}>{row.number}</a>
        <StateWords state={row.state} />
      </span>
      <ToldLine words={row.words.replaceAll(/\s+/g, ' ')} lang={row.language} {...ownSubject(row)} />
      <time dateTime={row.received_at}>{day(row.received_at)}</time>
    </li>
  )
}

/** What a customer complained of before, newest first; only what the reader may see. */
export function CustomerHistory({ customer }: { customer: string }) {
  const say = useWords('complaints')
  const query = useInfiniteQuery(listQuery({ view: 'all', customer }))
  return (
    <Queried query={query}>
      {({ pages }) => {
        const rows = pages.flatMap(({ data }) => data)
        if (rows.length === 0) return <Empty title={say('customer_history.none')}>{say('customer_history.none_about')}</Empty>
        return (
          <>
            <ul aria-label={say('customer_history.title')}>
              {rows.map((row) => (
                <Line key={row.id} row={row} />
              ))}
            </ul>
            {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
          </>
        )
      }}
    </Queried>
  )
}
