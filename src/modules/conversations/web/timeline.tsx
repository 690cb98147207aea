import { useInfiniteQuery } from '@tanstack/react-query'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Failed } from '#workspace/kit/failed.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { EventLine } from '#workspace/kit/message.tsx'
import type { TimelineItem } from '../contract.ts'
import styles from './conversation.module.css'
import { timelineQuery } from './queries.ts'
import { TimelineMessage, TimelineNote } from './timeline-message.tsx'
import { placeOf, useAskedItem } from './use-asked-item.ts'

type Event = Extract<TimelineItem, { kind: 'event' }>['event']

function TimelineEvent({ event }: { event: Event }) {
  const say = useWords('conversations')
  const { moment } = useInWords()
  const actor = event.actor.name || say(`actors.${event.actor.kind}`)
  return (
    <EventLine>
      {say(`facts.${event.fact}`, { ...event.data, actor })}, {moment(event.at)}
    </EventLine>
  )
}

interface TimelineProps {
  complaint: string
  /** The customer's first words, which stand above. */
  words: string
  /** What is written to and fro is in this language. */
  language: string
  /** What scrolls, so that the newest is in sight and nothing jumps. */
  scroller: RefObject<HTMLElement | null>
}

const nearFoot = 120

/** Keeps the newest in sight, and the reader's place when earlier entries come in above. */
function useFoot(scroller: RefObject<HTMLElement | null>, items: readonly TimelineItem[]) {
  const before = useRef({ newest: '', height: 0, top: 0 })
  const newest = items.at(-1)?.id ?? ''
  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null || items.length === 0) return
    const was = before.current
    const atFoot = was.newest === '' || was.height - box.scrollTop - box.clientHeight < nearFoot
    if (was.newest !== newest && atFoot) box.scrollTo(0, box.scrollHeight)
    else if (was.newest === newest && box.scrollTop < nearFoot) box.scrollBy(0, Math.max(0, box.scrollHeight - was.height))
    before.current = { newest, height: box.scrollHeight, top: box.scrollTop }
  }, [items.length, newest, scroller])
  useStaysAtFoot(scroller)
}

/** Who is at the foot stays there when the box below opens, or a picture above has come. */
function useStaysAtFoot(scroller: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const box = scroller.current
    if (box === null) return
    let atFoot = true
    const scrolled = () => {
      atFoot = box.scrollHeight - box.scrollTop - box.clientHeight < nearFoot
    }
    const watch = new ResizeObserver(() => atFoot && box.scrollTo(0, box.scrollHeight))
    for (const part of [box, ...box.children]) watch.observe(part)
    box.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      watch.disconnect()
      box.removeEventListener('scroll', scrolled)
    }
  }, [scroller])
}

/** Oldest first; of one moment, what happened stands above what was said. */
const inOrder = (newestFirst: readonly TimelineItem[]) => {
  const said = ({ kind }: TimelineItem) => (kind === 'event' ? 0 : 1)
  return newestFirst.toReversed().toSorted((one, other) => (one.at === other.at ? said(one) - said(other) : 0))
}

const isFirst = (item: TimelineItem, words: string) =>
  item.kind === 'message' && item.message.direction === 'in' && item.message.visible_text.trim() === words.trim()

/** Everything that happened, newest at the foot; earlier entries come when they are asked for. */
export function Timeline({ complaint, words, language, scroller }: TimelineProps) {
  const say = useWords('conversations')
  const query = useInfiniteQuery(timelineQuery(complaint))
  const items = useMemo(() => inOrder(query.data?.pages.flatMap(({ data }) => data) ?? []), [query.data])
  useFoot(scroller, items)
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage])
  useAskedItem({ ids: items.map(({ id }) => id), more: hasNextPage && !isFetchingNextPage, onMore })
  const first = query.hasNextPage ? undefined : items.find((item) => isFirst(item, words))
  return (
    <div role="log" aria-label={say('web.timeline')} aria-live="polite" aria-relevant="additions">
      {query.isPending && <Loading rows={4} />}
      {query.isError && items.length === 0 && <Failed why={query.error} onAgain={() => void query.refetch()} />}
      {query.hasNextPage && (
        <div className={styles.earlier}>
          <Act as="plain" size="xs" busy={query.isFetchingNextPage} onAct={() => void query.fetchNextPage()}>
            {say('web.earlier')}
          </Act>
        </div>
      )}
      {items.map((item) => (
        <div key={item.id} id={placeOf(item.id)} tabIndex={-1}>
          {item.kind === 'message' && <TimelineMessage message={item.message} language={language} first={item === first} />}
          {item.kind === 'note' && <TimelineNote note={item.note} complaint={complaint} />}
          {item.kind === 'event' && <TimelineEvent event={item.event} />}
        </div>
      ))}
    </div>
  )
}
