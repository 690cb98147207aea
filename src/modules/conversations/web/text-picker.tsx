import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { type Complaint, readComplaint } from '#modules/complaints/contract.ts'
import { listTexts, type TextRow } from '#modules/knowledge/contract.ts'
import { slotLabel, unfilledSlots } from '#modules/knowledge/rules/slots.ts'
import { KeyCap } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { Trouble } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { fillReadyText } from '../contract.ts'
import { plainTextOf } from '../rules/plain-text.ts'
import { coachingQuery } from './coach-queries.ts'
import styles from './text-picker.module.css'
import { useChosen } from './use-chosen.ts'
import type { FilledText } from './use-ready-texts.ts'
import type { How } from './use-sending.ts'

interface PickerProps {
  complaint: string
  how: How
  onChosen: (filled: FilledText) => void
  onLeave: () => void
}

const insertable = 'canned,template,letter,rule_card'

const complaintQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['complaints', 'one', complaint],
    queryFn: ({ signal }) => call(readComplaint, { complaint }, { signal }),
  })

const channelOf = (how: How, { channel }: Complaint) => {
  if (how === 'email') return 'email'
  if (how === 'printed') return 'letter'
  return channel === 'counter' || channel === 'chat' || channel === 'social' ? channel : 'phone'
}

/** What fits this complaint, and in it the words that are sought. */
const textsQuery = (complaint: Complaint | undefined, how: How, q: string) =>
  queryOptions({
    queryKey: ['knowledge', 'texts', 'for', complaint?.id, how, q],
    enabled: complaint !== undefined,
    queryFn: async ({ signal }) => {
      if (complaint === undefined) return []
      const channel = channelOf(how, complaint)
      const categories = [...new Set(complaint.issues_list.flatMap(({ category }) => category ?? []))].join(',')
      const fitting = { channel, for_channel: channel, ...(categories && { for_category: categories }) } as const
      const query = { kind: insertable, language: complaint.language, limit: 50, ...fitting, ...(q.trim() && { q }) }
      return (await call(listTexts, {}, { query, signal })).data
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

const filledQuery = (complaint: string, text: string) =>
  queryOptions({
    queryKey: ['conversations', 'filled', complaint, text],
    queryFn: ({ signal }) => call(fillReadyText, { complaint, text }, { signal }),
    staleTime: 30_000,
  })

const hintOf = (slot: string) => unfilledSlots(slot).map(slotLabel).join('')

/** The text as it would stand here, its slots marked. */
function Preview({ complaint, text }: { complaint: string; text: string }) {
  const query = useQuery(filledQuery(complaint, text))
  if (query.isPending) return <Loading rows={2} />
  if (query.data === undefined) return <Refused why={query.error} />
  const parts = plainTextOf(query.data.html).split(/(\{\{[^{}]*\}\})/)
  return (
    <p lang={query.data.language}>
      {parts.map((words, at) => (at % 2 === 1 ? <mark key={`${at} ${words}`}>{hintOf(words)}</mark> : words))}
    </p>
  )
}

interface ChoicesProps {
  id: string
  texts: readonly TextRow[]
  at: number
  onAt: (at: number) => void
  onTake: (text: TextRow) => void
}

function Choices({ id, texts, at, onAt, onTake }: ChoicesProps) {
  const say = useWords('conversations')
  const knowledge = useWords('knowledge')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at, texts])
  return (
    <div ref={list} className={styles.list} role="listbox" id={id} aria-label={say('web.texts.title')}>
      {texts.map((text, place) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's, which names the option that is chosen
        <div
          key={text.id}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === at}
          onMouseMove={() => onAt(place)}
          onClick={() => onTake(text)}
        >
          <span lang={text.language}>{text.title}</span>
          <small>{knowledge(text.step === null ? `kinds.${text.kind}` : `steps.${text.step}`)}</small>
        </div>
      ))}
    </div>
  )
}

/** Puts the chosen text into the reply; what is refused is said. */
function useTaking({ complaint, onChosen }: PickerProps) {
  const queries = useQueryClient()
  const [why, setWhy] = useState<unknown>()
  const take = async (choice: TextRow | undefined | Promise<TextRow | undefined>) => {
    try {
      const text = await choice
      if (text !== undefined) onChosen(await queries.fetchQuery(filledQuery(complaint, text.id)))
    } catch (refused) {
      setWhy(refused)
    }
  }
  return { take, why, forget: () => setWhy(undefined) }
}

