import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { HomePart, HomeRow } from '#workspace/kit/home-part.tsx'
import { Trouble } from '#workspace/kit/queried.tsx'
import { Attending } from './incident-entry.tsx'
import { ownBoundariesQuery } from './queries.ts'

/** On the first page: calls for help, and limits that wait for this person. */
export function HomeBoundaries() {
  const say = useWords('boundaries')
  const query = useQuery({ ...ownBoundariesQuery, retry: false })
  if (query.isError) return <Trouble why={query.error} onAgain={() => void query.refetch()} />
  const { alerts = [], limits = [] } = query.data ?? {}
  if (alerts.length + limits.length === 0) return null
  return (
    <HomePart title={say('web.home')}>
      {alerts.map(({ complaint, incident }) => (
        <HomeRow key={incident.id}>
          <b>{say(`step.${incident.step}`)}</b>
          <a href={`/app/complaints/${complaint.id}`}>{complaint.customer?.name || complaint.number}</a>
          <Attending complaint={complaint.id} incident={incident} />
        </HomeRow>
      ))}
      {limits.map(({ complaint, limit, waits }) => (
        <HomeRow key={limit.id}>
          <a href={`/app/complaints/${complaint.id}`}>{complaint.customer?.name || complaint.number}</a>
          <span>{say(`web.waits.${waits}`)}</span>
        </HomeRow>
      ))}
    </HomePart>
  )
}
