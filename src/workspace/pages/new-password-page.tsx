import { useMutation } from '@tanstack/react-query'
import { Alone } from '#workspace/kit/alone.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useWords } from '#workspace/language.ts'
import { setNewPassword } from '#workspace/sign-in.ts'
import { useAddress } from '#workspace/use-address.ts'
import { ChoosePassword } from './choose-password.tsx'

/** Sets a new password with the token of the link that was mailed. */
export function NewPasswordPage() {
  const say = useWords('workspace')
  const go = useGo()
  const { search } = useAddress()
  const setting = useMutation({
    mutationFn: (password: string) => setNewPassword(search['token'] ?? '', password),
    onSuccess: () => go('/app/sign-in?done=1'),
  })
  return (
    <Alone title={say('new_password.title')}>
      <ChoosePassword act={say('new_password.act')} busy={setting.isPending} onChosen={(password) => setting.mutate(password)}>
        {setting.isError && <Refused why={setting.error} ways={<a href="/app/forgotten-password">{say('forgotten.again')}</a>} />}
      </ChoosePassword>
    </Alone>
  )
}
