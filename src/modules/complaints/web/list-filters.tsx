import { Popover, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { readQuery } from '#modules/worklist/rules/read-query.ts'
import type { Operator } from '#modules/worklist/rules/vocabulary.ts'
import { withTerm } from '#modules/worklist/rules/write-query.ts'
import { Act } from '#workspace/kit/act.tsx'
import { languages, useWords } from '#workspace/kit/desk.ts'
import { given } from '#workspace/kit/given.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { channels, reviewMarks, states, urgencies } from '../contract.ts'
import { useCategoryChoices, useCodeChoices, useColleagueChoices, useTeamChoices } from './choices.ts'
import styles from './complaint-list.module.css'
import { QueryField } from './query-field.tsx'

interface ListFiltersProps {
  query: string
  onQuery: (query: string) => void
}

function useFields() {
  const say = useWords('complaints')
  const language = languages.map((value) => ({ value, label: say(`web.language.${value}`) }))
  return [
    { name: 'category', operator: 'category', choices: useCategoryChoices() },
    { name: 'team', operator: 'team', choices: useTeamChoices() },
    { name: 'owner', operator: 'assignee', choices: useColleagueChoices() },
    { name: 'channel', operator: 'channel', choices: useCodeChoices('channel', channels) },
    { name: 'urgency', operator: 'urgency', choices: useCodeChoices('urgency', urgencies) },
    { name: 'state', operator: 'state', choices: useCodeChoices('state', states) },
    { name: 'language', operator: 'language', choices: language },
    { name: 'mark', operator: 'mark', choices: reviewMarks.map((value) => ({ value, label: say(`web.mark.${value}`) })) },
  ] as const
}

/** The same operators, chosen from lists by who does not want to type them. */
function FilterFields({ query, onQuery, onDone }: ListFiltersProps & { onDone: () => void }) {
  const say = useWords('complaints')
  const fields = useFields()
  const { terms } = readQuery(query)
  const valueOf = (operator: Operator) => terms.find((term) => term.operator === operator && !term.not)?.values.at(0) ?? null
  const set = (operator: Operator, value: string | null) =>
    onQuery(withTerm(query, { operator, not: false, how: ':', values: value === null ? [] : [value] }))
  const tagged = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const tag = given(new FormData(event.currentTarget), 'tag').trim()
    if (tag !== (valueOf('tag') ?? '')) set('tag', tag === '' ? null : tag)
    onDone()
  }
  return (
    <form className={styles.fields} onSubmit={tagged}>
      {fields.map(({ name, operator, choices }) => (
        <Select
          key={name}
          label={say(`web.filter.${name}`)}
          data={[...choices]}
          value={valueOf(operator)}
          onChange={(value) => set(operator, value)}
          searchable={choices.length > 8}
          clearable
          comboboxProps={{ withinPortal: false }}
        />
      ))}
      <TextInput name="tag" label={say('web.filter.tag')} defaultValue={valueOf('tag') ?? ''} maxLength={60} />
      <Act as="do" submits>
        {say('web.filter.done')}
      </Act>
    </form>
  )
}

/** Each operator is a pill that can be changed and taken off; the address of the page holds them all. */
export function ListFilters(props: ListFiltersProps) {
  const say = useWords('complaints')
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.filters} role="group" aria-label={say('web.filter.group')}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus shadow="md">
        <Popover.Target>
          <button type="button" className={styles.add} onClick={() => setOpen(!open)}>
            <Icon name="add" /> {say('web.filter.add')}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterFields {...props} onDone={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
      <QueryField {...props} />
    </div>
  )
}
