import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { acceptInvitation, findInvitation } from '#modules/people/contract.ts'
import { call, Problem } from '#workspace/call.ts'
import { Alone } from '#workspace/kit/alone.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { speak, useWords } from '#workspace/language.ts'
import { signIn } from '#workspace/sign-in.ts'
import { useAddress } from '#workspace/use-address.ts'
import { ChoosePassword } from './choose-password.tsx'

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
  return (
    <Alone title={invitation.data ? say('invitation.title', { name: invitation.data.name }) : say('invitation.loading')}>
      {invitation.isPending && <Loading rows={1} />}
      {invitation.isError && (
        <Refused why={cut ? say('invitation.cut') : invitation.error} ways={<a href="/app/sign-in">{say('sign_in.title')}</a>} />
      )}
      {invitation.data && (
        <ChoosePassword
          act={say('invitation.act')}
          busy={accepting.isPending}
          onChosen={(password) => accepting.mutate(password)}
          email={invitation.data.email}
        >
          <p>{say('invitation.about', invitation.data)}</p>
          {accepting.isError && <Refused why={accepting.error} />}
        </ChoosePassword>
      )}
    </Alone>
  )
}
