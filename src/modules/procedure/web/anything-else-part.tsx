import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Trouble } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { askAnythingElse, type Procedure } from '../contract.ts'
import { FeelingPart } from './feeling-part.tsx'
import styles from './procedure.module.css'
import { procedureQuery, shownOf } from './queries.ts'

/** What came of asking, or nothing while nobody asked. */
function Asked({ asked }: { asked: NonNullable<Procedure['anything_else']> }) {
  const say = useWords('procedure')
  const { moment } = useInWords()
  return <p role="status">{say(`web.else_was_${asked.answer ?? 'written'}`, { moment: moment(asked.at) })}</p>
}

/** A yes: what else there is becomes an issue of its own. */
function Further({ busy, onOpen, onCancel }: { busy: boolean; onOpen: (title: string) => void; onCancel: () => void }) {
  const say = useWords('procedure')
  const [title, setTitle] = useState('')
  const missing = title.trim() === '' ? say('web.else_first') : undefined
  return (
    <>
      <TextInput
        label={say('web.else_issue')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // it may stand inside the form that closes
          event.preventDefault()
          if (missing === undefined && !busy) onOpen(title)
        }}
        maxLength={500}
        autoFocus
      />
      <FormActs>
        <Act size="xs" busy={busy} notYet={missing} onAct={() => onOpen(title)}>
          {say('web.else_open')}
        </Act>
        <Act size="xs" onAct={onCancel}>
          {say('web.cancel')}
        </Act>
      </FormActs>
    </>
  )
}

/** Before closing: is there anything else, and how does the customer feel about the outcome? Stands in the closing panel. */
export function AnythingElsePart({ complaint }: { complaint: string }) {
  const say = useWords('procedure')
  const query = useQuery(procedureQuery(complaint))
  const [further, setFurther] = useState(false)
  const asking = useDoing(
    (title: string | null) =>
      call(askAnythingElse, { complaint }, { body: title === null ? { answer: 'no' } : { answer: 'yes', issue: { title } } }),
    shownOf(complaint),
  )
  if (query.data === undefined) return query.isError ? <Trouble why={query.error} onAgain={() => void query.refetch()} /> : null
  const { anything_else: asked, may } = query.data
  return (
    <fieldset className={styles.else}>
      <legend>{say('web.else')}</legend>
      <p className={styles.quiet}>{say('web.else_about')}</p>
      {asked !== null && <Asked asked={asked} />}
      {further && (
        <Further
          busy={asking.isPending}
          onOpen={(title) => asking.mutate(title, { onSuccess: () => setFurther(false) })}
          onCancel={() => setFurther(false)}
        />
      )}
      {asking.isError && <Refused why={asking.error} />}
      {may.work && !further && (
        <FormActs>
          <Act size="xs" busy={asking.isPending} onAct={() => asking.mutate(null)}>
            {say('web.else_no')}
          </Act>
          <Act size="xs" onAct={() => setFurther(true)}>
            {say('web.else_yes')}
          </Act>
        </FormActs>
      )}
      <FeelingPart complaint={complaint} procedure={query.data} />
    </fieldset>
  )
}
