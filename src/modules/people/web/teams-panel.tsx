import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, languages, type Say, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { EditForm, Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { createTeam, editTeam, endTeam, type Team } from '../contract.ts'
import { codeOrNone, useColleagueChoices, useLanguageChoices } from './choices.ts'
import styles from './people.module.css'
import { people, teamsQuery } from './queries.ts'

function NewTeamForm({ onDone }: { onDone: () => void }) {
  const say = useWords('people')
  const [name, setName] = useState('')
  const [language, setLanguage] = useState<string | null>(null)
  const adding = useDoing(() => call(createTeam, {}, { body: { name, language: codeOrNone(languages, language) } }), [people])
  const form = useFields(adding.error)
  return (
    <InPlace title={say('web.teams.add')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={adding.isPending}
        onSend={() => adding.mutate(undefined, { onSuccess: onDone })}
        send={say('web.teams.add')}
        notYet={name.trim() === '' ? say('web.teams.name_first') : undefined}
        onCancel={onDone}
      >
        <TextInput
          {...form.at('name')}
          label={say('web.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={80}
          required
        />
        <Select
          {...form.at('language')}
          label={say('web.teams.language')}
          description={say('web.teams.language_hint')}
          data={useLanguageChoices()}
          value={language}
          onChange={setLanguage}
          clearable
        />
      </Form>
    </InPlace>
  )
}

const fieldsOf = ({ name, language, members }: Team) => ({ name, language, members: members.map(({ id, leads }) => ({ id, leads })) })
type TeamFields = ReturnType<typeof fieldsOf>

interface MembersFieldProps {
  members: TeamFields['members']
  onChange: (members: TeamFields['members']) => void
  tied: { id: string; error: string | undefined }
}

function MembersField({ members, onChange, tied }: MembersFieldProps) {
  const say = useWords('people')
  const colleagues = useColleagueChoices()
  const leads = (id: string) => members.find((member) => member.id === id)?.leads ?? false
  const chosen = colleagues.filter(({ value }) => members.some(({ id }) => id === value))
  return (
    <div className={styles.memberships}>
      <MultiSelect
        {...tied}
        label={say('web.teams.members')}
        data={colleagues}
        value={members.map(({ id }) => id)}
        onChange={(ids) => onChange(ids.map((id) => ({ id, leads: leads(id) })))}
        searchable
        clearable
      />
      {chosen.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={say('web.teams.member_leads', { name: label })}
          checked={leads(value)}
          onChange={({ currentTarget: { checked } }) =>
            onChange(members.map((member) => (member.id === value ? { id: value, leads: checked } : member)))
          }
        />
      ))}
    </div>
  )
}

function TeamForm({ team, onDone }: { team: Team; onDone: () => void }) {
  const say = useWords('people')
  const colleagues = useColleagueChoices()
  const edit = useEdit<TeamFields>({
    now: { version: team.version, fields: fieldsOf(team) },
    send: (changed, version) => call(editTeam, { team: team.id }, { body: changed, version }),
    refresh: [people],
    onDone,
  })
  const { fields, change } = edit
  const form = useFields(edit.saving.error)
  const read = ({ name, language, members }: TeamFields) => ({
    name,
    language: language === null ? '' : say(`web.languages.${language}`),
    members: members.map(({ id }) => colleagues.find(({ value }) => value === id)?.label ?? '').join(', '),
  })
  return (
    <InPlace title={say('web.teams.edit', { name: team.name })} onClose={onDone}>
      <EditForm
        form={form}
        edit={edit}
        main
        nameOf={(field) => say(field === 'name' ? 'web.name' : `web.teams.${field}`)}
        read={read}
        onCancel={onDone}
      >
        <TextInput
          {...form.at('name')}
          label={say('web.name')}
          value={fields.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          maxLength={80}
          required
        />
        <Select
          {...form.at('language')}
          label={say('web.teams.language')}
          description={say('web.teams.language_hint')}
          data={useLanguageChoices()}
          value={fields.language}
          onChange={(value) => change({ language: codeOrNone(languages, value) })}
          clearable
        />
        <MembersField members={fields.members} onChange={(members) => change({ members })} tied={form.at('members')} />
      </EditForm>
    </InPlace>
  )
}

function EndForm({ team, onDone }: { team: Team; onDone: () => void }) {
  const say = useWords('people')
  const ending = useDoing(() => call(endTeam, { team: team.id }), [people])
  const form = useFields(ending.error)
  return (
    <InPlace title={say('web.teams.end', { name: team.name })} about={say('web.teams.end_about')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={ending.isPending}
        onSend={() => ending.mutate(undefined, { onSuccess: onDone })}
        send={say('web.teams.end_do')}
        onCancel={onDone}
      >
        {null}
      </Form>
    </InPlace>
  )
}

type Opened = { team: string; form: 'edit' | 'end' } | null

function membersLine({ members }: Team, say: Say): string {
  if (members.length === 0) return say('web.teams.nobody')
  return members.map(({ name, leads }) => (leads ? say('web.teams.leader', { name }) : name)).join(', ')
}

function TeamRow({ team, opened, onOpen }: { team: Team; opened: Opened; onOpen: (opened: Opened) => void }) {
  const say = useWords('people')
  const { day } = useInWords()
  const form = opened?.team === team.id ? opened.form : undefined
  const act = (one: 'edit' | 'end') => (
    <Act as="plain" size="xs" onAct={() => onOpen({ team: team.id, form: one })}>
      {say(`web.teams.act.${one}`)}
    </Act>
  )
  return (
    <Row
      title={
        <>
          {team.name} {team.is_default && <Chip tone="act">{say('web.teams.default')}</Chip>}{' '}
          {team.language && <Chip>{say(`web.languages.${team.language}`)}</Chip>}
        </>
      }
      line={team.ended_at === null ? membersLine(team, say) : say('web.teams.ended', { day: day(team.ended_at) })}
      acts={
        <>
          {team.may.edit && act('edit')}
          {team.may.end && act('end')}
        </>
      }
      here={form !== undefined}
    >
      {form === 'edit' && <TeamForm team={team} onDone={() => onOpen(null)} />}
      {form === 'end' && <EndForm team={team} onDone={() => onOpen(null)} />}
    </Row>
  )
}

/** Teams: who works in each, and who leads it. */
export function TeamsPanel() {
  const say = useWords('people')
  const manages = useHolds('people.manage')
  const query = useQuery(teamsQuery)
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<Opened>(null)
  const add = (
    <Act as={adding ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
      {say('web.teams.add')}
    </Act>
  )
  return (
    <Section title={say('web.teams.title')} about={say('web.teams.about')} acts={manages ? add : undefined}>
      {adding && <NewTeamForm onDone={() => setAdding(false)} />}
      <Queried query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={say('web.teams.none')}>{say('web.teams.none_about')}</Empty>
          ) : (
            <Rows name={say('web.teams.title')}>
              {data.map((team) => (
                <TeamRow key={team.id} team={team} opened={opened} onOpen={setOpened} />
              ))}
            </Rows>
          )
        }
      </Queried>
    </Section>
  )
}
