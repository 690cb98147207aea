import { TextInput } from '@mantine/core'
import { useWords } from './language.ts'

/** The code of whoever has a second factor; a recovery code does as well. */
export function CodeField() {
  const say = useWords('workspace')
  return (
    <TextInput
      name="code"
      autoComplete="one-time-code"
      required
      autoFocus
      label={say('sign_in.code')}
      description={say('sign_in.code_hint')}
    />
  )
}
