import { queryOptions, useQuery } from '@tanstack/react-query'
import { type RefObject, useRef, useState } from 'react'
import { call } from '#workspace/kit/desk.ts'
import type { ComposerHand } from '#workspace/kit/rich-composer.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import {
  askHelperDraft,
  type Draft,
  dropHelperDrafts,
  type HelperDraft,
  type HelperKind,
  readHelperDrafts,
  type UsedHelp,
} from '../contract.ts'
import { richTextOf } from '../rules/rich-text.ts'
import { standsUnread } from '../rules/stands-unread.ts'
import type { DraftKind } from './queries.ts'

const soon = 2000

/** While one is being written it is asked for again; nothing else says when it is ready, or failed. */
const helperQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['conversations', 'helper', complaint],
    queryFn: ({ signal }) => call(readHelperDrafts, { complaint }, { signal }),
    refetchInterval: ({ state }) => (state.data?.data.some((draft) => draft.state === 'asked') ? soon : false),
    meta: { topics: [`complaints:${complaint}`] },
  })

function useAsking(complaint: string) {
  const refresh = [['conversations', 'helper', complaint]]
  return {
    ask: useDoing((kind: HelperKind) => call(askHelperDraft, { complaint }, { body: { kind } }), refresh),
    drop: useDoing((kind: HelperKind) => call(dropHelperDrafts, { complaint }, { query: { kind } }), refresh),
  }
}

interface Sheet {
  complaint: string
  kind: DraftKind
  draft: Draft | null
  hand: RefObject<ComposerHand | null>
}

/** Machine drafts of one sheet: what there is, what went into it, and whether its words stand there unread. Nothing is asked for by itself. */
export function useHelp({ complaint, kind, draft, hand }: Sheet) {
  const { data } = useQuery({ ...helperQuery(complaint), enabled: kind === 'reply' })
  const [open, setOpen] = useState(false)
  const used = useRef<UsedHelp>([...(draft?.helped ?? [])])
  const words = useRef(draft?.text ?? '')
  const [, setTurn] = useState('')
  // The sheet is drawn anew only when this is another.
  const say = () => setTurn(JSON.stringify([used.current, unreadIn()]))
  const all = data?.data ?? []
  const unreadIn = (): HelperDraft[] =>
    all.filter(
      ({ id, text }) => text !== null && used.current.some((one) => one.draft === id && !one.read) && standsUnread(text, words.current),
    )
  return {
    ...useAsking(complaint),
    available: data?.available ?? false,
    open,
    setOpen,
    /** Those that are not in the sheet. */
    waiting: all.filter(({ id }) => !used.current.some((one) => one.draft === id)),
    unread: unreadIn(),
    used: () => used.current,
    begin: ({ helped, text }: Pick<Draft, 'helped' | 'text'>) => {
      used.current = [...helped]
      words.current = text
      say()
    },
    changed: (text: string) => {
      words.current = text
      say()
    },
    insert: ({ id, text }: HelperDraft) => {
      used.current = [...used.current.filter((one) => one.draft !== id), { draft: id, read: false }]
      hand.current?.insert(richTextOf(text ?? ''))
    },
    /** The person says that every word was read. */
    read: (then: () => void) => {
      used.current = used.current.map((one) => ({ ...one, read: true }))
      say()
      then()
    },
  }
}

export type Help = ReturnType<typeof useHelp>
