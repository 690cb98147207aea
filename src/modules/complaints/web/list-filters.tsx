import { Popover, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { languages, useWords } from '#workspace/kit/desk.ts'
import { given } from '#workspace/kit/given.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { channels, reviewMarks, states, urgencies } from '../contract.ts'
import { useCategoryChoices, useCategoryNames, useCodeChoices, useColleagueChoices, useTeamChoices } from './choices.ts'
import styles from './complaint-list.module.css'
import { type FilterName, filterNames, type ListAsked } from './queries.ts'

interface ListFiltersProps {
  asked: ListAsked
  /** Sets one filter, or takes it away. */
  onFilter: (name: FilterName, value: string | undefined) => void
  /** The name of the customer whose history this is. */
  customerName?: string | undefined
}

const namedHere: FilterName[] = ['language', 'mark']

/** What a filter's value is called. */
function useValueNames(customerName?: string) {
  const say = useWords('complaints')
  const category = useCategoryNames()
  const found = { team: useTeamChoices(), owner: useColleagueChoices() }
  return (name: FilterName, value: string): string => {
    if (name === 'category') return category(value)
    if (name === 'customer') return customerName ?? '…'
    if (name === 'team' || name === 'owner') return found[name].find((choice) => choice.value === value)?.label ?? '…'
    if (name === 'tag') return value
    return say(namedHere.includes(name) ? `web.${name}.${value}` : `${name}.${value}`)
  }
}

function useFields() {
  const say = useWords('complaints')
  const language = languages.map((value) => ({ value, label: say(`web.language.${value}`) }))
  return [
    { name: 'category', choices: useCategoryChoices() },
    { name: 'team', choices: useTeamChoices() },
    { name: 'owner', choices: useColleagueChoices() },
    { name: 'channel', choices: useCodeChoices('channel', channels) },
    { name: 'urgency', choices: useCodeChoices('urgency', urgencies) },
    { name: 'state', choices: useCodeChoices('state', states) },
    { name: 'language', choices: language },
    { name: 'mark', choices: reviewMarks.map((value) => ({ value, label: say(`web.mark.${value}`) })) },
  ] as const
}

function FilterFields({ asked, onFilter, onDone }: ListFiltersProps & { onDone: () => void }) {
  const say = useWords('complaints')
  const fields = useFields()
  const tagged = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const tag = given(new FormData(event.currentTarget), 'tag').trim()
    onFilter('tag', tag === '' ? undefined : tag)
    onDone()
  }
  return (
    <form className={styles.fields} onSubmit={tagged}>
      {fields.map(({ name, choices }) => (
        <Select
          key={name}
          label={say(`web.filter.${name}`)}
          data={[...choices]}
          value={asked[name] ?? null}
          onChange={(value) => onFilter(name, value ?? undefined)}
          searchable={choices.length > 8}
          clearable
          comboboxProps={{ withinPortal: false }}
        />
      ))}
      <TextInput name="tag" label={say('web.filter.tag')} defaultValue={asked.tag ?? ''} maxLength={60} />
      <Act as="do" submits>
        {say('web.filter.done')}
      </Act>
    </form>
  )
}

/** Each filter is a pill that can be taken off; the address of the page holds them all. */
export function ListFilters({ asked, onFilter, customerName }: ListFiltersProps) {
  const say = useWords('complaints')
  const nameOf = useValueNames(customerName)
  const [open, setOpen] = useState(false)
  const set = filterNames.flatMap((name) => (asked[name] === undefined ? [] : [{ name, value: asked[name] }]))
  return (
    <div className={styles.filters} role="group" aria-label={say('web.filter.group')}>
      {set.map(({ name, value }) => {
        const words = `${say(`web.filter.${name}`)}: ${nameOf(name, value)}`
        return (
          <span key={name} className={styles.pill}>
            {words}
            <button type="button" aria-label={say('web.filter.remove', { filter: words })} onClick={() => onFilter(name, undefined)}>
              <Icon name="close" size={12} />
            </button>
          </span>
        )
      })}
      <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus shadow="md">
        <Popover.Target>
          <button type="button" className={styles.add} onClick={() => setOpen(!open)}>
            <Icon name="add" /> {say('web.filter.add')}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterFields asked={asked} onFilter={onFilter} customerName={customerName} onDone={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