function useChoosing(props: PickerProps) {
  const { complaint, how, onLeave } = props
  const queries = useQueryClient()
  const [q, setQ] = useState('')
  const { take, why, forget } = useTaking(props)
  const whole = useQuery(complaintQuery(complaint))
  const query = useQuery(textsQuery(whole.data, how, q))
  const texts = query.data ?? []
  // Who types faster than the list answers means what they typed, not what still stands there.
  const sought = async (place: number) =>
    (query.isPlaceholderData ? await queries.fetchQuery(textsQuery(whole.data, how, q)) : texts)[place]
  const { at, setAt, pressed } = useChosen(texts.length, { onTake: (place) => void take(sought(place)), onLeave })
  const seek = (words: string) => {
    setQ(words)
    setAt(0)
    forget()
  }
  return { q, seek, query: whole.isError ? whole : query, texts, at, setAt, take, pressed, why }
}

/** While the customer pours it out no text is put in before the agent says that they have listened. */
function ListenFirst({ onHeard, onLeave }: { onHeard: () => void; onLeave: () => void }) {
  const say = useWords('conversations')
  return (
    <section className={styles.picker} role="dialog" aria-label={say('web.texts.title')}>
      <p className={styles.none}>{say('web.coach.picker_release')}</p>
      <footer className={styles.foot}>
        <SmallAct onAct={onHeard}>{say('web.coach.picker_heard')}</SmallAct>
        <SmallAct onAct={onLeave}>{say('web.cancel')}</SmallAct>
      </footer>
    </section>
  )
}

/** Finds a ready text and puts it into the reply; while the customer pours it out, only when the agent has listened. */
export function TextPicker(props: PickerProps) {
  const [heard, setHeard] = useState(false)
  const { data } = useQuery(coachingQuery(props.complaint))
  if (data?.stages[0]?.stage === 'release' && !heard) return <ListenFirst onHeard={() => setHeard(true)} onLeave={props.onLeave} />
  return <Picking {...props} />
}

/** Type to seek, arrows to choose, Enter to take, Esc to leave. */
function Picking(props: PickerProps) {
  const say = useWords('conversations')
  const id = useId()
  const { q, seek, query, texts, at, setAt, take, pressed, why } = useChoosing(props)
  const here = texts[at]
  return (
    <section className={styles.picker} role="dialog" aria-label={say('web.texts.title')}>
      <input
        className={styles.seek}
        role="combobox"
        aria-label={say('web.texts.seek')}
        aria-expanded={texts.length > 0}
        aria-controls={id}
        aria-activedescendant={here && `${id}-${at}`}
        autoComplete="off"
        placeholder={say('web.texts.seek')}
        maxLength={200}
        autoFocus
        value={q}
        onChange={(event) => seek(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      <div className={styles.both}>
        {query.isPending && <Loading rows={3} />}
        {query.isError && <Trouble why={query.error} onAgain={() => void query.refetch()} />}
        {texts.length > 0 && <Choices id={id} texts={texts} at={at} onAt={setAt} onTake={(text) => void take(text)} />}
        {query.isSuccess && texts.length === 0 && (
          <p id={id} role="status" className={styles.none}>
            {say('web.texts.none')}
          </p>
        )}
        {here !== undefined && (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text scrolls: who has no pointer scrolls it by key
          <div role="group" className={styles.preview} tabIndex={0} aria-label={say('web.texts.preview')}>
            <Preview complaint={props.complaint} text={here.id} />
          </div>
        )}
      </div>
      {why !== undefined && <Refused why={why} />}
      <footer className={styles.foot}>
        <span>
          <KeyCap>↑</KeyCap> <KeyCap>↓</KeyCap> <KeyCap>↵</KeyCap> {say('web.texts.take')}
        </span>
        <span>
          <KeyCap>Tab</KeyCap> {say('web.texts.next_slot')}
        </span>
        <span>
          <KeyCap>Esc</KeyCap> {say('web.texts.leave')}
        </span>
      </footer>
    </section>
  )
}
