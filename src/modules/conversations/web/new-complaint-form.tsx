import { Checkbox, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { listCustomers } from '#modules/people/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, languages, Problem, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { ErrorSummary, type FieldError } from '#workspace/kit/error-summary.tsx'
import { Field } from '#workspace/kit/field.tsx'
import { DateField } from '#workspace/kit/lazy.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { takeComplaint } from '../contract.ts'
import { instantOf, MomentField, nowAsTyped } from './moment-field.tsx'
import styles from './new-complaint.module.css'
import { useCategories } from './use-categories.ts'
import { useKept } from './use-kept.ts'

const handChannels = ['phone', 'counter', 'letter'] as const

interface Typed {
  /** The same form sent twice is one complaint. */
  once: string
  text: string
  channel: (typeof handChannels)[number]
  receivedAt: string
  anonymous: boolean
  language: (typeof languages)[number]
  customerId: string | null
  customerLabel: string
  name: string
  email: string
  phone: string
  address: string
  subject: string
  category: string | null
  occurredAt: string | null
  desiredOutcome: string
}

type Change = (change: Partial<Typed>) => void

const emptied = (language: Typed['language']): Typed => ({
  once: crypto.randomUUID(),
  text: '',
  channel: 'phone',
  receivedAt: nowAsTyped(),
  anonymous: false,
  language,
  customerId: null,
  customerLabel: '',
  name: '',
  email: '',
  phone: '',
  address: '',
  subject: '',
  category: null,
  occurredAt: null,
  desiredOutcome: '',
})

const said = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() })

function customerOf(typed: Typed) {
  if (typed.anonymous) return {}
  if (typed.customerId !== null) return { customer: { id: typed.customerId } }
  return {
    customer: {
      ...said('name', typed.name),
      ...said('email', typed.email),
      ...said('phone', typed.phone),
      ...said('address', typed.address),
    },
  }
}

type Body = NonNullable<NonNullable<Parameters<typeof call<typeof takeComplaint>>[2]>['body']>

const bodyOf = (typed: Typed): Body => ({
  text: typed.text,
  channel: typed.channel,
  language: typed.language,
  received_at: instantOf(typed.receivedAt) ?? Temporal.Now.instant().toString(),
  ...(typed.anonymous && { anonymous: true }),
  ...customerOf(typed),
  ...said('subject', typed.subject),
  ...said('desired_outcome', typed.desiredOutcome),
  ...(typed.category !== null && { category: typed.category }),
  ...(typed.occurredAt !== null && { occurred_at: typed.occurredAt }),
})

const canAnswer = ({ anonymous, customerId, email, phone, address }: Typed) =>
  anonymous || customerId !== null || [email, phone, address].some((way) => way.trim() !== '')

function useMistakes() {
  const say = useWords('conversations')
  return (typed: Typed): FieldError[] => [
    ...(typed.text.trim() === '' ? [{ field: 'new-words', sentence: say('web.new.words_first') }] : []),
    ...(canAnswer(typed) ? [] : [{ field: 'new-customer', sentence: say('web.new.way_first') }]),
    ...(instantOf(typed.receivedAt) === null ? [{ field: 'new-received', sentence: say('web.new.received_wrong') }] : []),
  ]
}

interface FieldsProps {
  typed: Typed
  change: Change
  errorOf: (field: string) => string | undefined
}

