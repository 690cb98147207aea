import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { HomePart, HomeRow } from '#workspace/kit/home-part.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Trouble } from '#workspace/kit/queried.tsx'
import type { RegisteredPromise } from '../contract.ts'
import { ownPromisesQuery } from './queries.ts'

function Row({ promise }: { promise: RegisteredPromise }) {
  const say = useWords('promises')
  const { moment } = useInWords()
  const { complaint, text, due, state, owner, pressing } = promise
  const when = say(state === 'broken' ? 'web.was_due' : 'web.due_by', { moment: moment(due) })
  return (
    <HomeRow pressing={pressing}>
      <a href={`/app/complaints/${complaint.id}`}>{complaint.customer?.name || complaint.number}</a>
      <span>{text}</span>
      <small>
        {when}
        {state === 'broken' && owner && ` · ${owner.name}`}
      </small>
    </HomeRow>
  )
}

/** On the first page: what this person promised for today and tomorrow, and what was broken and the customer has not heard about. */
export function HomePromises() {
  const say = useWords('promises')
  const query = useQuery({ ...ownPromisesQuery, retry: false })
  if (query.isError) return <Trouble why={query.error} onAgain={() => void query.refetch()} />
  const { due = [], broken = [] } = query.data ?? {}
  const parts = [
    { title: say('web.home_broken'), rows: broken },
    { title: say('web.home_due'), rows: due },
  ].filter(({ rows }) => rows.length > 0)
  return parts.map(({ title, rows }) => (
    <HomePart key={title} title={title}>
      {rows.map((promise) => (
        <Row key={promise.id} promise={promise} />
      ))}
    </HomePart>
  ))
}
