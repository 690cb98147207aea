import { TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { getSetUp } from '#modules/people/contract.ts'
import { call } from '#workspace/call.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Alone, FormColumn } from '#workspace/kit/alone.tsx'
import { given } from '#workspace/kit/given.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useWords } from '#workspace/language.ts'
import { askForNewPassword } from '#workspace/sign-in.ts'

/** Asks for a link to a new password; says the same whether the address is known or not. */
export function ForgottenPasswordPage() {
  const say = useWords('workspace')
  const setUp = useQuery({ queryKey: ['people', 'set-up'], queryFn: () => call(getSetUp, {}) })
  const asking = useMutation({ mutationFn: askForNewPassword })
  const noMail = setUp.data?.mails === false
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    asking.mutate(given(new FormData(event.currentTarget), 'email'))
  }
  return (
    <Alone title={say('forgotten.title')}>
      {noMail && <p role="status">{say('forgotten.no_mail')}</p>}
      {asking.isSuccess && <p role="status">{say('forgotten.sent')}</p>}
      {!noMail && !asking.isSuccess && (
        <form onSubmit={submit}>
          <FormColumn>
            {asking.isError && <Refused why={asking.error} />}
            <TextInput
              name="email"
              type="email"
              autoComplete="username"
              required
              label={say('sign_in.email')}
              description={say('forgotten.about')}
              autoFocus
            />
            <div>
              <Act as="do" submits busy={asking.isPending}>
                {say('forgotten.act')}
              </Act>
            </div>
          </FormColumn>
        </form>
      )}
      <p>
        <a href="/app/sign-in">{say('forgotten.back')}</a>
      </p>
    </Alone>
  )
}
