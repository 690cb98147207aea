import { useState } from 'react'
import { type Say, useWords } from '#workspace/kit/desk.ts'
import { type InWords, useInWords } from '#workspace/kit/in-words.ts'
import { useMe } from '#workspace/kit/me.ts'
import { EventLine, Message } from '#workspace/kit/message.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Message as MessageRecord, Note } from '../contract.ts'
import { nameOf } from '../rules/shown-mailbox.ts'
import { Attachments } from './attachments.tsx'
import styles from './conversation.module.css'
import { Delivery } from './delivery.tsx'
import { ForwardedLines } from './forwarded-lines.tsx'
import { InvitationPanel } from './invitation-panel.tsx'
import { MailFrame } from './mail-frame.tsx'
import { MailProtection } from './mail-protection.tsx'
import { MoveMessage } from './move-message.tsx'
import { SenderWarning, senderProof } from './sender-proof.tsx'

function lineOf(message: MessageRecord, say: Say, words: InWords): string {
  const { at, channel, by_hand, state, automatic, recipients } = message
  const kind = (['bounce', 'auto_reply', 'loop', 'generated'] as const).find((one) => automatic[one])
  const to = recipients.map(nameOf).join(', ')
  return [
    words.moment(at),
    by_hand === null ? say(`channel.${channel}`) : say(`by_hand.${by_hand}`),
    ...(message.direction === 'out' && to !== '' ? [say('web.to_whom', { to })] : []),
    ...(state === null || by_hand !== null || channel !== 'email' ? [] : [say(`state.${state}`)]),
    ...(kind === undefined ? [] : [say(`automatic.${kind}`)]),
    ...(message.authentication === null ? [] : [say(`web.proof.${senderProof(message.authentication)}`)]),
  ].join(', ')
}

/** What folds: the signature, and all that the writer did not newly write. */
function foldedOf({ text, visible_text, signature }: MessageRecord): string | undefined {
  const visible = visible_text.trim()
  const whole = text.trim()
  if (whole !== visible && whole.startsWith(visible)) return whole.slice(visible.length).trim() || undefined
  if (whole !== visible) return whole
  return signature?.trim() || undefined
}

function Below({ message }: { message: MessageRecord }) {
  const say = useWords('conversations')
  const [written, setWritten] = useState(false)
  const [moving, setMoving] = useState(false)
  return (
    <>
      <SenderWarning message={message} />
      <MailProtection message={message} />
      <InvitationPanel message={message} />
      <ForwardedLines message={message} />
      {(message.html !== null || message.may.move) && (
        <div className={styles.acts}>
          {message.html !== null && (
            <SmallAct aria-expanded={written} onAct={() => setWritten(!written)}>
              {say(written ? 'web.as_text' : 'web.as_written')}
            </SmallAct>
          )}
          {message.may.move && (
            <SmallAct aria-expanded={moving} onAct={() => setMoving(!moving)}>
              {say('web.move.act')}
            </SmallAct>
          )}
        </div>
      )}
      {written && <MailFrame message={message} />}
      {moving && <MoveMessage message={message} onDone={() => setMoving(false)} />}
      <Attachments complaint={message.complaint_id} attachments={message.attachments} />
      <Delivery message={message} />
    </>
  )
}

/** What the desk wrote by itself is one line, and its words when asked for. */
function AutomaticMessage({ message, line }: { message: MessageRecord; line: string }) {
  const say = useWords('conversations')
  const [shown, setShown] = useState(false)
  return (
    <>
      <EventLine>
        {say(`kind.${message.kind}`)}, {line}{' '}
        <SmallAct aria-expanded={shown} onAct={() => setShown(!shown)}>
          {say(shown ? 'web.hide' : 'web.look_at')}
        </SmallAct>
      </EventLine>
      {shown && (
        <Message voice="ours" by={message.author.name}>
          {message.visible_text}
        </Message>
      )}
      <div className={styles.earlier}>
        <Delivery message={message} />
      </div>
    </>
  )
}

/** What came first stands above in full: here are its files, and how it was written. */
function FirstMessage({ message, line }: { message: MessageRecord; line: string }) {
  const say = useWords('conversations')
  return (
    <>
      <EventLine>
        {message.author.name || say('actors.customer')}, {line}. {say('web.said_above')}
      </EventLine>
      <div className={styles.under}>
        <Below message={message} />
      </div>
    </>
  )
}

interface TimelineMessageProps {
  message: MessageRecord
  /** Its words stand above already, as the first words. */
  first?: boolean
}

/** One message of the timeline: theirs, ours, or what the desk sent by itself. */
export function TimelineMessage({ message, first = false }: TimelineMessageProps) {
  const say = useWords('conversations')
  const words = useInWords()
  const me = useMe()
  const line = lineOf(message, say, words)
  if (message.moved_to !== null) {
    return (
      <EventLine>
        {say('moved')} <a href={`/app/complaints/${message.moved_to}`}>{say('web.move.go')}</a>
      </EventLine>
    )
  }
  if (message.kind === 'acknowledgement' || message.kind === 'notice') return <AutomaticMessage message={message} line={line} />
  if (first) return <FirstMessage message={message} line={line} />
  const theirs = message.direction === 'in'
  const said = message.visible_text || say('web.no_words')
  const folded = foldedOf(message)
  return (
    <Message
      voice={theirs ? 'theirs' : 'ours'}
      by={message.author.name || say('actors.customer')}
      me={message.author.id === me.id}
      line={line}
      below={<Below message={message} />}
      {...(folded !== undefined && { folded })}
    >
      {said}
    </Message>
  )
}

/** A note: yellow, behind a lock. */
export function TimelineNote({ note, complaint }: { note: Note; complaint: string }) {
  const { moment } = useInWords()
  const me = useMe()
  return (
    <Message
      voice="note"
      by={note.author.name}
      me={note.author.id === me.id}
      line={moment(note.at)}
      below={<Attachments complaint={complaint} attachments={note.attachments} />}
    >
      {note.text}
    </Message>
  )
}
