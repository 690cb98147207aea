import { Modal, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { getMe } from '#modules/people/contract.ts'
import { call } from './call.ts'
import { CodeField } from './code-field.tsx'
import { Act } from './kit/act.tsx'
import { FormColumn } from './kit/alone.tsx'
import { given } from './kit/given.ts'
import { meQuery, useMe } from './kit/me.ts'
import { Refused } from './kit/refused.tsx'
import { FormActs } from './kit/small-form.tsx'
import { useWords } from './language.ts'
import { goToSignIn, setSessionEnded, useSessionEnded } from './session.ts'
import { giveCode, signIn } from './sign-in.ts'

/** Signs in where one is. Who comes back as somebody else begins on a page of their own: what is written here is not theirs. */
function useComingBack() {
  const queries = useQueryClient()
  const me = useMe()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const trying = useMutation({
    mutationFn: async (form: FormData) => {
      const came = step === 'code' ? await giveCode(given(form, 'code')) : await signIn(me.email ?? '', given(form, 'password'))
      return came === 'code' ? null : call(getMe, {})
    },
    onSuccess: (now) => {
      if (now === null) return setStep('code')
      if (now.id !== me.id) return window.location.reload()
      queries.setQueryData(meQuery.queryKey, now)
      setSessionEnded(false)
      void queries.invalidateQueries()
    },
  })
  return { step, trying, me }
}

function Form() {
  const say = useWords('workspace')
  const { history } = useRouter()
  const { step, trying, me } = useComingBack()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    trying.mutate(new FormData(event.currentTarget))
  }
  const leave = () => {
    setSessionEnded(false)
    goToSignIn(history)
  }
  return (
    <form onSubmit={submit} key={step}>
      <FormColumn>
        <p>{say('again.about')}</p>
        <TextInput name="email" type="email" autoComplete="username" label={say('sign_in.email')} value={me.email ?? ''} readOnly />
        {step === 'password' ? (
          <PasswordInput name="password" autoComplete="current-password" required label={say('sign_in.password')} data-autofocus />
        ) : (
          <CodeField />
        )}
        {trying.isError && <Refused why={trying.error} />}
        <FormActs>
          <Act as="do" submits busy={trying.isPending}>
            {say('sign_in.act')}
          </Act>
          <Act as="plain" onAct={leave}>
            {say('again.leave')}
          </Act>
        </FormActs>
      </FormColumn>
    </form>
  )
}

const restOfHand = 1200

/** A dialog that opens under a typing hand would take the rest of the sentence: it waits until the hand rests. */
function useRested(waiting: boolean): boolean {
  const [rested, setRested] = useState(false)
  useEffect(() => {
    if (!waiting) return
    const rest = () => setTimeout(() => setRested(true), restOfHand)
    let timer = rest()
    const again = () => {
      clearTimeout(timer)
      timer = rest()
    }
    document.addEventListener('keydown', again, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', again, true)
      setRested(false)
    }
  }, [waiting])
  return waiting && rested
}

/** The session ended in the middle of the work: signing in again on the same page, under which everything stays as it was written. */
export function SignInAgain() {
  const say = useWords('workspace')
  const opened = useRested(useSessionEnded())
  return (
    <Modal
      opened={opened}
      onClose={() => undefined}
      title={say('again.title')}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      zIndex={400}
    >
      <Form />
    </Modal>
  )
}
