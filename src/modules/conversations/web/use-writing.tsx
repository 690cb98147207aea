import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useUndo } from '#workspace/kit/undo-toast.tsx'
import { type Attachment, type Draft, type Message, type Note, readDraft, withdrawMessage } from '../contract.ts'
import { type DraftKind, draftQuery } from './queries.ts'
import { useDraft, type Writing } from './use-draft.ts'
import { useHelp } from './use-help.ts'
import { useMentions } from './use-mentions.ts'
import { useReadyTexts } from './use-ready-texts.ts'
import { useSeenAnswer } from './use-seen-answer.ts'
import { type Letter, useSending } from './use-sending.ts'
import { useSheetFiles } from './use-sheet-files.ts'
import { useWording } from './use-wording.ts'
import { tellSent, tellWritten } from './written-reply.ts'

export type Addressing = Pick<Letter, 'how' | 'recipients' | 'mailbox'>

export type WritingState = ReturnType<typeof useWriting>

interface Written {
  complaint: string
  kind: DraftKind
  draft: Draft | null
  addressing: Addressing
}

/** What is written, kept on the server, sent at once or later, and taken back. */
export function useWriting(props: Written) {
  const { complaint, kind, addressing } = props
  const queuedWords = useQueuedWords()
  const undo = useUndo()
  const queries = useQueryClient()
  const sending = useSending(complaint, kind)
  const agree = useAgreed()
  const standing = useStanding(props)
  const { kept, written, writing, begin, takeUp, attachments, madeOf, uploads, wording, mentions, answer } = standing
  const [tooLate, setTooLate] = useState<unknown>()
  const [unsent, setUnsent] = useState(false)
  const takeBack = async (message: Message) => {
    try {
      await kept.flush()
      await call(withdrawMessage, { complaint, message: message.id })
      await takeUp()
    } catch (why) {
      setTooLate(why)
    }
    await queries.invalidateQueries({ queryKey: ['conversations', 'timeline', complaint] })
  }
  const sent = async (message: Message | Note, html: string) => {
    if (kind === 'reply') tellSent({ complaint, message: message.id })
    await kept.forget()
    queries.setQueryData(draftQuery(complaint, kind).queryKey, { draft: null })
    // What was typed while it was on its way was not sent: it stays.
    const isMore = written.current.html !== html
    // Who writes on keeps the caret; who has gone on to something else meanwhile is not called back.
    begin(isMore ? { ...blank, ...written.current } : blank, false)
    if (isMore) kept.keep(writing([]))
    if ('may' in message && message.may.withdraw) undo(queuedWords(message), () => void takeBack(message))
  }
  const send = async (also: Agreed = {}) => {
    if (sending.isPending || (written.current.text.trim() === '' && attachments().length === 0)) return
    const { html, text } = written.current
    setTooLate(undefined)
    // A file that is not there yet, or did not arrive, would be missing without a word.
    const isOnItsWay = uploads.all.some(({ state }) => state === 'going' || state === 'failed')
    setUnsent(isOnItsWay)
    if (isOnItsWay) return
    await kept.flush()
    sending.mutate(
      {
        ...addressing,
        html,
        text,
        attachments: attachments(),
        ...madeOf(),
        letter: wording.letter,
        mentions: mentions.mentioned(text),
        ...agree(also, answer.seen()),
      },
      { onSuccess: (message) => void sent(message, html) },
    )
  }
  return { ...standing, sending, send, tooLate, unsent }
}

