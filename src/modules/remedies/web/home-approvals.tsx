import { useInfiniteQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { HomePart, HomeRow } from '#workspace/kit/home-part.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { Trouble } from '#workspace/kit/queried.tsx'
import { waitingQuery } from './queries.ts'
import { useRemedyWords } from './use-remedy-words.ts'

const shown = 5

/** On the first page: what waits for this person's yes or no, the longest first. */
export function HomeApprovals() {
  return useHolds('remedies.approve') ? <Waiting /> : null
}

function Waiting() {
  const say = useWords('remedies')
  const words = useRemedyWords()
  const { moment } = useInWords()
  const query = useInfiniteQuery({ ...waitingQuery, retry: false })
  if (query.isError) return <Trouble why={query.error} onAgain={() => void query.refetch()} />
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? []
  if (rows.length === 0) return null
  return (
    <HomePart title={say('web.home')} more={rows.length > shown && <p>{say('web.home_more')}</p>}>
      {rows.slice(0, shown).map((remedy) => (
        <HomeRow key={remedy.id} pressing={false}>
          <a href="/app/approvals">{remedy.complaint.customer?.name || remedy.complaint.number}</a>
          <span>{words(remedy)}</span>
          <small>{remedy.expires_at && say('web.home_until', { moment: moment(remedy.expires_at) })}</small>
        </HomeRow>
      ))}
    </HomePart>
  )
}
