import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { given } from '#workspace/kit/given.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { Removable, SmallAct } from '#workspace/kit/small-acts.tsx'
import { useKeys } from '#workspace/kit/use-keys.ts'
import { type Complaint, tagComplaint, untagComplaint } from '../contract.ts'
import styles from './complaint.module.css'
import { useAct } from './use-act.ts'

function TagForm({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const say = useWords('complaints')
  const tagging = useAct(complaint.id, (tag: string) => call(tagComplaint, { complaint: complaint.id }, { body: { tag } }))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const tag = given(new FormData(event.currentTarget), 'tag').trim()
    if (tag === '') return onDone()
    tagging.mutate(tag, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit}>
      <TextInput
        name="tag"
        size="xs"
        aria-label={say('web.tag')}
        placeholder={say('web.tag')}
        maxLength={60}
        autoFocus
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      {tagging.isError && <Refused why={tagging.error} />}
    </form>
  )
}

/** The tags, each to be taken off; T adds one. */
export function TagsLine({ complaint }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const [adding, setAdding] = useState(false)
  const untagging = useAct(complaint.id, (tag: string) => call(untagComplaint, { complaint: complaint.id, tag }))
  const mayEdit = complaint.may.edit
  useKeys(mayEdit ? [{ keys: 'KeyT', name: say('web.tag_add'), act: () => setAdding(true) }] : [])
  return (
    <div className={styles.tags}>
      {complaint.tags.map((tag) => (
        <Removable key={tag} remove={mayEdit ? { label: say('web.tag_remove', { tag }), act: () => untagging.mutate(tag) } : undefined}>
          {tag}
        </Removable>
      ))}
      {adding && <TagForm complaint={complaint} onDone={() => setAdding(false)} />}
      {mayEdit && !adding && <SmallAct onAct={() => setAdding(true)}>{say('web.tag_add')}</SmallAct>}
      {untagging.isError && <Refused why={untagging.error} />}
    </div>
  )
}
