import { Input } from '@mantine/core'
import { type ReactNode, useId } from 'react'

interface FieldProps {
  label: ReactNode
  /** Stands under the label. */
  hint?: ReactNode
  /** Stands under the control, in ink, with "!". */
  error?: string | undefined
  /** The id of the control, when an error summary links to it. */
  id?: string
  /** Draws the control with what ties it to its label, hint and error. */
  children: (tied: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** Label above, hint under it, error under the control; for controls that are not Mantine inputs (those have the same wrapper in them). */
export function Field({ label, hint, error, id, children }: FieldProps) {
  const own = useId()
  const at = id ?? own
  const described = [hint === undefined ? '' : `${at}-hint`, error === undefined ? '' : `${at}-error`].filter(Boolean).join(' ')
  return (
    <Input.Wrapper
      id={at}
      label={label}
      description={hint}
      error={error}
      labelProps={{ htmlFor: at }}
      descriptionProps={{ id: `${at}-hint` }}
      errorProps={{ id: `${at}-error` }}
    >
      {children({ id: at, 'aria-describedby': described || undefined, 'aria-invalid': error === undefined ? undefined : true })}
    </Input.Wrapper>
  )
}
