import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useHolds } from '#workspace/kit/me.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { About, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { longestHolder, writeAccount } from '../contract.ts'
import { ibanFault, plainIban } from '../rules/iban.ts'
import { accountQuery, payments } from './queries.ts'

function AccountForm({ onDone }: { onDone: () => void }) {
  const say = useWords('payments')
  const [typed, setTyped] = useState({ holder: '', iban: '', bic: '' })
  const doing = useDoing(() => call(writeAccount, {}, { body: { ...typed, bic: typed.bic.trim() || null } }), payments)
  const form = useFields(doing.error)
  const fault = typed.iban.trim() === '' ? null : ibanFault(plainIban(typed.iban))
  const first = typed.holder.trim() === '' ? 'web.holder_first' : typed.iban.trim() === '' ? 'web.iban_first' : null
  const missing = first ?? (fault === null ? null : `refusals.iban_${fault}`)
  const field = (name: keyof typeof typed, longest: number) => (
    <TextInput
      {...form.at(name)}
      label={say(`web.${name}`)}
      value={typed[name]}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
      maxLength={longest}
      autoComplete="off"
      spellCheck={false}
    />
  )
  return (
    <InPlace title={say('web.account_edit')} about={say('web.iban_about')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={doing.isPending}
        send={say('web.account_keep')}
        notYet={missing === null ? undefined : say(missing)}
        onSend={() => doing.mutate(undefined, { onSuccess: onDone })}
        onCancel={onDone}
      >
        {field('holder', longestHolder)}
        {field('iban', 60)}
        {field('bic', 20)}
      </Form>
    </InPlace>
  )
}

/** The account that the house pays from. */
export function AccountPart() {
  const say = useWords('payments')
  const writes = useHolds('payments.account')
  const query = useQuery(accountQuery)
  const [opened, setOpened] = useState(false)
  const act = <Act onAct={() => setOpened(true)}>{say('web.account_edit')}</Act>
  return (
    <Section title={say('web.account')} acts={writes && !opened ? act : undefined}>
      {opened && <AccountForm onDone={() => setOpened(false)} />}
      <Queried query={query} rows={1}>
        {({ account }) => <About>{account === null ? say('web.account_none') : say('web.account_line', { ...account })}</About>}
      </Queried>
    </Section>
  )
}
