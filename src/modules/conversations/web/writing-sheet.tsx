import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { ChangedMeanwhile } from '#workspace/kit/changed-meanwhile.tsx'
import { addressOf, call, sendFile, useWords } from '#workspace/kit/desk.ts'
import { FileDrop } from '#workspace/kit/file-drop.tsx'
import { Icon } from '#workspace/kit/icons.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { RichComposer } from '#workspace/kit/lazy.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { IconAct, SmallAct } from '#workspace/kit/small-acts.tsx'
import { useUndo } from '#workspace/kit/undo-toast.tsx'
import { Attachment, addAttachment, type Draft, type Message, type Note, readDraft, withdrawMessage } from '../contract.ts'
import { ConfirmRecipients } from './confirm-recipients.tsx'
import styles from './conversation.module.css'
import { type DraftKind, draftQuery } from './queries.ts'
import { otherDraftOf, useDraft, type Writing } from './use-draft.ts'
import { type Letter, unconfirmed, useSending } from './use-sending.ts'

const largestFile = 25 * 1024 * 1024

type Addressing = Pick<Letter, 'how' | 'recipients' | 'mailbox'>

interface SheetProps {
  complaint: string
  kind: DraftKind
  label: string
  draft: Draft | null
  focused: boolean
  addressing: Addressing
  /** The switch, recipients and mailbox: stand above the text. */
  head: (status: ReactNode) => ReactNode
  /** Panels of other modules, below the text. */
  slot?: ReactNode
}

interface Start {
  key: number
  focused: boolean
  html: string
  files: readonly Attachment[]
}

const blank = { html: '', text: '', attachments: [] }

function useWriting({ complaint, kind, draft, addressing }: SheetProps) {
  const say = useWords('conversations')
  const undo = useUndo()
  const queries = useQueryClient()
  const kept = useDraft(complaint, kind, draft)
  const sending = useSending(complaint, kind)
  const [start, setStart] = useState<Start>({ key: 0, focused: false, html: draft?.html ?? '', files: draft?.attachments ?? [] })
  const [files, setFiles] = useState<readonly Attachment[]>([])
  const [dropping, setDropping] = useState(false)
  const [tooLate, setTooLate] = useState<unknown>()
  const written = useRef({ html: draft?.html ?? '', text: draft?.text ?? '' })
  const attachments = () => [...start.files, ...files].map(({ id }) => id)
  const writing = (ids = attachments()): Writing => ({
    ...written.current,
    recipients: addressing.recipients.map(({ role, address }) => ({ role, address })),
    attachments: ids,
  })
  const begin = (from: Pick<Draft, 'html' | 'text' | 'attachments'> = blank, isFocused = true) => {
    written.current = { html: from.html, text: from.text }
    setStart(({ key }) => ({ key: key + 1, focused: isFocused, html: from.html, files: from.attachments }))
    setFiles([])
    setDropping(false)
  }
  const takeUp = async () => {
    const fresh = await call(readDraft, { complaint, kind })
    if (fresh.draft === null) begin()
    queries.setQueryData(draftQuery(complaint, kind).queryKey, fresh)
  }
  // What was taken back, or kept by another window, stands here as soon as it is known.
  const known = useRef(draft)
  useEffect(() => {
    const before = known.current
    known.current = draft
    if (draft === null || draft.version === before?.version) return
    kept.resume(draft)
    begin(draft)
  })
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
    await kept.forget()
    queries.setQueryData(draftQuery(complaint, kind).queryKey, { draft: null })
    // What was typed while it was on its way was not sent: it stays.
    const isMore = written.current.html !== html
    // Who has gone on to something else meanwhile is not called back.
    begin(isMore ? { ...written.current, attachments: [] } : blank, document.activeElement?.getAttribute('role') === 'textbox')
    if (isMore) kept.keep(writing([]))
    if ('may' in message && message.may.withdraw) undo(say('web.queued'), () => void takeBack(message))
  }
  const send = async (confirmed: readonly string[] = []) => {
    if (sending.isPending || (written.current.text.trim() === '' && attachments().length === 0)) return
    const { html, text } = written.current
    setTooLate(undefined)
    await kept.flush()
    sending.mutate(
      { ...addressing, html, text, attachments: attachments(), confirmed },
      { onSuccess: (message) => void sent(message, html) },
    )
  }
  const change = (next: { html: string; text: string }) => {
    written.current = next
    kept.keep(writing())
  }
  const attach = (arrived: readonly Attachment[]) => {
    setFiles(arrived)
    kept.keep(writing([...start.files, ...arrived].map(({ id }) => id)))
  }
  return { kept, sending, start, setStart, dropping, setDropping, send, change, attach, takeUp, written, tooLate }
}

