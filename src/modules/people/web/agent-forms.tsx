import { Select } from '@mantine/core'
import { useState } from 'react'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { EditForm, Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { type Agent, type AgentInvited, deactivateAgent, editAgent, inviteAgent } from '../contract.ts'
import { AgentFields, type AgentFieldValues } from './agent-fields.tsx'
import { useColleagueChoices, useTeamChoices } from './choices.ts'
import { people } from './queries.ts'

const nobody: Omit<AgentFieldValues, 'language'> = { name: '', email: '', role: 'agent', duties: [], teams: [] }

interface InviteProps {
  onDone: (invited: AgentInvited) => void
  onClose: () => void
}

/** A new colleague: they get a link and choose their own password. */
export function InviteForm({ onDone, onClose }: InviteProps) {
  const say = useWords('people')
  const language = useLanguage()
  const [fields, setFields] = useState<AgentFieldValues>({ ...nobody, language })
  const inviting = useDoing(() => call(inviteAgent, {}, { body: fields }), [people])
  const form = useFields(inviting.error)
  const missing = fields.name.trim() === '' || fields.email.trim() === ''
  return (
    <InPlace title={say('web.agents.invite')} about={say('web.agents.invite_about')} onClose={onClose}>
      <Form
        form={form}
        main
        busy={inviting.isPending}
        onSend={() => inviting.mutate(undefined, { onSuccess: onDone })}
        send={say('web.agents.send_invitation')}
        notYet={missing ? say('web.agents.name_first') : undefined}
        onCancel={onClose}
      >
        <AgentFields form={form} fields={fields} change={(one) => setFields((before) => ({ ...before, ...one }))} />
      </Form>
    </InPlace>
  )
}

const fieldsOf = ({ name, email, role, duties, teams, language }: Agent): AgentFieldValues => ({
  name,
  email,
  role,
  duties,
  teams: teams.map(({ id, leads }) => ({ id, leads })),
  language,
})

export function AgentForm({ agent, onDone }: { agent: Agent; onDone: () => void }) {
  const say = useWords('people')
  const teams = useTeamChoices()
  const edit = useEdit<AgentFieldValues>({
    now: { version: agent.version, fields: fieldsOf(agent) },
    send: (changed, version) => call(editAgent, { agent: agent.id }, { body: changed, version }),
    refresh: [people],
    onDone,
  })
  const form = useFields(edit.saving.error)
  const names = { name: say('web.name'), email: say('contacts.email') }
  const read = (fields: AgentFieldValues) => ({
    name: fields.name,
    email: fields.email,
    role: say(`roles.${fields.role}`),
    language: say(`web.languages.${fields.language}`),
    duties: fields.duties.map((duty) => say(`duties.${duty}`)).join(', '),
    teams: fields.teams.map(({ id }) => teams.find(({ value }) => value === id)?.label ?? '').join(', '),
  })
  return (
    <InPlace title={say('web.agents.edit', { name: agent.name })} onClose={onDone}>
      <EditForm
        form={form}
        edit={edit}
        main
        nameOf={(field) => (field === 'name' || field === 'email' ? names[field] : say(`web.agents.${field}`))}
        read={read}
        onCancel={onDone}
      >
        <AgentFields form={form} fields={edit.fields} change={edit.change} />
      </EditForm>
    </InPlace>
  )
}

/** The colleague leaves: in one act the sessions end and what is open goes on. */
export function DeactivateForm({ agent, onDone }: { agent: Agent; onDone: () => void }) {
  const say = useWords('people')
  const [to, setTo] = useState<string | null>(null)
  const colleagues = useColleagueChoices().filter(({ value }) => value !== agent.id)
  const kinds = [
    { group: say('web.agents.to_team'), items: useTeamChoices().map(({ value, label }) => ({ value: `team ${value}`, label })) },
    { group: say('web.agents.to_colleague'), items: colleagues.map(({ value, label }) => ({ value: `agent ${value}`, label })) },
  ]
  const taker = () => {
    const [kind, id = ''] = (to ?? '').split(' ')
    return kind === 'team' || kind === 'agent' ? ({ kind, id } as const) : null
  }
  const leaving = useDoing(() => call(deactivateAgent, { agent: agent.id }, { body: { hand_over_to: taker() } }), [people, ['complaints']])
  const form = useFields(leaving.error)
  return (
    <InPlace title={say('web.agents.deactivate', { name: agent.name })} about={say('web.agents.deactivate_about')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={leaving.isPending}
        onSend={() => leaving.mutate(undefined, { onSuccess: onDone })}
        send={say('web.agents.deactivate_do')}
        onCancel={onDone}
      >
        <Select
          {...form.at('hand_over_to')}
          label={say('web.agents.hand_over')}
          description={say('web.agents.hand_over_hint')}
          placeholder={say('web.agents.to_nobody')}
          data={kinds}
          value={to}
          onChange={setTo}
          searchable
          clearable
        />
      </Form>
    </InPlace>
  )
}
