import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { given } from '#workspace/kit/given.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { Removable, SmallAct } from '#workspace/kit/small-acts.tsx'
import { useKeys } from '#workspace/kit/use-keys.ts'
import { type Complaint, tagComplaint, untagComplaint } from '../contract.ts'
import styles from './complaint.module.css'
import { useShownAtOnce } from './shown-at-once.ts'

function TagForm({ onTag, onDone }: { onTag: (tag: string) => void; onDone: () => void }) {
  const say = useWords('complaints')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const tag = given(new FormData(event.currentTarget), 'tag').trim()
    if (tag !== '') onTag(tag)
    onDone()
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
    </form>
  )
}

/** Tags are seen on and off at once; what the desk refuses goes back, and says why. */
function useTags(complaint: string) {
  const at = { complaint }
  const worn = (tags: readonly string[], tag: string) => [...new Set([...tags, tag])].toSorted()
  return {
    tagging: useShownAtOnce({
      ids: [complaint],
      act: (tag: string) => call(tagComplaint, at, { body: { tag } }),
      change: (tag: string) => (shown) => ({ tags: worn(shown.tags, tag) }),
    }),
    untagging: useShownAtOnce({
      ids: [complaint],
      act: (tag: string) => call(untagComplaint, { ...at, tag }),
      change: (tag: string) => (shown) => ({ tags: shown.tags.filter((one) => one !== tag) }),
    }),
  }
}

/** The tags, each to be taken off; T adds one. */
export function TagsLine({ complaint }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const [adding, setAdding] = useState(false)
  const { tagging, untagging } = useTags(complaint.id)
  const mayEdit = complaint.may.edit
  useKeys(mayEdit ? [{ keys: 'KeyT', name: say('web.tag_add'), act: () => setAdding(true) }] : [])
  return (
    <div className={styles.tags}>
      {complaint.tags.map((tag) => (
        <Removable key={tag} remove={mayEdit ? { label: say('web.tag_remove', { tag }), act: () => untagging.mutate(tag) } : undefined}>
          {tag}
        </Removable>
      ))}
      {adding && <TagForm onTag={(tag) => tagging.mutate(tag)} onDone={() => setAdding(false)} />}
      {mayEdit && !adding && <SmallAct onAct={() => setAdding(true)}>{say('web.tag_add')}</SmallAct>}
      {tagging.isError && <Refused why={tagging.error} />}
      {untagging.isError && <Refused why={untagging.error} />}
    </div>
  )
}