type WritingState = ReturnType<typeof useWriting>

function DraftStatus({ kept }: Pick<WritingState, 'kept'>) {
  const say = useWords('conversations')
  const { clock } = useInWords()
  if (kept.why !== undefined && otherDraftOf(kept.why) === undefined) return <>{say('web.draft.not_saved')}</>
  return kept.savedAt === null ? null : <>{say('web.draft.saved', { time: clock(kept.savedAt) })}</>
}

/** Another window kept its draft first: both stand here, and nothing is lost before the person decides. */
function OtherDraft({ kept, written, takeUp }: WritingState) {
  const say = useWords('conversations')
  const other = otherDraftOf(kept.why)
  if (other === undefined) return null
  const sides = [{ name: say('web.draft.name'), theirs: other.text || '–', yours: written.current.text || '–' }]
  return <ChangedMeanwhile sides={sides} onKeepMine={() => kept.keepMine(other)} onTakeTheirs={() => void takeUp()} />
}

function Files({ complaint, state }: { complaint: string; state: WritingState }) {
  const say = useWords('conversations')
  const { start, setStart, dropping, attach, change, written } = state
  const remove = (id: string) => {
    setStart((before) => ({ ...before, files: before.files.filter((file) => file.id !== id) }))
    change(written.current)
  }
  const to = addressOf(addAttachment, { complaint }, undefined)
  return (
    <div className={styles.attach} hidden={!dropping && start.files.length === 0}>
      <ul className={styles.files}>
        {start.files.map(({ id, name }) => (
          <li key={id} className={styles.file}>
            <Icon name="attach" /> {name}
            <SmallAct onAct={() => remove(id)}>{say('web.file_remove', { name })}</SmallAct>
          </li>
        ))}
      </ul>
      {dropping && (
        <FileDrop
          key={start.key}
          label={say('web.attach')}
          largest={largestFile}
          send={async (file, how) => Attachment.parse(await sendFile(file, { to, ...how }))}
          onChange={attach}
        />
      )}
    </div>
  )
}

function Trouble({ state }: { state: WritingState }) {
  const { sending, send, tooLate } = state
  if (tooLate !== undefined) {
    return (
      <div className={styles.attach}>
        <Refused why={tooLate} />
      </div>
    )
  }
  if (!sending.isError) return null
  const fresh = unconfirmed(sending.error)
  const confirm = <ConfirmRecipients addresses={fresh} onConfirm={() => void send(fresh)} />
  return (
    <div className={styles.attach}>
      <Refused why={sending.error} ways={fresh.length > 0 && confirm} />
    </div>
  )
}

/** Text, files and the button: what is written is kept on the server, and sent with Ctrl Enter. */
export function WritingSheet(props: SheetProps) {
  const say = useWords('conversations')
  const { complaint, kind, label, focused, head, slot } = props
  const state = useWriting(props)
  const { start, setDropping, dropping, send, change, sending, kept } = state
  const note = kind === 'note'
  return (
    <div onDragEnter={() => setDropping(true)}>
      {head(<DraftStatus kept={kept} />)}
      <RichComposer
        key={`${kind} ${start.key}`}
        label={label}
        start={start.html}
        placeholder={say(note ? 'web.note_placeholder' : 'web.reply_placeholder')}
        onChange={change}
        onSend={() => void send()}
        note={note}
        autoFocus={start.key > 0 ? start.focused : focused}
      />
      {slot}
      <OtherDraft {...state} />
      <Files complaint={complaint} state={state} />
      <Trouble state={state} />
      <div className={styles.send}>
        <Act as="do" keyCap="Ctrl ↵" busy={sending.isPending} onAct={() => void send()}>
          {say(note ? 'web.write_note' : `web.send.${props.addressing.how}`)}
        </Act>
        {note && <span>{say('web.note_stays')}</span>}
        <IconAct icon="attach" label={say('web.attach')} aria-expanded={dropping} onClick={() => setDropping(!dropping)} />
      </div>
    </div>
  )
}
