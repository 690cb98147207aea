import type { DragEvent, ReactNode } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { ChangedMeanwhile } from '#workspace/kit/changed-meanwhile.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { FileDrop } from '#workspace/kit/file-drop.tsx'
import { Icon } from '#workspace/kit/icons.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { RichComposer } from '#workspace/kit/lazy.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { IconAct, SmallAct } from '#workspace/kit/small-acts.tsx'
import { type Draft, longestText } from '../contract.ts'
import { AnsweredMeanwhile, otherAnswerOf } from './answered-meanwhile.tsx'
import { ConfirmRecipients } from './confirm-recipients.tsx'
import styles from './conversation.module.css'
import { EarlierVersions } from './earlier-versions.tsx'
import { HelpPanel } from './help-panel.tsx'
import { MentionPicker } from './mention-picker.tsx'
import { useTakeOffer } from './offered-text.ts'
import type { DraftKind } from './queries.ts'
import { type RunningLimit, SendLater } from './send-later.tsx'
import { SignatureBelow } from './signature-below.tsx'
import { TextPicker } from './text-picker.tsx'
import { otherDraftOf } from './use-draft.ts'
import { unconfirmed } from './use-sending.ts'
import { largestFile } from './use-sheet-files.ts'
import { type Addressing, useWriting, type WritingState } from './use-writing.tsx'
import { WordingCard } from './wording-card.tsx'
import { LabelHint, WordingPanel } from './wording-panel.tsx'
import { WordsReason, waitingForReason } from './words-reason.tsx'
import { useTellOpened } from './written-reply.ts'

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
  /** The first limit that runs: a reply that shall leave later is held against it. */
  limit: RunningLimit | null
}

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

function Files({ state }: { state: WritingState }) {
  const say = useWords('conversations')
  const { start, setStart, dropping, uploads, change, written } = state
  const remove = (id: string) => {
    setStart((before) => ({ ...before, files: before.files.filter((file) => file.id !== id) }))
    change(written.current)
  }
  return (
    <div className={styles.attach} hidden={!dropping && start.files.length === 0 && uploads.all.length === 0}>
      <ul className={styles.files}>
        {start.files.map(({ id, name }) => (
          <li key={id} className={styles.file}>
            <Icon name="attach" /> {name}
            <SmallAct onAct={() => remove(id)}>{say('web.file_remove', { name })}</SmallAct>
          </li>
        ))}
      </ul>
      <FileDrop label={say('web.attach')} largest={largestFile} files={uploads} open={dropping} />
    </div>
  )
}

function Trouble({ complaint, state }: { complaint: string; state: WritingState }) {
  const say = useWords('conversations')
  const { sending, send, tooLate } = state
  if (state.unsent)
    return (
      <p className={styles.attach} role="alert">
        {say('web.files_first')}
      </p>
    )
  if (tooLate !== undefined) {
    return (
      <div className={styles.attach}>
        <Refused why={tooLate} />
      </div>
    )
  }
  if (!sending.isError) return null
  const fresh = unconfirmed(sending.error)
  const confirm = <ConfirmRecipients addresses={fresh} onConfirm={() => void send({ confirmed: fresh })} />
  const waiting = waitingForReason(sending.error)
  const draft = () => state.written.current.html
  const tell = (reason: string) => void send({ reason })
  const other = otherAnswerOf(sending.error)
  return (
    <div className={styles.attach}>
      <Refused why={sending.error} ways={fresh.length > 0 && confirm} />
      {other !== null && <AnsweredMeanwhile other={other} busy={sending.isPending} onSend={() => void send({ seen: other.message })} />}
      {waiting.length > 0 && (
        <WordsReason
          complaint={complaint}
          waiting={waiting}
          draft={draft}
          busy={sending.isPending}
          onReason={tell}
          onLater={() => state.setLater(true)}
        />
      )}
    </div>
  )
}

/** A mail may leave later: a night over hard words, or when somebody is there for the answer. */
function Later({ complaint, limit, state }: { complaint: string; limit: RunningLimit | null; state: WritingState }) {
  const { later, setLater, sending, send } = state
  if (!later) return null
  return (
    <SendLater
      complaint={complaint}
      limit={limit}
      busy={sending.isPending}
      onSend={(sendAt) => void send({ sendAt })}
      onLeave={() => {
        setLater(false)
        void send()
      }}
    />
  )
}

/** What a reply may be made from, and that a mail may wait. */
function Sources({ how, state: { ready, help, later, setLater } }: { how: Addressing['how']; state: WritingState }) {
  const say = useWords('conversations')
  const isChoosing = ready.choosing !== null
  return (
    <>
      {how === 'email' && (
        <SmallAct aria-expanded={later} onAct={() => setLater(!later)}>
          {say('web.later.open')}
        </SmallAct>
      )}
      <IconAct icon="knowledge" label={say('web.texts.open')} aria-expanded={isChoosing} onClick={() => ready.choose('button')} />
      {help.available && (
        <IconAct icon="write" label={say('web.helper.title')} aria-expanded={help.open} onClick={() => help.setOpen(!help.open)} />
      )}
    </>
  )
}

