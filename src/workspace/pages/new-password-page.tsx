import { PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Alone, FormColumn } from '#workspace/kit/alone.tsx'
import { given } from '#workspace/kit/given.ts'
import { useGo } from '#workspace/kit/go.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useWords } from '#workspace/language.ts'
import { setNewPassword } from '#workspace/sign-in.ts'
import { useAddress } from '#workspace/use-address.ts'

/** Sets a new password with the token of the link that was mailed. */
export function NewPasswordPage() {
  const say = useWords('workspace')
  const go = useGo()
  const { search } = useAddress()
  const setting = useMutation({
    mutationFn: (password: string) => setNewPassword(search['token'] ?? '', password),
    onSuccess: () => go('/app/sign-in?done=1'),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setting.mutate(given(new FormData(event.currentTarget), 'password'))
  }
  return (
    <Alone title={say('new_password.title')}>
      <form onSubmit={submit}>
        <FormColumn>
          {setting.isError && <Refused why={setting.error} ways={<a href="/app/forgotten-password">{say('forgotten.again')}</a>} />}
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
            <Act as="do" submits busy={setting.isPending}>
              {say('new_password.act')}
            </Act>
          </div>
        </FormColumn>
      </form>
    </Alone>
  )
}
