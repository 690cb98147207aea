import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../language.ts'
import styles from './in-place.module.css'
import { IconAct } from './small-acts.tsx'

interface InPlaceProps {
  title: ReactNode
  onClose: () => void
  /** One sentence on what this does. */
  about?: ReactNode
  children: ReactNode
}

const firstField = 'textarea, select, input:not([type="hidden"]):not([type="file"]), [contenteditable="true"]'

/** A form that opens where its act is, not on top of the page: the rest stays in sight. Esc closes it, and the focus goes back where it was. */
export function InPlace({ title, onClose, about, children }: InPlaceProps) {
  const say = useWords('workspace')
  const id = useId()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.querySelector<HTMLElement>(firstField)?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
      // What opened it is gone, as a line of a menu is: the page itself has the focus then, not nothing.
      if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true })
    }
  }, [])
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const place = box.current
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      // an open list of a field closes first, and the form stays
      if (event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true') return
      event.preventDefault()
      close.current()
    }
    place?.addEventListener('keydown', pressed)
    return () => place?.removeEventListener('keydown', pressed)
  }, [])
  return (
    <section ref={box} className={styles.place} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <IconAct icon="close" label={say('in_place.close')} onClick={onClose} />
      </header>
      {about !== undefined && <p className={styles.about}>{about}</p>}
      {children}
    </section>
  )
}
