import { PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect } from 'react'
import { acceptInvitation, findInvitation } from '#modules/people/contract.ts'
import { call, Problem } from '#workspace/call.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Alone, FormColumn } from '#workspace/kit/alone.tsx'
import { given } from '#workspace/kit/given.ts'
import { useGo } from '#workspace/kit/go.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { speak, useWords } from '#workspace/language.ts'
import { signIn } from '#workspace/sign-in.ts'
import { useAddress } from '#workspace/use-address.ts'

/** A colleague who was invited chooses a password and is in. */
export function InvitationPage() {
  const say = useWords('workspace')
  const go = useGo()
  const { search } = useAddress()
  const key = search['key'] ?? ''
  const invitation = useQuery({
    queryKey: ['people', 'invitation', key],
    queryFn: () => call(findInvitation, {}, { body: { key } }),
    retry: false,
  })
  const language = invitation.data?.language
  // Mail programs break long links: a key that cannot be one is not an invitation that is over.
  const cut = invitation.error instanceof Problem && invitation.error.status === 400
  useEffect(() => {
    if (language !== undefined) void speak(language)
  }, [language])
  const accepting = useMutation({
    mutationFn: async (password: string) => {
      const { email } = await call(acceptInvitation, {}, { body: { key, password } })
      await signIn(email, password)
    },
    onSuccess: () => go('/app/'),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    accepting.mutate(given(new FormData(event.currentTarget), 'password'))
  }
  return (
    <Alone title={invitation.data ? say('invitation.title', { name: invitation.data.name }) : say('invitation.loading')}>
      {invitation.isPending && <Loading rows={1} />}
      {invitation.isError && (
        <Refused why={cut ? say('invitation.cut') : invitation.error} ways={<a href="/app/sign-in">{say('sign_in.title')}</a>} />
      )}
      {invitation.data && (
        <form onSubmit={submit}>
          <FormColumn>
            <p>{say('invitation.about', invitation.data)}</p>
            {accepting.isError && <Refused why={accepting.error} />}
            <input type="hidden" name="username" autoComplete="username" value={invitation.data.email} readOnly />
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
              <Act as="do" submits busy={accepting.isPending}>
                {say('invitation.act')}
              </Act>
            </div>
          </FormColumn>
        </form>
      )}
    </Alone>
  )
}
