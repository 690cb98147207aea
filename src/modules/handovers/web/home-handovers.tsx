import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { HomePart, HomeRow } from '#workspace/kit/home-part.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Trouble } from '#workspace/kit/queried.tsx'
import type { Handover } from '../contract.ts'
import { HandoverActs } from './handover-line.tsx'
import { ownHandoversQuery } from './queries.ts'

function Waiting({ handover }: { handover: Handover }) {
  const say = useWords('handovers')
  const { moment } = useInWords()
  const { complaint, requested_by, why, reason, reach_by } = handover
  return (
    <HomeRow>
      <a href={`/app/complaints/${complaint.id}`}>{complaint.customer?.name || complaint.number}</a>
      <span>{say('web.waits_for_you', { by: requested_by.name, why: why === 'other' ? (reason ?? '') : say(`why.${why}`) })}</span>
      <small>{say('web.by', { moment: moment(reach_by) })}</small>
      <HandoverActs handover={handover} />
    </HomeRow>
  )
}

function Asked({ handover }: { handover: Handover }) {
  const say = useWords('handovers')
  const { complaint, receiver, state, settled_reason } = handover
  return (
    <HomeRow>
      <a href={`/app/complaints/${complaint.id}`}>{complaint.customer?.name || complaint.number}</a>
      <span>
        {state === 'declined'
          ? say('web.declined', { name: receiver.name, reason: settled_reason ?? '' })
          : `${receiver.name}: ${say(`state.${state}`)}`}
      </span>
    </HomeRow>
  )
}

/** On the first page: what colleagues ask this person to take over, and what became of this person's own requests. */
export function HomeHandovers() {
  const say = useWords('handovers')
  const query = useQuery({ ...ownHandoversQuery, retry: false })
  if (query.isError) return <Trouble why={query.error} onAgain={() => void query.refetch()} />
  const { data = [], asked = [] } = query.data ?? {}
  if (data.length === 0 && asked.length === 0) return null
  return (
    <>
      {data.length > 0 && (
        <HomePart title={say('web.home')}>
          {data.map((one) => (
            <Waiting key={one.id} handover={one} />
          ))}
        </HomePart>
      )}
      {asked.length > 0 && (
        <HomePart title={say('web.home_asked')}>
          {asked.map((one) => (
            <Asked key={one.id} handover={one} />
          ))}
        </HomePart>
      )}
    </>
  )
}
