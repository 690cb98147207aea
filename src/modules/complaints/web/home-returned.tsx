import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { HomePart, HomeRow } from '#workspace/kit/home-part.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Trouble } from '#workspace/kit/queried.tsx'
import { returnsQuery } from './queries.ts'

/** On the first page: what came back to this person and nobody has answered since. Nothing where nothing did. */
export function HomeReturned() {
  const say = useWords('complaints')
  const { moment } = useInWords()
  const query = useQuery({ ...returnsQuery, retry: false })
  if (query.isError) return <Trouble why={query.error} onAgain={() => void query.refetch()} />
  const rows = query.data?.data ?? []
  if (rows.length === 0) return null
  return (
    <HomePart title={say('web.home.returned')}>
      {rows.map(({ complaint, why, at }) => (
        <HomeRow key={complaint.id}>
          <a href={`/app/complaints/${complaint.id}?view=mine`}>{complaint.customer?.name || complaint.number}</a>
          <span>{say(`web.home.why.${why}`)}</span>
          <small>{moment(at)}</small>
        </HomeRow>
      ))}
    </HomePart>
  )
}
