import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { type Attachment, attachmentPath } from '../contract.ts'
import styles from './conversation.module.css'

function Preview({ complaint, attachment }: { complaint: string; attachment: Attachment }) {
  const address = attachmentPath(complaint, attachment.id, true)
  if (attachment.media_type.startsWith('image/')) return <img className={styles.picture} src={address} alt={attachment.name} />
  return <iframe className={styles.paper} src={address} title={attachment.name} />
}

function AttachmentLine({ complaint, attachment }: { complaint: string; attachment: Attachment }) {
  const say = useWords('conversations')
  const { size } = useInWords()
  const [shown, setShown] = useState(false)
  const { id, name, preview, scan } = attachment
  return (
    <li className={styles.file}>
      <Icon name="attach" />
      <a href={attachmentPath(complaint, id)} download={name}>
        {name}
      </a>
      <span className={styles.second}>
        {size(attachment.size)} · {say(`scan.${scan}`)}
      </span>
      {preview && scan !== 'infected' && (
        <SmallAct aria-expanded={shown} onAct={() => setShown(!shown)}>
          {say(shown ? 'web.hide' : 'web.look_at')}
        </SmallAct>
      )}
      {shown && <Preview complaint={complaint} attachment={attachment} />}
    </li>
  )
}

/** Files of a message: pictures and PDFs can be looked at here, everything can be downloaded. */
export function Attachments({ complaint, attachments }: { complaint: string; attachments: readonly Attachment[] }) {
  const say = useWords('conversations')
  const shown = attachments.filter(({ inline }) => !inline)
  if (shown.length === 0) return null
  return (
    <ul className={styles.files} aria-label={say('web.files')}>
      {shown.map((attachment) => (
        <AttachmentLine key={attachment.id} complaint={complaint} attachment={attachment} />
      ))}
    </ul>
  )
}

/** The pictures of a text of ours, below it: the text itself is shown as words. */
export function Pictures({ complaint, attachments }: { complaint: string; attachments: readonly Attachment[] }) {
  const shown = attachments.filter(({ inline, media_type }) => inline && media_type.startsWith('image/'))
  if (shown.length === 0) return null
  return (
    <div className={styles.pictures}>
      {shown.map((attachment) => (
        <Preview key={attachment.id} complaint={complaint} attachment={attachment} />
      ))}
    </div>
  )
}
