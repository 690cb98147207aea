import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { completeTask, type Task } from '../contract.ts'
import { shownOf, tasksQuery } from './queries.ts'
import { AddTaskForm, CancelForm, EditTaskForm } from './task-form.tsx'
import styles from './tasks.module.css'
import { useTaskWords } from './use-task-words.ts'

type Form = 'edit' | 'cancel'

function Acts({ task, onForm }: { task: Task; onForm: (form: Form) => void }) {
  const say = useWords('tasks')
  const words = useTaskWords()
  const { complaint, id, may } = task
  const doing = useDoing(() => call(completeTask, { complaint: complaint.id, task: id }), shownOf(complaint.id))
  const named = (act: string) => say('web.acts_on', { act: say(`web.${act}`), task: words(task) })
  return (
    <>
      {doing.isError && <Refused why={doing.error} />}
      <div className={styles.acts}>
        {may.complete && (
          <SmallAct aria-label={named('done')} onAct={() => !doing.isPending && doing.mutate()}>
            {say('web.done')}
          </SmallAct>
        )}
        {may.edit && (
          <SmallAct aria-label={named('edit')} onAct={() => onForm('edit')}>
            {say('web.edit')}
          </SmallAct>
        )}
        {may.cancel && (
          <SmallAct aria-label={named('drop')} onAct={() => onForm('cancel')}>
            {say('web.drop')}
          </SmallAct>
        )}
      </div>
    </>
  )
}

function Open({ task }: { task: Task }) {
  const say = useWords('tasks')
  const words = useTaskWords()
  const { moment } = useInWords()
  const [form, setForm] = useState<Form | null>(null)
  const done = () => setForm(null)
  const { complaint, overdue, due, owner } = task
  return (
    <li className={styles.task} data-late={overdue || undefined}>
      <p>{words(task)}</p>
      <small>
        {say(overdue ? 'web.late' : 'web.due', { moment: moment(due) })} · {owner?.name ?? say('web.nobody')}
      </small>
      {form === null && <Acts task={task} onForm={setForm} />}
      {form === 'edit' && <EditTaskForm complaint={complaint.id} task={task} onDone={done} />}
      {form === 'cancel' && <CancelForm complaint={complaint.id} task={task} onDone={done} />}
    </li>
  )
}

function Settled({ task }: { task: Task }) {
  const say = useWords('tasks')
  const words = useTaskWords()
  const { moment } = useInWords()
  const { state, settled_at, settled_by, settled_reason, added_at } = task
  const how = state === 'done' ? 'done' : 'cancelled'
  const byItself = settled_by === null || (how === 'cancelled' && settled_reason === null)
  const data = { moment: moment(settled_at ?? added_at), name: settled_by ?? '', reason: settled_reason ?? '' }
  return (
    <li className={styles.task}>
      <p>{words(task)}</p>
      <small>{say(`web.settled.${how}${byItself ? '_itself' : ''}`, data)}</small>
    </li>
  )
}

function Lists({ data }: { data: Task[] }) {
  const say = useWords('tasks')
  const [all, setAll] = useState(false)
  const open = data.filter(({ state }) => state === 'open')
  const settled = data.filter(({ state }) => state !== 'open')
  return (
    <>
      {open.length === 0 && <p className={styles.none}>{say('web.none')}</p>}
      <ul className={styles.list}>
        {open.map((task) => (
          <Open key={task.id} task={task} />
        ))}
      </ul>
      {settled.length > 0 && (
        <SmallAct aria-expanded={all} onAct={() => setAll(!all)}>
          {all ? say('web.hide_settled') : say('web.show_settled', { count: settled.length })}
        </SmallAct>
      )}
      {all && (
        <ul className={styles.list}>
          {settled.map((task) => (
            <Settled key={task.id} task={task} />
          ))}
        </ul>
      )}
    </>
  )
}

/** What is to be done about a complaint besides answering it, and what was. */
export function TasksPane({ complaint }: { complaint: string }) {
  const say = useWords('tasks')
  const query = useQuery(tasksQuery(complaint))
  const [adds, setAdds] = useState(false)
  const may = query.data?.may.add === true
  return (
    <Pane title={say('web.title')} aside={may && !adds && <SmallAct onAct={() => setAdds(true)}>{say('web.add')}</SmallAct>}>
      <Queried query={query} rows={2}>
        {({ data }) => (
          <div className={styles.body}>
            {adds && <AddTaskForm complaint={complaint} onDone={() => setAdds(false)} />}
            <Lists data={data} />
          </div>
        )}
      </Queried>
    </Pane>
  )
}
