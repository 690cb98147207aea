import { PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { getSetUp } from '#modules/people/contract.ts'
import { call } from '#workspace/call.ts'
import { CodeField } from '#workspace/code-field.tsx'
import { Act } from '#workspace/kit/act.tsx'
import { Alone, FormColumn } from '#workspace/kit/alone.tsx'
import { given } from '#workspace/kit/given.ts'
import { useGo } from '#workspace/kit/go.ts'
import { meQuery } from '#workspace/kit/me.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useWords } from '#workspace/language.ts'
import { wayBack } from '#workspace/session.ts'
import { giveCode, signIn } from '#workspace/sign-in.ts'
import { useAddress } from '#workspace/use-address.ts'
import { LanguageLinks } from './language-links.tsx'

function PasswordStep() {
  const say = useWords('workspace')
  return (
    <>
      <TextInput name="email" type="email" autoComplete="username" required label={say('sign_in.email')} autoFocus />
      <PasswordInput name="password" autoComplete="current-password" required label={say('sign_in.password')} />
    </>
  )
}

/** E-mail and password, then the code of whoever has a second factor; a recovery code does as well. */
export function SignInPage() {
  const say = useWords('workspace')
  const go = useGo()
  const queries = useQueryClient()
  const { search } = useAddress()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const setUp = useQuery({ queryKey: ['people', 'set-up'], queryFn: () => call(getSetUp, {}) })
  const trying = useMutation({
    mutationFn: (form: FormData) =>
      step === 'code' ? giveCode(given(form, 'code')) : signIn(given(form, 'email'), given(form, 'password')),
    onSuccess: async (came) => {
      if (came === 'code') return setStep('code')
      queries.removeQueries({ queryKey: meQuery.queryKey })
      go(wayBack(search['to']))
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    trying.mutate(new FormData(event.currentTarget))
  }
  return (
    <Alone title={say(step === 'code' ? 'sign_in.code_title' : 'sign_in.title')}>
      {search['done'] !== undefined && <p role="status">{say('sign_in.password_set')}</p>}
      {setUp.data?.open && <p role="status">{say('sign_in.set_up_first')}</p>}
      <form onSubmit={submit} key={step}>
        <FormColumn>
          {trying.isError && <Refused why={trying.error} />}
          {step === 'password' ? <PasswordStep /> : <CodeField />}
          <div>
            <Act as="do" submits busy={trying.isPending}>
              {say('sign_in.act')}
            </Act>
          </div>
        </FormColumn>
      </form>
      {step === 'password' && (
        <p>
          <a href="/app/forgotten-password">{say('sign_in.forgotten')}</a>
        </p>
      )}
      <LanguageLinks />
    </Alone>
  )
}
