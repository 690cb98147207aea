import { useState } from 'react'
import { type Say, useWords } from '#workspace/kit/desk.ts'
import { type InWords, useInWords } from '#workspace/kit/in-words.ts'
import { useMe } from '#workspace/kit/me.ts'
import { EventLine, Message } from '#workspace/kit/message.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Message as MessageRecord, Note } from '../contract.ts'
import { nameOf } from '../rules/shown-mailbox.ts'
import { Attachments, Pictures } from './attachments.tsx'
import styles from './conversation.module.css'
import { Delivery } from './delivery.tsx'
import { ForwardedLines } from './forwarded-lines.tsx'
import { InvitationPanel } from './invitation-panel.tsx'
import { MailFrame } from './mail-frame.tsx'
import { MailProtection } from './mail-protection.tsx'
import { MoveMessage } from './move-message.tsx'
import { SenderWarning, senderProof } from './sender-proof.tsx'
import { WordsFound } from './words-found.tsx'

const toWhom = (one: MessageRecord['recipients'][number], say: Say): string =>
  one.role === 'bcc' ? say('web.unnamed', { name: nameOf(one) }) : nameOf(one)

/** It belongs to another complaint, and is shown here too. */
function alsoIn({ shown_from }: MessageRecord, say: Say): string[] {
  if (shown_from === null) return []
  return [shown_from.number === null ? say('web.shown_from_elsewhere') : `${say('web.shown_from')} ${shown_from.number}`]
}

function lineOf(message: MessageRecord, say: Say, words: InWords): string {
  const { at, channel, by_hand, state, automatic, recipients, helped_by: model } = message
  const kind = (['bounce', 'auto_reply', 'loop', 'generated'] as const).find((one) => automatic[one])
  const to = recipients.map((one) => toWhom(one, say)).join(', ')
  return [
    words.moment(at),
    by_hand === null ? say(`channel.${channel}`) : say(`by_hand.${by_hand}`),
    ...(message.direction === 'out' && to !== '' ? [say('web.to_whom', { to })] : []),
    ...(state === null || by_hand !== null || channel !== 'email' ? [] : [say(`state.${state}`)]),
    ...(model === null ? [] : [say('web.helper.helped_by', { model })]),
    ...(kind === undefined ? [] : [say(`automatic.${kind}`)]),
    ...alsoIn(message, say),
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

const ways = ['written', 'found', 'moving'] as const
type Way = (typeof ways)[number]

/** What can be looked at or done with this message. What a person wrote to the customer was read by the checker. */
const mayOpen = ({ html, may, direction, kind }: MessageRecord): Record<Way, boolean> => ({
  written: html !== null,
  found: direction === 'out' && kind === 'message',
  moving: may.move,
})

const names: Record<Way, [open: string, close: string]> = {
  written: ['web.as_written', 'web.as_text'],
  found: ['web.words_found.show', 'web.words_found.hide'],
  moving: ['web.move.act', 'web.move.act'],
}

function Below({ message }: { message: MessageRecord }) {
  const say = useWords('conversations')
  const [opened, setOpened] = useState<ReadonlySet<Way>>(new Set())
  const offered = ways.filter((way) => mayOpen(message)[way])
  const turn = (way: Way) => setOpened(opened.symmetricDifference(new Set([way])))
  return (
    <>
      <SenderWarning message={message} />
      <MailProtection message={message} />
      <InvitationPanel message={message} />
      <ForwardedLines message={message} />
      {offered.length > 0 && (
        <div className={styles.acts}>
          {offered.map((way) => (
            <SmallAct key={way} aria-expanded={opened.has(way)} onAct={() => turn(way)}>
              {say(names[way][opened.has(way) ? 1 : 0])}
            </SmallAct>
          ))}
        </div>
      )}
      {opened.has('written') && <MailFrame message={message} />}
      {opened.has('found') && <WordsFound message={message} />}
      {opened.has('moving') && <MoveMessage message={message} onDone={() => turn('moving')} />}
      <Attachments complaint={message.complaint_id} attachments={message.attachments} />
      <Delivery message={message} />
    </>
  )
}

/** What the desk wrote by itself is one line, and its words when asked for. */
function AutomaticMessage({ message, language, line }: { message: MessageRecord; language: string; line: string }) {
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
        <Message voice="ours" by={message.author.name} lang={language}>
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

/** Of ours: the pictures of a mail that came in are shown with it, as it was written. */
function OwnPictures({ message }: { message: MessageRecord }) {
  return message.direction === 'out' && <Pictures complaint={message.complaint_id} attachments={message.attachments} />
}

/** Only what was said is in the customer's language: a sentence of ours in its place is not. */
const spokenIn = ({ visible_text }: MessageRecord, lang: string) => (visible_text === '' ? {} : { lang })

interface TimelineMessageProps {
  message: MessageRecord
  /** The complaint's: what is written to and fro is in it. */
  language: string
  /** Its words stand above already, as the first words. */
  first?: boolean
}

/** One message of the timeline: theirs, ours, or what the desk sent by itself. */
export function TimelineMessage({ message, language, first = false }: TimelineMessageProps) {
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
  if (message.kind === 'acknowledgement' || message.kind === 'notice')
    return <AutomaticMessage message={message} language={language} line={line} />
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
      below={
        <>
          <OwnPictures message={message} />
          <Below message={message} />
        </>
      }
      {...spokenIn(message, language)}
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
      below={
        <>
          <Pictures complaint={complaint} attachments={note.attachments} />
          <Attachments complaint={complaint} attachments={note.attachments} />
        </>
      }
    >
      {note.text}
    </Message>
  )
}
