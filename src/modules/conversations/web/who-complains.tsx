import { Checkbox, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listCustomers } from '#modules/people/contract.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Group, Pair } from '#workspace/kit/section.tsx'
import type { FieldsProps } from './typed-complaint.ts'

/** Who complains: a customer whom we know, a new one, or somebody who does not say. */
export function WhoComplains(props: FieldsProps) {
  const say = useWords('conversations')
  const { typed, change } = props
  const text = (name: 'name' | 'email' | 'phone' | 'address') => (
    <TextInput
      label={say(`web.new.${name}`)}
      type={name === 'email' ? 'email' : 'text'}
      value={typed[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <Group name={say('web.new.who')}>
      <Checkbox
        label={say('web.new.anonymous')}
        checked={typed.anonymous}
        onChange={(event) => change({ anonymous: event.currentTarget.checked })}
      />
      {!typed.anonymous && <FindCustomer {...props} />}
      {!typed.anonymous && typed.customerId === null && (
        <Pair wide>
          {text('name')}
          {text('phone')}
          {text('email')}
          {text('address')}
        </Pair>
      )}
    </Group>
  )
}

function FindCustomer({ typed, change, errorOf }: FieldsProps) {
  const say = useWords('conversations')
  const [sought, setSought] = useState('')
  const [q] = useDebouncedValue(sought, 250)
  const found = useQuery({
    queryKey: ['people', 'customers', q],
    queryFn: ({ signal }) => call(listCustomers, {}, { query: { q, limit: 10 }, signal }),
    enabled: q.trim().length > 1,
  })
  const rows = (found.data?.data ?? []).map(({ id, name, contacts }) => ({
    value: id,
    label: [name, contacts[0]?.value].filter(Boolean).join(' · '),
  }))
  const chosen =
    typed.customerId !== null && !rows.some(({ value }) => value === typed.customerId)
      ? [{ value: typed.customerId, label: typed.customerLabel }]
      : []
  return (
    <Select
      id="new-customer"
      label={say('web.new.customer')}
      description={say('web.new.customer_hint')}
      error={errorOf('new-customer')}
      data={[...chosen, ...rows]}
      value={typed.customerId}
      onChange={(customerId, option) => change({ customerId, customerLabel: option?.label ?? '' })}
      onSearchChange={setSought}
      filter={({ options }) => options}
      nothingFoundMessage={q.trim().length > 1 ? say('web.new.customer_new') : undefined}
      searchable
      clearable
    />
  )
}
