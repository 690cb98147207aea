import type { FormEvent, ReactNode } from 'react'
import { useWords } from '../language.ts'
import { Act } from './act.tsx'
import { Refused } from './refused.tsx'
import styles from './small-form.module.css'

interface SmallFormProps {
  onSubmit: (event: FormEvent) => void
  /** What colleagues at the same complaint are told of who writes in it. */
  doing?: string
  children: ReactNode
}

/** A form in a pane or in place: fields one below the other, acts at its foot. */
export function SmallForm({ onSubmit, doing, children }: SmallFormProps) {
  return (
    <form className={styles.form} onSubmit={onSubmit} data-doing={doing}>
      {children}
    </form>
  )
}

/** The acts at the foot of a form; a sentence beside them is small. */
export function FormActs({ children }: { children: ReactNode }) {
  return <div className={styles.acts}>{children}</div>
}

interface FormFootProps {
  /** The act that the form is for. */
  doing: { isPending: boolean; isError: boolean; error: unknown }
  /** What its button says. */
  act: ReactNode
  notYet?: string | undefined
  /** It is the one filled button of its place; in a pane it is a small one. */
  main?: boolean
  onCancel: () => void
}

/** The foot of a small form: why it was refused, the button that sends it, and the way out. */
export function FormFoot({ doing, act, notYet, main = false, onCancel }: FormFootProps) {
  const say = useWords('workspace')
  const size = main ? 'sm' : 'xs'
  return (
    <>
      {doing.isError && <Refused why={doing.error} />}
      <FormActs>
        <Act as={main ? 'do' : 'default'} submits size={size} busy={doing.isPending} notYet={notYet}>
          {act}
        </Act>
        <Act size={size} onAct={onCancel}>
          {say('form.cancel')}
        </Act>
      </FormActs>
    </>
  )
}
