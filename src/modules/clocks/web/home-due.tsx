import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { ClockGlyph } from '#workspace/kit/fuse.tsx'
import { HomePart, HomeRow } from '#workspace/kit/home-part.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Trouble } from '#workspace/kit/queried.tsx'
import type { DueClock } from '../contract.ts'
import { dueQuery } from './queries.ts'

function Line({ clock }: { clock: DueClock }) {
  const say = useWords('clocks')
  const { moment, length } = useInWords()
  const { complaint, kind, legal, due, remaining } = clock
  const left = say(remaining < 0 ? 'web.late' : 'web.left', { length: length(due) })
  return (
    <HomeRow>
      <ClockGlyph kind={kind === 'promise' ? 'promise' : legal ? 'legal' : 'house'} />
      <a href={`/app/complaints/${complaint.id}`}>{complaint.customer?.name || complaint.number}</a>
      <span>
        {say(`kinds.${kind}`)} · {moment(due)}
      </span>
      <small>
        {left} · {complaint.subject}
      </small>
    </HomeRow>
  )
}

const endOfToday = () =>
  Temporal.Now.zonedDateTimeISO().toPlainDate().add({ days: 1 }).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant().toString()

/** On the first page: what is late or ends today, of one's own complaints. Nothing where nothing is due. */
export function HomeDue() {
  const say = useWords('clocks')
  const [before] = useState(endOfToday)
  const query = useInfiniteQuery({ ...dueQuery({ mine: 'true', before }), retry: false })
  if (query.isError) return <Trouble why={query.error} onAgain={() => void query.refetch()} />
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? []
  if (rows.length === 0) return null
  const more = query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
  return (
    <HomePart title={say('web.home')} more={more}>
      {rows.map((clock) => (
        <Line key={clock.id} clock={clock} />
      ))}
    </HomePart>
  )
}
