import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, languages, useWords } from '#workspace/kit/desk.ts'
import { FactsList } from '#workspace/kit/facts-list.tsx'
import { EditForm, useFields } from '#workspace/kit/form.tsx'
import { Pane } from '#workspace/kit/pane.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { type Customer, editCustomer } from '../contract.ts'
import { codeOrNone, orNone, useCodeChoices, useLanguageChoices } from './choices.ts'
import { people } from './queries.ts'

const channels = ['email', 'phone', 'letter', 'counter', 'chat', 'social'] as const

const fieldsOf = ({ name, salutation, language, preferred_channel, needs }: Customer) => ({
  name,
  salutation: salutation ?? '',
  language,
  preferred_channel,
  needs: needs ?? '',
})
type Fields = ReturnType<typeof fieldsOf>

function AboutForm({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const say = useWords('people')
  const edit = useEdit<Fields>({
    now: { version: customer.version, fields: fieldsOf(customer) },
    send: ({ salutation, needs, ...changed }, version) =>
      call(
        editCustomer,
        { customer: customer.id },
        {
          body: {
            ...changed,
            ...(salutation !== undefined && { salutation: orNone(salutation) }),
            ...(needs !== undefined && { needs: orNone(needs) }),
          },
          version,
        },
      ),
    refresh: [people],
    onDone,
  })
  const { fields, change } = edit
  const form = useFields(edit.saving.error)
  const read = (of: Fields) => ({
    ...of,
    language: of.language === null ? '' : say(`web.languages.${of.language}`),
    preferred_channel: of.preferred_channel === null ? '' : say(`web.channels.${of.preferred_channel}`),
  })
  return (
    <EditForm form={form} edit={edit} nameOf={(field) => say(`web.customer.${field}`)} read={read} onCancel={onDone}>
      <TextInput
        {...form.at('name')}
        label={say('web.customer.name')}
        value={fields.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        maxLength={200}
      />
      <TextInput
        {...form.at('salutation')}
        label={say('web.customer.salutation')}
        description={say('web.customer.salutation_hint')}
        value={fields.salutation}
        onChange={(event) => change({ salutation: event.currentTarget.value })}
        maxLength={60}
      />
      <Select
        {...form.at('language')}
        label={say('web.customer.language')}
        data={useLanguageChoices()}
        value={fields.language}
        onChange={(value) => change({ language: codeOrNone(languages, value) })}
        clearable
      />
      <Select
        {...form.at('preferred_channel')}
        label={say('web.customer.preferred_channel')}
        data={useCodeChoices('web.channels', channels)}
        value={fields.preferred_channel}
        onChange={(value) => change({ preferred_channel: codeOrNone(channels, value) })}
        clearable
      />
      <Textarea
        {...form.at('needs')}
        label={say('web.customer.needs')}
        description={say('web.customer.needs_hint')}
        value={fields.needs}
        onChange={(event) => change({ needs: event.currentTarget.value })}
        autosize
        minRows={2}
        maxLength={1000}
      />
    </EditForm>
  )
}

/** What is known of a customer, and its form. */
export function CustomerAbout({ customer }: { customer: Customer }) {
  const say = useWords('people')
  const [editing, setEditing] = useState(false)
  const { salutation, language, preferred_channel, needs } = customer
  const line = (name: string, value: string | null) => ({ name: say(`web.customer.${name}`), value: value ?? say('web.not_said') })
  const edit = <SmallAct onAct={() => setEditing(true)}>{say('web.edit')}</SmallAct>
  return (
    <Pane title={say('web.customer.about')} aside={customer.may.edit && !editing ? edit : undefined}>
      {editing && <AboutForm customer={customer} onDone={() => setEditing(false)} />}
      {!editing && (
        <FactsList
          facts={[
            line('salutation', salutation),
            line('language', language && say(`web.languages.${language}`)),
            line('preferred_channel', preferred_channel && say(`web.channels.${preferred_channel}`)),
            line('needs', needs),
          ]}
        />
      )}
    </Pane>
  )
}
