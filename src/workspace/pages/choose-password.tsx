import { PasswordInput } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { FormColumn } from '#workspace/kit/alone.tsx'
import { given } from '#workspace/kit/given.ts'
import { useWords } from '#workspace/language.ts'

interface ChoosePasswordProps {
  /** What the button says. */
  act: ReactNode
  busy: boolean
  onChosen: (password: string) => void
  /** Whose password it is, for the browser that keeps it. */
  email?: string
  /** What stands above the field: why, or why not. */
  children: ReactNode
}

/** The form in which somebody chooses a password of their own. */
export function ChoosePassword({ act, busy, onChosen, email, children }: ChoosePasswordProps) {
  const say = useWords('workspace')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onChosen(given(new FormData(event.currentTarget), 'password'))
  }
  return (
    <form onSubmit={submit}>
      <FormColumn>
        {children}
        {email !== undefined && <input type="hidden" name="username" autoComplete="username" value={email} readOnly />}
        <PasswordInput
          name="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={128}
          label={say('new_password.label')}
          description={say('new_password.hint')}
          autoFocus
        />
        <div>
          <Act as="do" submits busy={busy}>
            {act}
          </Act>
        </div>
      </FormColumn>
    </form>
  )
}
