import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { ChangedMeanwhile } from '#workspace/kit/changed-meanwhile.tsx'
import { addressOf, call, sendFile, useWords } from '#workspace/kit/desk.ts'
import { FileDrop } from '#workspace/kit/file-drop.tsx'
import { Icon } from '#workspace/kit/icons.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { RichComposer } from '#workspace/kit/lazy.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { useUndo } from '#workspace/kit/undo-toast.tsx'
import { Attachment, addAttachment, type Draft, type Message, type Note, withdrawMessage } from '../contract.ts'
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
  html: string
  files: readonly Attachment[]
}

function useWriting({ complaint, kind, draft, addressing }: SheetProps) {
  const say = useWords('conversations')
  const undo = useUndo()
  const queries = useQueryClient()
  const kept = useDraft(complaint, kind, draft)
  const sending = useSending(complaint, kind)
  const [start, setStart] = useState<Start>({ key: 0, html: draft?.html ?? '', files: draft?.attachments ?? [] })
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
  const begin = (html: string, text = '') => {
    written.current = { html, text }
    setStart(({ key }) => ({ key: key + 1, html, files: [] }))
    setFiles([])
    setDropping(false)
  }
  const sent = async (message: Message | Note, { html, text }: { html: string; text: string }) => {
    await kept.forget()
    queries.setQueryData(draftQuery(complaint, kind).queryKey, { draft: null })
    begin('')
    if (!('may' in message) || !message.may.withdraw) return
    undo(say('web.queued'), () => {
      call(withdrawMessage, { complaint, message: message.id })
        .then(() => {
          begin(html, text)
          kept.keep(writing([]))
        }, setTooLate)
        .finally(() => queries.invalidateQueries({ queryKey: ['conversations', 'timeline', complaint] }))
    })
  }
  const send = async (confirmed: readonly string[] = []) => {
    if (sending.isPending || (written.current.text.trim() === '' && attachments().length === 0)) return
    const { html, text } = written.current
    setTooLate(undefined)
    await kept.flush()
    sending.mutate(
      { ...addressing, html, text, attachments: attachments(), confirmed },
      { onSuccess: (message) => void sent(message, { html, text }) },
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
  return { kept, sending, start, setStart, dropping, setDropping, send, change, attach, begin, written, tooLate }
}

type WritingState = ReturnType<typeof useWriting>

function DraftStatus({ kept }: Pick<WritingState, 'kept'>) {
  const say = useWords('conversations')
  const { clock } = useInWords()
  if (kept.why !== undefined && otherDraftOf(kept.why) === undefined) return <>{say('web.draft.not_saved')}</>
  return kept.savedAt === null ? null : <>{say('web.draft.saved', { time: clock(kept.savedAt) })}</>
}

/** Another window kept its draft first: both stand here, and nothing is lost before the person decides. */
function OtherDraft({ kept, written, begin }: WritingState) {
  const say = useWords('conversations')
  const other = otherDraftOf(kept.why)
  if (other === undefined) return null
  const takeTheirs = () => {
    kept.keepMine(other)
    begin(other.html, other.text)
  }
  const sides = [{ name: say('web.draft.name'), theirs: other.text || '–', yours: written.current.text || '–' }]
  return <ChangedMeanwhile sides={sides} onKeepMine={() => kept.keepMine(other)} onTakeTheirs={takeTheirs} />
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
            <button type="button" className={styles.plain} onClick={() => remove(id)}>
              {say('web.file_remove', { name })}
            </button>
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
  const say = useWords('conversations')
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
  const confirm = (
    <Act as="do" onAct={() => void send(fresh)}>
      {say('web.confirm_recipient', { addresses: fresh.join(', ') })}
    </Act>
  )
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
        autoFocus={focused || start.key > 0}
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
        <button
          type="button"
          className={styles.icon}
          aria-label={say('web.attach')}
          aria-expanded={dropping}
          onClick={() => setDropping(!dropping)}
        >
          <Icon name="attach" />
        </button>
      </div>
    </div>
  )
}