/** Whom a note mentions: chosen from a list that an @ opens too. */
function Mentioning({ mentions }: Pick<WritingState, 'mentions'>) {
  return mentions.choosing === null ? null : <MentionPicker onChosen={mentions.take} onLeave={mentions.leave} />
}

/** That a note stays in the house, and who of the house shall read it. */
function NoteFoot({ mentions }: Pick<WritingState, 'mentions'>) {
  const say = useWords('conversations')
  return (
    <>
      <SmallAct aria-expanded={mentions.choosing !== null} onAct={() => mentions.choose('button')}>
        {say('web.mention.title')}
      </SmallAct>
      <span>{say('web.note_stays')}</span>
    </>
  )
}

/** The button, what a text may be made from, what stood here before, and its files. */
function SheetFoot({ kind, how, state }: { kind: DraftKind; how: Addressing['how']; state: WritingState }) {
  const say = useWords('conversations')
  const { sending, send, mentions, dropping, setDropping } = state
  const note = kind === 'note'
  return (
    <div className={styles.send}>
      <Act as="do" keyCap="Ctrl ↵" busy={sending.isPending} onAct={() => void send()}>
        {say(note ? 'web.write_note' : `web.send.${how}`)}
      </Act>
      {note ? <NoteFoot mentions={mentions} /> : <Sources how={how} state={state} />}
      <SmallAct aria-expanded={state.looking} onAct={() => state.setLooking(!state.looking)}>
        {say('web.versions.open')}
      </SmallAct>
      <IconAct icon="attach" label={say('web.attach')} aria-expanded={dropping} onClick={() => setDropping(!dropping)} />
    </div>
  )
}

/** The whole sheet takes files that are dropped on it; a picture that is dropped on the text goes there. */
function FileGround({ state: { uploads, setDropping }, children }: { state: WritingState; children: ReactNode }) {
  const brings = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')
  const dropped = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    uploads.add([...event.dataTransfer.files].map((file) => ({ file })))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the clip at the foot is the first
    <div
      onDragEnter={(event) => brings(event) && setDropping(true)}
      onDragOver={(event) => brings(event) && event.preventDefault()}
      onDrop={dropped}
    >
      {children}
    </div>
  )
}

/** Text, files and the button: what is written is kept on the server, and sent with Ctrl Enter. */
export function WritingSheet(props: SheetProps) {
  const say = useWords('conversations')
  const { complaint, kind, label, focused, head, slot } = props
  const state = useWriting(props)
  const { start, send, change, kept, ready, wording, mentions, uploads } = state
  const note = kind === 'note'
  useTakeOffer(complaint, ready, !note)
  useTellOpened(complaint, state.written, { isReply: !note, turn: start.key })
  return (
    <FileGround state={state}>
      {head(<DraftStatus kept={kept} />)}
      <RichComposer
        label={label}
        start={start.html}
        turn={start.key}
        placeholder={say(note ? 'web.note_placeholder' : 'web.reply_placeholder')}
        onChange={(next) => {
          change(next)
          wording.changed()
        }}
        onSend={() => void send()}
        hand={ready.hand}
        onMark={wording.ask}
        {...(note ? { onAt: () => mentions.choose('at') } : { onSlash: () => ready.choose('slash') })}
        onFiles={uploads.add}
        longest={longestText}
        note={note}
        autoFocus={start.key > 0 ? start.focused : focused}
      />
      {ready.choosing !== null && (
        <TextPicker complaint={complaint} how={props.addressing.how} onChosen={ready.insert} onLeave={ready.leave} />
      )}
      <Mentioning mentions={mentions} />
      {wording.shown !== undefined && <WordingCard key={wording.shown.id} hint={wording.shown} state={wording} />}
      {note ? <LabelHint state={wording} /> : <WordingPanel state={wording} />}
      {!note && <HelpPanel help={state.help} onRead={() => state.help.read(() => change(state.written.current))} />}
      {slot}
      <SignatureBelow complaint={complaint} mailbox={props.addressing.mailbox} off={note || props.addressing.how === 'told'} />
      <OtherDraft {...state} />
      <EarlierVersions complaint={complaint} kind={kind} state={state} />
      <Files state={state} />
      <Later complaint={complaint} limit={props.limit} state={state} />
      <Trouble complaint={complaint} state={state} />
      <SheetFoot kind={kind} how={props.addressing.how} state={state} />
    </FileGround>
  )
}
