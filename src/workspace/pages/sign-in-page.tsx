import { PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Problem } from '#workspace/call.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Alone, FormColumn } from '#workspace/kit/alone.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { useWords } from '#workspace/language.ts'
import { giveCode, type SignedIn, signIn } from '#workspace/sign-in.ts'

type Step = 'password' | 'code'

function given(event: FormEvent<HTMLFormElement>, name: string): string {
  const value = new FormData(event.currentTarget).get(name)
  return typeof value === 'string' ? value : ''
}

function useSigningIn(onDone: () => void) {
  const say = useWords('workspace')
  const [step, setStep] = useState<Step>('password')
  const [busy, setBusy] = useState(false)
  const [why, setWhy] = useState<unknown>()
  const told = (error: unknown) => {
    if (!(error instanceof Problem)) return error
    return error.status < 500 && error.status !== 429
      ? say(step === 'code' ? 'sign_in.code_wrong' : 'sign_in.wrong')
      : say('sign_in.failed')
  }
  const attempt = async (act: () => Promise<SignedIn>) => {
    setBusy(true)
    setWhy(undefined)
    try {
      if ((await act()) === 'done') onDone()
      else setStep('code')
    } catch (error) {
      setWhy(told(error))
    } finally {
      setBusy(false)
    }
  }
  return { step, busy, why, attempt }
}

/** E-mail and password, then the code of whoever has a second factor. */
export function SignInPage({ onDone }: { onDone: () => void }) {
  const say = useWords('workspace')
  const { step, busy, why, attempt } = useSigningIn(onDone)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = given(event, 'code')
    const [email, password] = [given(event, 'email'), given(event, 'password')]
    void attempt(() => (step === 'code' ? giveCode(code) : signIn(email, password)))
  }
  return (
    <Alone title={say('sign_in.title')}>
      <form onSubmit={submit}>
        <FormColumn>
          {why !== undefined && <Refused why={why} />}
          {step === 'password' && (
            <TextInput name="email" type="email" autoComplete="username" required label={say('sign_in.email')} autoFocus />
          )}
          {step === 'password' && (
            <PasswordInput name="password" autoComplete="current-password" required label={say('sign_in.password')} />
          )}
          {step === 'code' && (
            <TextInput
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              autoFocus
              label={say('sign_in.code')}
              description={say('sign_in.code_hint')}
            />
          )}
          <div>
            <Act as="do" submits busy={busy}>
              {say('sign_in.act')}
            </Act>
          </div>
        </FormColumn>
      </form>
    </Alone>
  )
}
