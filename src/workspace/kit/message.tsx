import { type ReactNode, useState } from 'react'
import { useWords } from '#workspace/language.ts'
import { Face } from './face.tsx'
import { Icon } from './icons.tsx'
import styles from './voices.module.css'

interface MessageProps {
  /** Theirs in Gentium on sand, ours plain on the work ground, a note on yellow behind a lock. */
  voice: 'theirs' | 'ours' | 'note'
  by: string
  me?: boolean
  /** When, how, and whether it arrived: "yesterday 15:42, e-mail, delivered". */
  line?: ReactNode
  /** What was said; text keeps its lines. */
  children: ReactNode
  /** Quoted history and signature: kept, folded behind "…". */
  folded?: ReactNode
  lang?: string
  /** Attachments, delivery, acts: stand below. */
  below?: ReactNode
}

function Folded({ children }: { children: ReactNode }) {
  const say = useWords('workspace')
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={styles.dots}
        aria-expanded={open}
        aria-label={say(open ? 'message.unfolded' : 'message.folded')}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && <div className={styles.quoted}>{children}</div>}
    </>
  )
}

function By({ voice, by, line }: Pick<MessageProps, 'voice' | 'by' | 'line'>) {
  const say = useWords('workspace')
  if (voice !== 'note') {
    return (
      <div className={styles.by}>
        <b>{by}</b>
        {line !== undefined && <> · {line}</>}
      </div>
    )
  }
  return (
    <div className={styles.by}>
      <Icon name="lock" /> <b>{say('message.note')}</b> · {by}
      {line !== undefined && <>, {line}</>}
    </div>
  )
}

/** One message of the conversation. Nobody ever has to ask who is speaking. */
export function Message({ voice, by, me = false, line, children, folded, lang, below }: MessageProps) {
  return (
    <article className={styles.message} data-voice={voice}>
      <Face name={by} me={me} named />
      <div className={styles.body}>
        <By voice={voice} by={by} line={line} />
        <div className={voice === 'theirs' ? `${styles.said} ${styles.told}` : styles.said} lang={lang}>
          {children}
          {folded !== undefined && <Folded>{folded}</Folded>}
        </div>
        {below}
      </div>
    </article>
  )
}

/** Something that happened between the messages: acknowledged, handed over. */
export function EventLine({ children }: { children: ReactNode }) {
  return (
    <p className={styles.event}>
      <Icon name="promises" />
      <span>{children}</span>
    </p>
  )
}
