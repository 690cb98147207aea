import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { Said, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { changePassword } from './own-login.ts'
import { people } from './queries.ts'

const shortest = 12

/** The own password. Every other session ends with it. */
export function PasswordForm() {
  const say = useWords('people')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const changing = useDoing(() => changePassword(current, next), [people])
  const form = useFields(changing.error)
  const send = () =>
    changing.mutate(undefined, {
      onSuccess: () => {
        setCurrent('')
        setNext('')
      },
    })
  const notYet = current === '' ? say('web.password.current_first') : next.length < shortest ? say('refusals.password_length') : undefined
  return (
    <Section title={say('web.password.title')} about={say('web.password.about')}>
      <Form form={form} busy={changing.isPending} onSend={send} send={say('web.password.change')} notYet={notYet}>
        <PasswordInput
          label={say('web.password.current')}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          maxLength={128}
        />
        <PasswordInput
          label={say('web.password.new')}
          description={say('web.password.hint')}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          maxLength={128}
        />
        {changing.isSuccess && <Said kept>{say('web.password.changed')}</Said>}
      </Form>
    </Section>
  )
}