/** What stands on the sheet now: its text with what that was made from, and its files; kept on the server as it changes. */
function useStanding({ complaint, kind, draft, addressing }: Written) {
  const queries = useQueryClient()
  const kept = useDraft(complaint, kind, draft)
  const ready = useReadyTexts(draft)
  const help = useHelp({ complaint, kind, draft, hand: ready.hand })
  const wording = useWording({ complaint, kind, how: addressing.how, hand: ready.hand })
  const mentions = useMentions(ready.hand)
  const answer = useSeenAnswer(complaint, draft)
  const sheet = useSheet(draft)
  const { attachments } = sheet
  const written = useRef({ html: draft?.html ?? '', text: draft?.text ?? '' })
  const madeOf = () => ({ texts: ready.used(), helped: help.used() })
  const writing = (ids = attachments()): Writing => ({
    ...written.current,
    recipients: addressing.recipients.map(({ role, address }) => ({ role, address })),
    attachments: ids,
    ...madeOf(),
  })
  const uploads = useSheetFiles(complaint, ready.hand, (arrived) => {
    sheet.setFiles(arrived)
    kept.keep(writing([...sheet.start.files, ...arrived].map(({ id }) => id)))
  })
  const begin = (from: Pick<Draft, 'html' | 'text' | 'attachments' | 'texts' | 'helped'> = blank, isFocused = true) => {
    written.current = { html: from.html, text: from.text }
    // What another window kept is still the same answer that was begun here.
    answer.changed(from.text)
    ready.begin(from.texts)
    help.begin(from)
    uploads.clear()
    sheet.begin(from, isFocused)
    wording.changed()
  }
  const takeUp = async () => {
    const fresh = await call(readDraft, { complaint, kind })
    if (fresh.draft === null) begin()
    queries.setQueryData(draftQuery(complaint, kind).queryKey, fresh)
  }
  useNewest(draft, { kept, begin })
  const change = (next: { html: string; text: string }) => {
    written.current = next
    answer.changed(next.text)
    help.changed(next.text)
    if (kind === 'reply') tellWritten(complaint, next.text)
    kept.keep(writing())
  }
  /** What stood here before stands here again; what stands here now is kept first. */
  const takeVersion = ({ html, text }: Pick<Draft, 'html' | 'text'>) => {
    begin({ ...blank, html, text, attachments: [...sheet.start.files, ...sheet.files], ...madeOf() })
    kept.keep(writing())
  }
  const sources = { ready, help, wording, mentions, answer }
  return { kept, ...sources, ...sheet, uploads, written, writing, madeOf, begin, takeUp, takeVersion, change }
}

/** What stands on the sheet beside the text: its files, and which of its parts are open. */
function useSheet(draft: Draft | null) {
  const [start, setStart] = useState<Start>({ key: 0, focused: false, html: draft?.html ?? '', files: draft?.attachments ?? [] })
  const [files, setFiles] = useState<readonly Attachment[]>([])
  const [dropping, setDropping] = useState(false)
  const [later, setLater] = useState(false)
  const [looking, setLooking] = useState(false)
  const begin = ({ html, attachments }: Pick<Draft, 'html' | 'attachments'>, focused: boolean) => {
    setStart(({ key }) => ({ key: key + 1, focused, html, files: attachments }))
    setFiles([])
    setDropping(false)
    setLater(false)
  }
  const attachments = () => [...start.files, ...files].map(({ id }) => id)
  return { start, setStart, files, setFiles, dropping, setDropping, later, setLater, looking, setLooking, begin, attachments }
}

interface Start {
  key: number
  focused: boolean
  html: string
  files: readonly Attachment[]
}

/** What a person agreed to when it was refused. */
interface Agreed {
  confirmed?: readonly string[]
  reason?: string
  sendAt?: string
  /** An answer of a colleague that was shown, and read. */
  seen?: string
}

/** What was agreed to in one refusal holds in the next; who begins anew is asked anew. */
function useAgreed() {
  const agreed = useRef<Agreed>({})
  return (also: Agreed, known: string | null | undefined) => {
    agreed.current = Object.keys(also).length === 0 ? {} : { ...agreed.current, ...also }
    const { confirmed = [], reason, sendAt, seen = known } = agreed.current
    return { confirmed, reason, sendAt, seen }
  }
}

/** What was taken back, or kept by another window, stands here as soon as it is known. */
function useNewest(draft: Draft | null, { kept, begin }: { kept: ReturnType<typeof useDraft>; begin: (newest: Draft) => void }) {
  const known = useRef(draft)
  useEffect(() => {
    const before = known.current
    known.current = draft
    // asked for anew, it may be older than what the hand has written since
    if (draft === null || draft.version === before?.version || kept.knows(draft.version)) return
    kept.resume(draft)
    begin(draft)
  })
}

const blank = { html: '', text: '', attachments: [], texts: [], helped: [] }

/** When it leaves: at once, or at the moment that was chosen. */
function useQueuedWords() {
  const say = useWords('conversations')
  const { moment } = useInWords()
  return ({ state_reason, next_try_at }: Message): string =>
    state_reason === 'later' && next_try_at !== null ? say('web.later.queued', { moment: moment(next_try_at) }) : say('web.queued')
}
