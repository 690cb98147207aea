import styles from './fuse.module.css'

export type ClockKind = 'legal' | 'house' | 'promise' | 'kept' | 'none'

const glyphs: Record<ClockKind, string> = { legal: '§', house: '', promise: '◆', kept: '✓', none: '' }

/** Whose clock it is, as a sign: § filled for the law, a circle for our own, a diamond for a promise, a tick for kept. */
export function ClockGlyph({ kind }: { kind: ClockKind }) {
  return (
    <span className={styles.end} data-kind={kind} aria-hidden="true">
      <span>{glyphs[kind]}</span>
    </span>
  )
}

interface FuseProps {
  kind: Exclude<ClockKind, 'kept'>
  /** Time left as a share of the axis, 0 to 1. */
  left: number
  /** How a lane ends, or the gauge of the complaint page, where burnt time is dotted. */
  as?: 'lane' | 'gauge'
  /** It has burnt: no line, the end lies left of now. */
  late?: boolean
  /** It ends beyond the axis: the line fades first. */
  beyond?: boolean
  /** It stands still: the line has a gap. */
  paused?: boolean
}

/** Time left as a line. It is a drawing only: the words beside it say the same, and a screen reader hears those. */
export function Fuse({ kind, left, as = 'lane', late = false, beyond = false, paused = false }: FuseProps) {
  const share = late ? 0 : Math.min(1, Math.max(0, left))
  return (
    <span
      className={styles.fuse}
      data-kind={kind}
      data-as={as}
      data-late={late}
      data-beyond={beyond}
      data-paused={paused}
      aria-hidden="true"
    >
      <i className={styles.line} style={{ flexBasis: as === 'gauge' ? `${share * 100}%` : `calc(${share} * (100% - 16px))` }} />
      {as === 'lane' && <ClockGlyph kind={kind} />}
    </span>
  )
}
