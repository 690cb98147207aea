import type { ComponentProps, ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import styles from './small-acts.module.css'

type Said = Pick<ComponentProps<'button'>, 'aria-label' | 'aria-expanded'>

interface SmallActProps extends Said {
  onAct: () => void
  children: ReactNode
}

/** Something to do in the middle of a text or a pane: reads as a link, and is a button. */
export function SmallAct({ onAct, children, ...said }: SmallActProps) {
  return (
    <button type="button" className={styles.small} onClick={onAct} {...said}>
      {children}
    </button>
  )
}

interface IconActProps extends Omit<ComponentProps<'button'>, 'type' | 'className' | 'children'> {
  icon: IconName
  /** What it does, for who does not see it. */
  label: string
}

/** Something to do that a picture says. A menu may hang on it. */
export function IconAct({ icon, label, ...rest }: IconActProps) {
  return (
    <button type="button" {...rest} className={styles.icon} aria-label={label}>
      <Icon name={icon} />
    </button>
  )
}

interface RemovableProps {
  /** What the cross says, and does; without it there is none. */
  remove?: { label: string; act: () => void } | undefined
  title?: string | undefined
  children: ReactNode
}

/** One of several things in a line, with a cross that takes it out. */
export function Removable({ remove, title, children }: RemovableProps) {
  return (
    <span className={styles.removable} title={title}>
      <span>{children}</span>
      {remove && (
        <button type="button" aria-label={remove.label} onClick={remove.act}>
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  )
}
