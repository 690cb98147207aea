import styles from './marks.module.css'

interface FaceProps {
  /** The full name of a colleague; customers have no face. */
  name: string
  /** It is the reader. */
  me?: boolean
  /** Writes at this moment: a dashed ring. Say it in words beside it too. */
  writing?: boolean
  /** The name stands beside it, so that a screen reader need not hear it twice. */
  named?: boolean
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first letters of the first and the last word: "Eleni Markou" is EM, an empty name a dash. */
export function initialsOf(name: string): string {
  const parts = name
    .trim()
    .split(/[\s-]+/u)
    .filter((part) => /\p{L}/u.test(part))
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts
  const first = ends.map((part) => letters.segment(part ?? '').containing(0)?.segment ?? '')
  return first.join('').toLocaleUpperCase() || '–'
}

export function Face({ name, me = false, writing = false, named = false }: FaceProps) {
  const heard = named ? { 'aria-hidden': true as const } : { role: 'img', 'aria-label': name }
  return (
    <span className={styles.face} data-me={me || undefined} data-writing={writing || undefined} title={named ? undefined : name} {...heard}>
      {initialsOf(name)}
    </span>
  )
}
