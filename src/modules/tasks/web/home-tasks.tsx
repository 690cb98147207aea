import { useQuery } from '@tanstack/react-query'
import { call, useWords } from '#workspace/kit/desk.ts'
import { HomePart, HomeRow } from '#workspace/kit/home-part.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Trouble } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { completeTask, type Task } from '../contract.ts'
import { ownTasksQuery, shownOf } from './queries.ts'
import { useTaskWords } from './use-task-words.ts'

function Row({ task }: { task: Task }) {
  const say = useWords('tasks')
  const words = useTaskWords()
  const { moment } = useInWords()
  const { complaint, id, due, overdue, may } = task
  const doing = useDoing(() => call(completeTask, { complaint: complaint.id, task: id }), shownOf(complaint.id))
  return (
    <HomeRow pressing={overdue}>
      <a href={`/app/complaints/${complaint.id}`}>{complaint.customer?.name || complaint.number}</a>
      <span>{words(task)}</span>
      <small>{say(overdue ? 'web.late' : 'web.due', { moment: moment(due) })}</small>
      {may.complete && (
        <SmallAct
          aria-label={say('web.acts_on', { act: say('web.done'), task: words(task) })}
          onAct={() => !doing.isPending && doing.mutate()}
        >
          {say('web.done')}
        </SmallAct>
      )}
      {doing.isError && <Refused why={doing.error} />}
    </HomeRow>
  )
}

/** On the first page: what this person has to do, the earliest due date first. */
export function HomeTasks() {
  const say = useWords('tasks')
  const query = useQuery({ ...ownTasksQuery, retry: false })
  if (query.isError) return <Trouble why={query.error} onAgain={() => void query.refetch()} />
  const { data = [], next = null } = query.data ?? {}
  if (data.length === 0) return null
  return (
    <HomePart title={say('web.home')} more={next !== null && <p>{say('web.more')}</p>}>
      {data.map((task) => (
        <Row key={task.id} task={task} />
      ))}
    </HomePart>
  )
}
