import { type ChangeEvent, type DragEvent, useId, useState } from 'react'
import { useWords } from '#workspace/language.ts'
import { useSentence } from '#workspace/sentence.ts'
import { Act } from './act.tsx'
import styles from './files.module.css'
import { Icon } from './icons.tsx'
import { useInWords } from './in-words.ts'
import { type FilesOnTheirWay, type GoingFile, type SendOne, useFiles } from './use-files.ts'

interface FileDropProps<Sent> {
  label: string
  /** Bytes that one file may have. */
  largest: number
  files: FilesOnTheirWay<Sent>
  /** Whether files can be chosen here; what is on its way is shown all the same. */
  open?: boolean
  /** Types as the input's `accept` has them. */
  accept?: string
}

interface Uploads<Sent> {
  /** Bytes that one file may have. */
  largest: number
  /** Sends one file: `(file, sending) => sendFile(file, { to, ...sending })`, read by the contract. */
  send: SendOne<Sent>
  /** What has arrived, each time that it changes. */
  onChange: (sent: readonly Sent[]) => void
  onPicture?: (place: string, sent: Sent | null) => void
}

/** Files on their way to the desk; one that is too large is refused before it leaves. */
export function useUploads<Sent>({ largest, send, onChange, onPicture }: Uploads<Sent>): FilesOnTheirWay<Sent> {
  const say = useWords('workspace')
  const words = useInWords()
  const tooLarge = (name: string) => say('files.too_large', { name, size: words.size(largest) })
  return useFiles({ send, onChange, onPicture, refusal: (file) => (file.size > largest ? tooLarge(file.name) : undefined) })
}

interface FileLineProps {
  file: GoingFile<unknown>
  onAgain: () => void
  onRemove: () => void
}

function FileLine({ file, onAgain, onRemove }: FileLineProps) {
  const say = useWords('workspace')
  const sentence = useSentence()
  const { name } = file.file
  const percent = Math.round(file.share * 100)
  return (
    <li className={styles.line}>
      <Icon name={file.state === 'there' ? 'check' : 'attach'} />
      <span className={styles.name} role={file.why === undefined ? undefined : 'alert'}>
        {file.state === 'there' && say('files.there', { name })}
        {file.state === 'going' && say('files.going_up', { name, percent })}
        {file.state === 'failed' && say('files.failed', { name, sentence: sentence(file.why) })}
        {file.state === 'refused' && sentence(file.why)}
      </span>
      {file.state === 'going' && <progress value={file.share} aria-label={name} />}
      {file.state === 'failed' && (
        <Act as="plain" size="xs" onAct={onAgain}>
          {say('files.again')}
        </Act>
      )}
      <button type="button" className={styles.remove} aria-label={say('files.remove', { name })} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </li>
  )
}

/** Files, chosen or dropped, each with its progress; what failed stays and can be sent again. */
export function FileDrop<Sent>({ label, largest, files, open = true, accept }: FileDropProps<Sent>) {
  const say = useWords('workspace')
  const words = useInWords()
  const id = useId()
  const [over, setOver] = useState(false)
  const size = words.size(largest)
  const taken = (list: Iterable<File> | null) => files.add([...(list ?? [])].map((file) => ({ file })))
  const chosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    taken(currentTarget.files)
    // the same file may be chosen again after it was removed
    currentTarget.value = ''
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    // the place around it takes no part in what was dropped here
    event.stopPropagation()
    setOver(false)
    taken(event.dataTransfer.files)
  }
  const dragged = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  const lines = (
    <ul>
      {files.all.map((file) => (
        <FileLine key={file.id} file={file} onAgain={() => files.again(file)} onRemove={() => files.remove(file)} />
      ))}
    </ul>
  )
  if (!open) return files.all.length === 0 ? null : <div className={styles.drop}>{lines}</div>
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first
    <div className={styles.drop} data-over={over || undefined} onDragOver={dragged} onDragLeave={() => setOver(false)} onDrop={dropped}>
      <span className={styles.label}>{label}</span>
      <input
        id={id}
        className={styles.input}
        type="file"
        multiple
        accept={accept}
        aria-label={label}
        aria-describedby={`${id}-hint`}
        onChange={chosen}
      />
      <span id={`${id}-hint`} className={styles.hint}>
        <label className={styles.choose} htmlFor={id}>
          {say('files.choose')}
        </label>
        {say('files.drop')}. {say('files.hint', { size })}
      </span>
      {lines}
    </div>
  )
}
