import { type FormEvent, type ReactNode, useId } from 'react'
import { Problem } from '../call.ts'
import { useWords } from '../language.ts'
import { Act } from './act.tsx'
import { type BothSides, ChangedMeanwhile } from './changed-meanwhile.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Refused } from './refused.tsx'
import styles from './section.module.css'
import type { Edit } from './use-edit.ts'

const errorsOf = (why: unknown) => (why instanceof Problem ? why.errors : [])

/** Ties the fields of a form to what was said about them: `at('name')` gives a field its id and its error. */
export function useFields(why: unknown) {
  const id = useId()
  const errors = errorsOf(why)
  return {
    id,
    why,
    at: (path: string) => ({ id: `${id}-${path}`, error: errors.find((error) => error.path === path)?.sentence }),
  }
}

export type Fields = ReturnType<typeof useFields>

function WhyNot({ form }: { form: Pick<Fields, 'id' | 'why'> }) {
  const errors = errorsOf(form.why)
  if (errors.length > 0) return <ErrorSummary errors={errors.map(({ path, sentence }) => ({ field: `${form.id}-${path}`, sentence }))} />
  return form.why === null || form.why === undefined ? null : <Refused why={form.why} />
}

interface FormProps {
  form: Fields
  busy: boolean
  onSend: () => void
  /** What the button says; "Save" when left out. */
  send?: ReactNode
  /** The one filled button of the view. */
  main?: boolean
  notYet?: string | undefined
  onCancel?: () => void
  /** More acts beside the button. */
  also?: ReactNode
  children: ReactNode
}

/** Fields, what the desk says about them, and the button below. Enter sends; what was written stays when it is refused. */
export function Form({ form, busy, onSend, send, main = false, notYet, onCancel, also, children }: FormProps) {
  const say = useWords('workspace')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy && notYet === undefined) onSend()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {errorsOf(form.why).length > 0 && <WhyNot form={form} />}
      {children}
      {errorsOf(form.why).length === 0 && <WhyNot form={form} />}
      <div className={styles.formActs}>
        <Act submits busy={busy} notYet={notYet} {...(main && { as: 'do' as const })}>
          {send ?? say('form.save')}
        </Act>
        {also}
        {onCancel && (
          <Act as="plain" onAct={onCancel}>
            {say('form.cancel')}
          </Act>
        )}
      </div>
    </form>
  )
}

interface EditFormProps<Of extends object> extends Omit<FormProps, 'busy' | 'onSend' | 'form'> {
  form: Fields
  edit: Edit<Of>
  /** What a field is called. */
  nameOf: (field: keyof Of & string) => string
  /** How each field reads, to set both sides beside each other. */
  read: (fields: Of) => { [Name in keyof Of]: string }
}

/** The form of an edit: when somebody else was first, both sides stand beside each other. */
export function EditForm<Of extends object>({ form, edit, nameOf, read, children, ...rest }: EditFormProps<Of>) {
  const names = Object.keys(edit.theirs) as (keyof Of & string)[] // useEdit answers keys of the fields only
  const theirs = read(edit.desk)
  const yours = read(edit.fields)
  const sides = names.map((name): BothSides => ({ name: nameOf(name), theirs: theirs[name] || '–', yours: yours[name] || '–' }))
  const why = edit.stale ? null : form.why
  return (
    <Form {...rest} form={{ ...form, why }} busy={edit.saving.isPending} onSend={() => edit.save()}>
      {children}
      {edit.stale && (
        <ChangedMeanwhile sides={sides} busy={edit.saving.isPending} onKeepMine={edit.keepMine} onTakeTheirs={edit.takeTheirs} />
      )}
    </Form>
  )
}
