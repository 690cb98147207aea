import { useInfiniteQuery } from '@tanstack/react-query'
import type { ComplaintRow } from '#modules/complaints/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { reviewComplaint } from '../contract.ts'
import styles from './channels.module.css'
import { reviewQuery } from './queries.ts'

function ReviewedMail({ row }: { row: ComplaintRow }) {
  const say = useWords('channels')
  const { moment } = useInWords()
  const reviewing = useDoing(() => call(reviewComplaint, { complaint: row.id }), [['complaints']])
  return (
    <li className={styles.mail}>
      <div className={styles.head}>
        <a href={`/app/complaints/${row.id}`}>{row.number}</a>
        <span>{row.customer?.name ?? say('web.aside.nobody')}</span>
        <time dateTime={row.received_at}>{moment(row.received_at)}</time>
      </div>
      <p className={styles.told}>
        <strong>{row.subject}</strong> {row.words}
      </p>
      <div className={styles.acts}>
        <Act size="xs" busy={reviewing.isPending} onAct={() => reviewing.mutate(undefined)}>
          {say('web.review.do')}
        </Act>
      </div>
      {reviewing.isError && <Refused why={reviewing.error} />}
    </li>
  )
}

/** Complaints that a machine’s mail opened, unanswered by us: a person looks whether somebody stands behind each. Nothing when there are none. */
export function ReviewList() {
  const say = useWords('channels')
  const query = useInfiniteQuery(reviewQuery)
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? []
  if (rows.length === 0) return null
  return (
    <section aria-label={say('web.review.title')}>
      <div className={styles.settled}>
        <h2>{say('web.review.title')}</h2>
        <p className={styles.line}>{say('web.review.about')}</p>
      </div>
      <ul className={styles.mails} aria-label={say('web.review.title')}>
        {rows.map((row) => (
          <ReviewedMail key={row.id} row={row} />
        ))}
      </ul>
      {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
    </section>
  )
}
