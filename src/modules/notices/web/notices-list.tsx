import { Switch } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { markAllRead, markNotice, type Notice } from '../contract.ts'
import styles from './notices.module.css'
import { noticesQuery } from './queries.ts'

const shown = [['notices']] as const

function useWhat() {
  const say = useWords('notices')
  return ({ what }: Notice) =>
    what.map(({ kind, count }) => (count === 1 ? say(`kinds.${kind}`) : say('web.times', { what: say(`kinds.${kind}`), count }))).join('; ')
}

/** One line: which complaint, what happened there, when; it leads to the last of it. */
function Line({ notice }: { notice: Notice }) {
  const say = useWords('notices')
  const what = useWhat()
  const { moment } = useInWords()
  const { complaint, id, place, at, read, instead_of } = notice
  const marking = useDoing(() => call(markNotice, { complaint: complaint.id, notice: id }, { body: { read: !read } }), shown)
  return (
    <li data-unread={!read || undefined}>
      <div>
        <a href={`/app/complaints/${complaint.id}${place === null ? '' : `#item-${place}`}`}>
          {complaint.customer?.name || complaint.number}
        </a>{' '}
        {!read && <b>{say('web.new')}</b>} <span>{what(notice)}</span>
        {instead_of && <span> · {say('web.instead_of', { name: instead_of.name })}</span>}
        <small>
          {complaint.number} · {moment(at)}
        </small>
        {marking.isError && <Refused why={marking.error} />}
      </div>
      <SmallAct
        aria-label={say(read ? 'web.mark_unread' : 'web.mark_read', { number: complaint.number })}
        onAct={() => !marking.isPending && marking.mutate()}
      >
        {say(read ? 'web.unread' : 'web.read')}
      </SmallAct>
    </li>
  )
}

/** What the reader is told, newest first. */
export function NoticesList() {
  const say = useWords('notices')
  const [unread, setUnread] = useState(false)
  const query = useInfiniteQuery(noticesQuery(unread))
  const reading = useDoing(() => call(markAllRead, {}), shown)
  return (
    <section className={styles.notices} aria-label={say('web.title')}>
      <div className={styles.acts}>
        <Switch label={say('web.only_unread')} checked={unread} onChange={(event) => setUnread(event.currentTarget.checked)} />
        <Act busy={reading.isPending} onAct={() => reading.mutate()}>
          {say('web.all_read')}
        </Act>
        <a href="/app/settings/notices">{say('web.settings')}</a>
      </div>
      {reading.isError && <Refused why={reading.error} />}
      <Queried query={query} rows={6}>
        {({ pages }) => {
          const rows = pages.flatMap(({ data }) => data)
          if (rows.length === 0) return <Empty title={say('web.empty')}>{say('web.empty_about')}</Empty>
          return (
            <ul>
              {rows.map((notice) => (
                <Line key={notice.id} notice={notice} />
              ))}
            </ul>
          )
        }}
      </Queried>
      {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
    </section>
  )
}
