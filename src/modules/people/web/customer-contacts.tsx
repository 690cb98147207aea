import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { Pane } from '#workspace/kit/pane.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { IconAct, SmallAct } from '#workspace/kit/small-acts.tsx'
import { useUndo } from '#workspace/kit/undo-toast.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { addContact, type ContactKind, type Customer, type NewContact, removeContact } from '../contract.ts'
import { codeOf, useCodeChoices } from './choices.ts'
import styles from './people.module.css'
import { people } from './queries.ts'

const kinds = ['email', 'phone', 'account_number', 'postal_address'] as const
const fieldTypes: Partial<Record<ContactKind, string>> = { email: 'email', phone: 'tel' }

function AddContact({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const say = useWords('people')
  const [kind, setKind] = useState<ContactKind>('email')
  const [value, setValue] = useState('')
  const adding = useDoing(() => call(addContact, { customer: customer.id }, { body: { kind, value } }), [people])
  const form = useFields(adding.error)
  const field = { ...form.at('value'), label: say(`contacts.${kind}`), value, maxLength: 500 }
  return (
    <Form
      form={form}
      busy={adding.isPending}
      onSend={() => adding.mutate(undefined, { onSuccess: onDone })}
      send={say('web.add')}
      notYet={value.trim() === '' ? say('web.customer.contact_first') : undefined}
      onCancel={onDone}
    >
      <Pair>
        <Select
          label={say('web.customer.kind')}
          data={useCodeChoices('contacts', kinds)}
          value={kind}
          onChange={(code) => setKind(codeOf(kinds, code, kind))}
        />
        {kind === 'postal_address' ? (
          <Textarea {...field} onChange={(event) => setValue(event.currentTarget.value)} autosize minRows={3} autoFocus />
        ) : (
          <TextInput {...field} type={fieldTypes[kind] ?? 'text'} onChange={(event) => setValue(event.currentTarget.value)} autoFocus />
        )}
      </Pair>
    </Form>
  )
}

/** The ways to reach a customer. One that was taken off can be put back. */
export function CustomerContacts({ customer }: { customer: Customer }) {
  const say = useWords('people')
  const undo = useUndo()
  const [adding, setAdding] = useState(false)
  const { may, contacts } = customer
  const restoring = useDoing((contact: NewContact) => call(addContact, { customer: customer.id }, { body: contact }), [people])
  const removing = useDoing((contact: NewContact) => call(removeContact, { customer: customer.id }, { body: contact }), [people])
  const remove = (contact: NewContact) =>
    removing.mutate(contact, {
      onSuccess: () => undo(say('web.customer.contact_removed', { value: contact.value }), () => restoring.mutate(contact)),
    })
  const add = <SmallAct onAct={() => setAdding(true)}>{say('web.add')}</SmallAct>
  return (
    <Pane title={say('web.customer.contacts')} aside={may.edit && !adding ? add : undefined}>
      {contacts.length === 0 && <p className={styles.second}>{say('web.customers.no_contact')}</p>}
      <ul className={styles.contacts}>
        {contacts.map((contact) => (
          <li key={`${contact.kind} ${contact.value}`}>
            <span>
              <small>{say(`contacts.${contact.kind}`)}</small>
              <span title={contact.shown && contact.value}>{contact.shown ?? contact.value}</span>
            </span>
            {may.edit && (
              <IconAct icon="close" label={say('web.customer.remove', { value: contact.value })} onClick={() => remove(contact)} />
            )}
          </li>
        ))}
      </ul>
      {removing.isError && <Refused why={removing.error} />}
      {restoring.isError && <Refused why={restoring.error} />}
      {adding && <AddContact customer={customer} onDone={() => setAdding(false)} />}
    </Pane>
  )
}
