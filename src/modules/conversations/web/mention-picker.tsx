import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { KeyCap } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Face } from '#workspace/kit/face.tsx'
import { Loading } from '#workspace/kit/loading.tsx'
import { useMe } from '#workspace/kit/me.ts'
import { Trouble } from '#workspace/kit/queried.tsx'
import type { Mentionable } from '../rules/mentions.ts'
import { mentionableQuery } from './queries.ts'
import styles from './text-picker.module.css'
import { useChosen } from './use-chosen.ts'

interface PickerProps {
  onChosen: (colleague: Mentionable) => void
  onLeave: () => void
}

function useChoosing({ onChosen, onLeave }: PickerProps) {
  const me = useMe()
  const queries = useQueryClient()
  const [q, setQ] = useState('')
  const query = useQuery(mentionableQuery(q.trim()))
  const colleagues = (query.data ?? []).filter(({ id }) => id !== me.id)
  const take = async (place: number) => {
    // Who types faster than the list answers means what they typed, not what still stands there.
    const found = query.isPlaceholderData ? await queries.fetchQuery(mentionableQuery(q.trim())).catch(() => []) : colleagues
    const colleague = found.filter(({ id }) => id !== me.id)[place]
    if (colleague !== undefined) onChosen({ id: colleague.id, name: colleague.name })
  }
  const { at, setAt, pressed } = useChosen(colleagues.length, { onTake: (place) => void take(place), onLeave })
  const seek = (words: string) => {
    setQ(words)
    setAt(0)
  }
  return { q, seek, query, colleagues, at, setAt, take, pressed }
}

/** Finds a colleague to mention in a note: type to seek, arrows to choose, Enter to take, Esc to leave. */
export function MentionPicker(props: PickerProps) {
  const say = useWords('conversations')
  const people = useWords('people')
  const id = useId()
  const { q, seek, query, colleagues, at, setAt, take, pressed } = useChoosing(props)
  return (
    <section className={styles.picker} role="dialog" aria-label={say('web.mention.title')}>
      <input
        className={styles.seek}
        role="combobox"
        aria-label={say('web.mention.seek')}
        aria-expanded={colleagues.length > 0}
        aria-controls={id}
        aria-activedescendant={colleagues.length > 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        placeholder={say('web.mention.seek')}
        maxLength={100}
        autoFocus
        value={q}
        onChange={(event) => seek(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      {query.isPending && <Loading rows={3} />}
      {query.isError && <Trouble why={query.error} onAgain={() => void query.refetch()} />}
      {colleagues.length > 0 && (
        <div className={styles.list} role="listbox" id={id} aria-label={say('web.mention.title')}>
          {colleagues.map((colleague, place) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's, which names the option that is chosen
            <div
              key={colleague.id}
              id={`${id}-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === at}
              onMouseMove={() => setAt(place)}
              onClick={() => void take(place)}
            >
              <span>
                <Face name={colleague.name} /> {colleague.name}
              </span>
              <small>{[people(`roles.${colleague.role}`), ...colleague.teams.map(({ name }) => name)].join(' · ')}</small>
            </div>
          ))}
        </div>
      )}
      {query.isSuccess && colleagues.length === 0 && (
        <p id={id} role="status" className={styles.none}>
          {say('web.mention.none')}
        </p>
      )}
      <footer className={styles.foot}>
        <span>{say('web.mention.opens')}</span>
        <span>
          <KeyCap>↑</KeyCap> <KeyCap>↓</KeyCap> <KeyCap>↵</KeyCap> {say('web.mention.take')}
        </span>
      </footer>
    </section>
  )
}
