import { queryOptions, useQuery } from '@tanstack/react-query'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Letter, ToneHit, ToneVerdict } from '#modules/tone/contract/check.ts'
import { readToneRules } from '#modules/tone/contract/rules.ts'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import type { ComposerHand, MarkLook } from '#workspace/kit/rich-composer.tsx'
import { readWordsRecord } from '../contract.ts'
import { findLabels } from '../rules/find-labels.ts'
import { needsReason } from '../rules/needs-reason.ts'
import { outgoingChannel } from '../rules/outgoing-channel.ts'
import { replacementOf } from '../rules/replacement.ts'
import { inIdleMoments, inSlices } from './idle-moments.ts'
import type { DraftKind } from './queries.ts'
import type { How } from './use-sending.ts'

/** A place of the text with what is said about it. */
export interface Hint extends ToneHit {
  /** Stays the same while the words do, wherever they move. */
  id: string
  look: MarkLook
  /** Ties the place to the list beside it; empty where there is no place. */
  letter: string
  said: string
  /** Wordings that can be taken; what else is advised is for a person to do. */
  takes: readonly string[]
  advice: readonly string[]
  /** The person has looked at it and leaves it. */
  left: boolean
}

export interface Wording {
  text: string
  hints: readonly Hint[]
  cues: ToneVerdict['cues']
  missing: readonly string[]
}

const recordQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['conversations', 'words-record', complaint],
    queryFn: ({ signal }) => call(readWordsRecord, { complaint }, { signal }),
    staleTime: 60_000,
    meta: { topics: [`complaints:${complaint}`] },
  })

const houseRulesQuery = queryOptions({
  queryKey: ['tone', 'rules'],
  queryFn: ({ signal }) => call(readToneRules, {}, { signal }),
  staleTime: 5 * 60_000,
})

const engineQuery = queryOptions({
  queryKey: ['tone', 'engine'],
  queryFn: () => import('./wording-engine.ts'),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
})

/** The learned part comes after the rules, and is missed by nobody until it is there. */
const learnedQuery = queryOptions({
  queryKey: ['tone', 'learned'],
  queryFn: async () => (await import('./wording-engine.ts')).shippedLayer(),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
})

interface Sheet {
  complaint: string
  kind: DraftKind
  how: How
  hand: RefObject<ComposerHand | null>
}

interface Judge {
  (text: string, letter: Letter): Omit<Wording, 'text' | 'hints'> & { hits: readonly Raw[] }
  /** Reads sentence by sentence what it will judge. */
  ahead: (text: string) => Iterator<void>
}
type Raw = ToneHit & { takes: readonly string[]; advice: readonly string[] }

const none: readonly string[] = []

/** A note is looked through for labels alone; a reply is judged by the rules, held against the record. */
function useJudge({ complaint, kind, how }: Omit<Sheet, 'hand'>): {
  judge: Judge | null
  /** What the judge does best before anybody waits for it. */
  first: readonly string[]
  failed: boolean
  isLearned: boolean
} {
  const say = useWords('conversations')
  const reader = useLanguage()
  const isReply = kind === 'reply'
  const record = useQuery({ ...recordQuery(complaint), enabled: isReply })
  const house = useQuery({ ...houseRulesQuery, enabled: isReply })
  const engine = useQuery({ ...engineQuery, enabled: isReply })
  const { data: learned = null } = useQuery({ ...learnedQuery, enabled: isReply })
  const isLearned = learned !== null
  const failed = record.isError || house.isError || engine.isError
  if (!isReply) return { judge: labelJudge(say('web.wording.note_labels')), first: none, failed: false, isLearned }
  if (!record.data || !house.data || !engine.data) return { judge: null, first: none, failed, isLearned }
  const { checkTone, readAhead, isCheck, firstSentences } = engine.data
  const { channel: came, ...known } = record.data
  const options = { ...known, channel: outgoingChannel(how, came), house: house.data, learned, reader }
  const judge = (text: string, letter: Letter) => {
    const { hits, cues, missing } = checkTone(text, { ...options, letter })
    const parted = hits.map((hit) => ({
      ...hit,
      takes: isCheck(hit.rule) ? [] : hit.instead,
      advice: isCheck(hit.rule) ? hit.instead : [],
    }))
    return { hits: parted, cues, missing }
  }
  const ahead = (text: string) => readAhead(text, options)
  return { judge: Object.assign(judge, { ahead }), first: firstSentences, failed, isLearned }
}

