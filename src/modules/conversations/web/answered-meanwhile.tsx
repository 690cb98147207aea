import { useEffect, useRef } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Problem, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import styles from './conversation.module.css'

export interface OtherAnswer {
  message: string
  name: string
  at: string
  words: string
}

/** What a colleague answered since the writer began, when that is why the reply was refused. */
export function otherAnswerOf(why: unknown): OtherAnswer | null {
  if (!(why instanceof Problem) || why.code !== 'conversations.answered_meanwhile') return null
  const { message, name, at, words } = why.data
  return { message: String(message), name: String(name), at: String(at), words: String(words) }
}

interface AnsweredProps {
  other: OtherAnswer
  busy: boolean
  onSend: () => void
}

/** A colleague was first: their answer stands here, and the writer decides. Nothing that was written is lost. */
export function AnsweredMeanwhile({ other, busy, onSend }: AnsweredProps) {
  const say = useWords('conversations')
  const { moment } = useInWords()
  const place = useRef<HTMLDivElement>(null)
  // The writer looks at the text above: what holds it back, with both ways on, comes into sight.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div role="alert" ref={place} className={styles.answered}>
      <b>{say('web.answered.title', { name: other.name, moment: moment(other.at) })}</b>
      <blockquote>{other.words}</blockquote>
      <div>
        <a href={`#item-${other.message}`}>{say('web.answered.look')}</a>
        <Act busy={busy} onAct={onSend}>
          {say('web.answered.send')}
        </Act>
      </div>
    </div>
  )
}
