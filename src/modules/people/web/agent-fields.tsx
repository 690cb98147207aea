import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core'
import { languages, useWords } from '#workspace/kit/desk.ts'
import type { Fields as FormFields } from '#workspace/kit/form.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { type Agent, Duty, type NewAgent, Role } from '../contract.ts'
import { codeOf, useCodeChoices, useLanguageChoices, useTeamChoices } from './choices.ts'
import styles from './people.module.css'

export const roles = Role.options
export const duties = Duty.options

export interface AgentFieldValues {
  name: string
  email: string
  role: Agent['role']
  duties: Agent['duties']
  teams: NewAgent['teams']
  language: Agent['language']
}

interface AgentFieldsProps {
  form: FormFields
  fields: AgentFieldValues
  change: (one: Partial<AgentFieldValues>) => void
}

/** Teams, and beside each whether they lead it. */
export function TeamsOf({ form, fields, change }: AgentFieldsProps) {
  const say = useWords('people')
  const choices = useTeamChoices()
  const leads = (id: string) => fields.teams.find((team) => team.id === id)?.leads ?? false
  const chosen = choices.filter(({ value }) => fields.teams.some(({ id }) => id === value))
  return (
    <div className={styles.memberships}>
      <MultiSelect
        {...form.at('teams')}
        label={say('web.agents.teams')}
        data={choices}
        value={fields.teams.map(({ id }) => id)}
        onChange={(ids) => change({ teams: ids.map((id) => ({ id, leads: leads(id) })) })}
        searchable
        clearable
      />
      {chosen.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={say('web.agents.leads', { team: label })}
          checked={leads(value)}
          onChange={({ currentTarget: { checked } }) =>
            change({ teams: fields.teams.map((team) => (team.id === value ? { id: value, leads: checked } : team)) })
          }
        />
      ))}
    </div>
  )
}

/** What a colleague is called, may do, and where they work. */
export function AgentFields(props: AgentFieldsProps) {
  const say = useWords('people')
  const { form, fields, change } = props
  return (
    <>
      <Pair>
        <TextInput
          {...form.at('name')}
          label={say('web.name')}
          value={fields.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          maxLength={120}
          required
        />
        <TextInput
          {...form.at('email')}
          type="email"
          label={say('contacts.email')}
          value={fields.email}
          onChange={(event) => change({ email: event.currentTarget.value })}
          maxLength={254}
          required
        />
      </Pair>
      <Pair>
        <Select
          {...form.at('role')}
          label={say('web.agents.role')}
          description={say(`web.role_about.${fields.role}`)}
          data={useCodeChoices('roles', roles)}
          value={fields.role}
          onChange={(value) => change({ role: codeOf(roles, value, fields.role) })}
        />
        <Select
          {...form.at('language')}
          label={say('web.agents.language')}
          description={say('web.agents.language_hint')}
          data={useLanguageChoices()}
          value={fields.language}
          onChange={(value) => change({ language: codeOf(languages, value, fields.language) })}
        />
      </Pair>
      <MultiSelect
        {...form.at('duties')}
        label={say('web.agents.duties')}
        description={say('web.agents.duties_hint')}
        data={useCodeChoices('duties', duties)}
        value={fields.duties}
        onChange={(values) => change({ duties: duties.filter((duty) => values.includes(duty)) })}
        clearable
      />
      <TeamsOf {...props} />
    </>
  )
}