function labelJudge(why: string): Judge {
  const hit = { rule: 'label', category: 'label', severity: 1 as const, why, instead: [], takes: [], advice: [] }
  const judge = (text: string) => ({ cues: [], missing: [], hits: findLabels(text).map((place) => ({ ...hit, ...place })) })
  return Object.assign(judge, { ahead: () => [][Symbol.iterator]() })
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const lookOf = (hit: ToneHit): MarkLook => (needsReason(hit) ? 'reason' : hit.severity > 1 ? 'warning' : 'hint')

/** Names each hit by its rule and words, so that it is known again when the text around it changes. */
function hintsOf(text: string, hits: readonly Raw[], left: ReadonlySet<string>): Hint[] {
  const times = new Map<string, number>()
  let places = 0
  return hits.map((hit) => {
    const said = text.slice(hit.start, hit.end)
    const name = `${hit.rule} ${said}`
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    const letter = said === '' ? '' : (letters[places] ?? '·')
    if (said !== '') places += 1
    const id = `${name} ${time}`
    return { ...hit, id, said, letter, look: lookOf(hit), left: left.has(id) }
  })
}

const nothing: Wording = { text: '', hints: [], cues: [], missing: [] }
const afterTyping = 150
const mostMarks = 60

/** Looks a moment after the last change, and reads in slices; a change in between begins anew. */
function useAfterTyping(look: RefObject<() => void>) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = useRef<() => void>(() => undefined)
  const changed = useCallback(
    (wait = afterTyping) => {
      clearTimeout(timer.current)
      stop.current()
      timer.current = setTimeout(() => look.current(), wait)
    },
    [look],
  )
  const read = useCallback((steps: Iterator<void>, then: () => void) => {
    stop.current = inSlices(steps, then)
  }, [])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      stop.current()
    },
    [],
  )
  return { changed, read }
}

/** Judges what is written a moment after the hand rests, here in the browser, and underlines what was found. Changes nothing by itself. */
export function useWording({ hand, ...sheet }: Sheet) {
  const { judge, first, failed, isLearned } = useJudge(sheet)
  const [letter, setLetter] = useState<Letter>('message')
  const [wording, setWording] = useState<Wording>(nothing)
  const [open, setOpen] = useState<{ id: string; how: 'key' | 'pointer' } | null>(null)
  const left = useRef(new Set<string>())
  const look = useRef<() => void>(() => undefined)
  const { changed, read } = useAfterTyping(look)
  const warmUp = useRef<(sentence: string) => void>(() => undefined)
  const show = (text: string, by: Judge) => {
    const { hits, ...found } = text.trim() === '' ? { hits: [], cues: [], missing: [] } : by(text, letter)
    const hints = hintsOf(text, hits, left.current)
    setWording({ text, hints, ...found })
    hand.current?.mark(hints.filter((hint) => hint.letter !== '' && !hint.left).slice(0, mostMarks))
  }
  useEffect(() => {
    warmUp.current = (sentence) => judge?.(sentence, 'message')
    look.current = () => {
      // the composer itself may still be on its way
      if (hand.current === null) return changed()
      if (judge === null) return
      const text = hand.current.words()
      read(judge.ahead(text), () => show(text, judge))
    }
  })
  const ready = judge !== null
  useEffect(() => changed(0), [changed, ready, isLearned, letter, sheet.how])
  useEffect(() => inIdleMoments(first.map((sentence) => () => warmUp.current(sentence))), [first, isLearned])
  return {
    wording,
    letter,
    setLetter,
    failed,
    ready,
    isLearned,
    changed,
    ...acts({ hand, wording, open, setOpen, left: left.current, changed }),
  }
}

interface Acting {
  hand: RefObject<ComposerHand | null>
  wording: Wording
  open: { id: string; how: 'key' | 'pointer' } | null
  setOpen: (open: Acting['open']) => void
  left: Set<string>
  changed: (wait?: number) => void
}

/** What a person does with what was found: look at it, take an advised wording, leave it. */
function acts({ hand, wording, open, setOpen, left, changed }: Acting) {
  const close = (isBack: boolean) => {
    setOpen(null)
    if (isBack) hand.current?.focus()
  }
  return {
    open,
    shown: wording.hints.find(({ id }) => id === open?.id),
    ask: (id: string, how: 'key' | 'pointer') => setOpen({ id, how }),
    goTo: (id: string) => {
      hand.current?.goTo(id)
      setOpen({ id, how: 'key' })
    },
    close,
    take: (hint: Hint, advised: string) => {
      const { words, ...place } = replacementOf(wording.text, hint, advised)
      close(true)
      hand.current?.replace(place, words)
      changed(0)
    },
    leave: (hint: Hint) => {
      left.add(hint.id)
      close(true)
      changed(0)
    },
    placeOf: (id: string) => hand.current?.placeOf(id) ?? null,
  }
}

export type WordingState = ReturnType<typeof useWording>
