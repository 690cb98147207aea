import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type CustomerRow, listCustomers } from '#modules/people/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { FormActs, SmallForm } from '#workspace/kit/small-form.tsx'
import { type Complaint, editComplaint } from '../contract.ts'
import styles from './complaint.module.css'
import { customerQuery } from './queries.ts'
import { useAct } from './use-act.ts'

const described = ({ name, contacts }: CustomerRow) => [name, contacts[0]?.shown ?? contacts[0]?.value].filter(Boolean).join(' · ')

function ChooseCustomer({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const say = useWords('complaints')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [q] = useDebouncedValue(typed, 250)
  const found = useQuery({
    queryKey: ['people', 'customers', q],
    queryFn: ({ signal }) => call(listCustomers, {}, { query: { q, limit: 10 }, signal }),
    enabled: q.length > 1,
  })
  const choosing = useAct(complaint.id, () =>
    call(editComplaint, { complaint: complaint.id }, { body: { customer_id: chosen }, version: complaint.version }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    choosing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <Select
        label={say('web.customer.choose')}
        data={(found.data?.data ?? []).map((row) => ({ value: row.id, label: described(row) }))}
        value={chosen}
        onChange={setChosen}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        searchable
        autoFocus
      />
      {choosing.isError && <Refused why={choosing.error} />}
      <FormActs>
        <Act submits busy={choosing.isPending} notYet={chosen === null ? say('web.customer.choose') : undefined}>
          {say('web.save')}
        </Act>
        <Act as="plain" onAct={onDone}>
          {say('web.cancel')}
        </Act>
      </FormActs>
    </SmallForm>
  )
}

/** What we know of a customer: how they are reached, in which language, what they need, what colleagues pinned. No personal traits. */
export function KnownCustomer({ id }: { id: string }) {
  const say = useWords('complaints')
  const { day } = useInWords()
  const people = useWords('people')
  const { data: customer } = useQuery(customerQuery(id))
  if (customer === undefined) return null
  const { name, language, preferred_channel, contacts, needs, notes } = customer
  const prefers = [
    preferred_channel && say('web.customer.prefers', { channel: say(`channel.${preferred_channel}`) }),
    language && say(`web.language.${language}`),
  ]
  return (
    <div className={styles.stack}>
      <p>
        <b>
          <a href={`/app/customers/${id}`}>{name}</a>
        </b>
        {prefers.filter(Boolean).map((words) => ` · ${words}`)}
      </p>
      <ul className={styles.second}>
        {contacts.map(({ kind, value, shown }) => (
          <li key={`${kind} ${value}`} title={shown && value}>
            {people(`contacts.${kind}`)}: {shown ?? value}
          </li>
        ))}
      </ul>
      {needs && <p className={styles.pinned}>{say('web.customer.needs', { needs })}</p>}
      {notes.map((note) => (
        <p key={note.id} className={styles.pinned}>
          {say('web.customer.pinned', { text: note.text })}
          <br />
          <small>{[note.by?.name, day(note.at)].filter(Boolean).join(', ')}</small>
        </p>
      ))}
    </div>
  )
}

/** Who complains, what we know of them, what colleagues pinned, and their other complaints. */
export function CustomerPane({ complaint }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const [choosing, setChoosing] = useState(false)
  const { customer, anonymous, may } = complaint
  return (
    <Pane
      title={say('web.customer.title')}
      aside={customer && <a href={`/app/complaints?view=all&customer=${customer.id}`}>{say('web.customer.history')}</a>}
    >
      {customer !== null && <KnownCustomer id={customer.id} />}
      {customer === null && <p className={styles.stack}>{say(anonymous ? 'web.anonymous' : 'web.nobody')}</p>}
      {choosing && <ChooseCustomer complaint={complaint} onDone={() => setChoosing(false)} />}
      {may.edit && !choosing && (
        <SmallAct onAct={() => setChoosing(true)}>{say(customer === null ? 'web.customer.choose' : 'web.customer.change')}</SmallAct>
      )}
    </Pane>
  )
}