function WordsFields({ typed, change, errorOf }: FieldsProps) {
  const say = useWords('conversations')
  const choices = handChannels.map((value) => ({ value, label: say(`channel.${value}`) }))
  return (
    <>
      <Textarea
        id="new-words"
        className={styles.words}
        label={say('web.new.words')}
        description={say('web.new.words_hint')}
        error={errorOf('new-words')}
        value={typed.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        autosize
        minRows={7}
        autoFocus
        lang={typed.language}
      />
      <div className={styles.pair}>
        <Field label={say('web.new.channel')}>
          {() => (
            <SegmentedControl
              aria-label={say('web.new.channel')}
              data={choices}
              value={typed.channel}
              onChange={(value) => change({ channel: handChannels.find((one) => one === value) ?? typed.channel })}
              fullWidth
            />
          )}
        </Field>
        <MomentField
          id="new-received"
          label={say('web.new.received')}
          value={typed.receivedAt}
          onChange={(receivedAt) => change({ receivedAt })}
          error={errorOf('new-received')}
        />
      </div>
    </>
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

function CustomerFields(props: FieldsProps) {
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
    <fieldset className={styles.group}>
      <legend>{say('web.new.who')}</legend>
      <Checkbox
        label={say('web.new.anonymous')}
        checked={typed.anonymous}
        onChange={(event) => change({ anonymous: event.currentTarget.checked })}
      />
      {!typed.anonymous && <FindCustomer {...props} />}
      {!typed.anonymous && typed.customerId === null && (
        <div className={styles.pair}>
          {text('name')}
          {text('phone')}
          {text('email')}
          {text('address')}
        </div>
      )}
    </fieldset>
  )
}

function ContentFields({ typed, change }: FieldsProps) {
  const say = useWords('conversations')
  const spoken = languages.map((value) => ({ value, label: say(`web.language.${value}`) }))
  const spoke = (value: string | null) => change({ language: languages.find((one) => one === value) ?? typed.language })
  return (
    <fieldset className={styles.group}>
      <legend>{say('web.new.what')}</legend>
      <div className={styles.pair}>
        <Select
          label={say('web.new.category')}
          data={useCategories()}
          value={typed.category}
          onChange={(category) => change({ category })}
          searchable
          clearable
        />
        <Select label={say('web.new.language')} data={spoken} value={typed.language} onChange={spoke} />
        <DateField
          label={say('web.new.occurred')}
          value={typed.occurredAt}
          onChange={(occurredAt) => change({ occurredAt })}
          latest={Temporal.Now.plainDateISO().toString()}
        />
        <TextInput
          label={say('web.new.subject')}
          description={say('web.new.subject_hint')}
          value={typed.subject}
          onChange={(event) => change({ subject: event.currentTarget.value })}
          maxLength={500}
        />
      </div>
      <Textarea
        label={say('web.new.desired')}
        value={typed.desiredOutcome}
        onChange={(event) => change({ desiredOutcome: event.currentTarget.value })}
        autosize
        minRows={2}
        maxLength={4000}
      />
    </fieldset>
  )
}

/** A complaint that came by telephone, at the counter or by letter: the words first. What is typed stays in this tab until it is taken. */
export function NewComplaintForm({ onTaken, onCancel }: { onTaken: (complaint: string) => void; onCancel: () => void }) {
  const say = useWords('conversations')
  const queries = useQueryClient()
  const language = useLanguage()
  const mistakesOf = useMistakes()
  const [typed, keep, letGo] = useKept('redress.new-complaint', emptied(language))
  const [mistakes, setMistakes] = useState<readonly FieldError[]>([])
  const taking = useMutation({
    mutationFn: () => call(takeComplaint, {}, { body: bodyOf(typed), once: typed.once }),
    onSuccess: ({ id }) => {
      letGo()
      void queries.invalidateQueries({ queryKey: ['complaints'] })
      onTaken(id)
    },
    // The key belonged to what was refused; the mended form is another act.
    onError: (why) => why instanceof Problem && keep({ ...typed, once: crypto.randomUUID() }),
  })
  const change: Change = (change) => keep({ ...typed, ...change })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = mistakesOf(typed)
    setMistakes(found)
    if (found.length === 0 && !taking.isPending) taking.mutate()
  }
  const fields = { typed, change, errorOf: (field: string) => mistakes.find((one) => one.field === field)?.sentence }
  return (
    <form className={styles.page} onSubmit={submit} noValidate>
      <ErrorSummary errors={mistakes} />
      <WordsFields {...fields} />
      <CustomerFields {...fields} />
      <ContentFields {...fields} />
      {taking.isError && <Refused why={taking.error} />}
      <div className={styles.acts}>
        <Act as="do" submits busy={taking.isPending}>
          {say('web.new.act')}
        </Act>
        <Act
          onAct={() => {
            letGo()
            onCancel()
          }}
        >
          {say('web.new.drop')}
        </Act>
        <span className={styles.hint}>{say('web.new.kept')}</span>
      </div>
    </form>
  )
}
