import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, languages, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { addCustomer, type Customer } from '../contract.ts'
import { codeOrNone, useLanguageChoices } from './choices.ts'
import { people } from './queries.ts'

interface NewCustomerProps {
  onDone: (added: Customer) => void
  onClose: () => void
}

/** A customer who is entered by hand: a name, and a way to reach them. */
export function NewCustomer({ onDone, onClose }: NewCustomerProps) {
  const say = useWords('people')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [phone, setPhone] = useState('')
  const [language, setLanguage] = useState<string | null>(null)
  const contacts = [
    { kind: 'email' as const, value: email },
    { kind: 'phone' as const, value: phone },
  ].filter(({ value }) => value.trim() !== '')
  const adding = useDoing(
    () => call(addCustomer, {}, { body: { name: name.trim(), language: codeOrNone(languages, language), contacts } }),
    [people],
  )
  const form = useFields(adding.error)
  return (
    <InPlace title={say('web.customers.add')} onClose={onClose}>
      <Form
        form={form}
        main
        busy={adding.isPending}
        onSend={() => adding.mutate(undefined, { onSuccess: onDone })}
        send={say('web.customers.add')}
        notYet={name.trim() === '' ? say('web.customers.name_first') : undefined}
        onCancel={onClose}
      >
        <TextInput
          {...form.at('name')}
          label={say('web.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          required
        />
        <Pair>
          <TextInput
            type="email"
            label={say('contacts.email')}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            maxLength={254}
          />
          <TextInput
            type="tel"
            label={say('contacts.phone')}
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
            maxLength={60}
          />
        </Pair>
        <Select label={say('web.language')} data={useLanguageChoices()} value={language} onChange={setLanguage} clearable />
      </Form>
    </InPlace>
  )
}
