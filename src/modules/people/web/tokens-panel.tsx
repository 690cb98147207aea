import { MultiSelect, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { CopyField } from '#workspace/kit/copy-field.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Pair, Said, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { createToken, revokeToken, type Token } from '../contract.ts'
import { duties, roles } from './agent-fields.tsx'
import { codeOf, useCodeChoices, useTeamChoices } from './choices.ts'
import { people, tokensQuery } from './queries.ts'

interface Made {
  name: string
  secret: string
}

function NewTokenForm({ onDone, onClose }: { onDone: (made: Made) => void; onClose: () => void }) {
  const say = useWords('people')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Token['role']>('agent')
  const [held, setHeld] = useState<string[]>([])
  const [teams, setTeams] = useState<string[]>([])
  const body = () => ({ name, role, duties: duties.filter((duty) => held.includes(duty)), teams: teams.length === 0 ? null : teams })
  const making = useDoing(() => call(createToken, {}, { body: body() }), [people])
  const form = useFields(making.error)
  return (
    <InPlace title={say('web.tokens.add')} about={say('web.tokens.add_about')} onClose={onClose}>
      <Form
        form={form}
        main
        busy={making.isPending}
        onSend={() => making.mutate(undefined, { onSuccess: onDone })}
        send={say('web.tokens.add')}
        notYet={name.trim() === '' ? say('web.tokens.name_first') : undefined}
        onCancel={onClose}
      >
        <TextInput
          {...form.at('name')}
          label={say('web.name')}
          description={say('web.tokens.name_hint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          required
        />
        <Pair>
          <Select
            {...form.at('role')}
            label={say('web.agents.role')}
            data={useCodeChoices('roles', roles)}
            value={role}
            onChange={(value) => setRole(codeOf(roles, value, role))}
          />
          <MultiSelect
            {...form.at('duties')}
            label={say('web.agents.duties')}
            data={useCodeChoices('duties', duties)}
            value={held}
            onChange={setHeld}
            clearable
          />
        </Pair>
        <MultiSelect
          {...form.at('teams')}
          label={say('web.tokens.teams')}
          description={say('web.tokens.teams_hint')}
          data={useTeamChoices()}
          value={teams}
          onChange={setTeams}
          clearable
        />
      </Form>
    </InPlace>
  )
}

function TokenRow({ token }: { token: Token }) {
  const say = useWords('people')
  const { day } = useInWords()
  const [asking, setAsking] = useState(false)
  const revoking = useDoing(() => call(revokeToken, { token: token.id }), [people])
  const made = say('web.tokens.made', { day: day(token.created_at), name: token.created_by?.name ?? say('web.tokens.command_line') })
  const ended = token.revoked_at && say('web.tokens.revoked', { day: day(token.revoked_at) })
  const ask = (
    <Act as="plain" size="xs" onAct={() => setAsking(true)}>
      {say('web.tokens.revoke')}
    </Act>
  )
  return (
    <Row
      title={
        <>
          {token.name} <Chip>{say(`roles.${token.role}`)}</Chip>
        </>
      }
      line={[made, ended].filter(Boolean).join(' · ')}
      acts={token.revoked_at === null && !asking ? ask : undefined}
      here={asking && token.revoked_at === null}
    >
      {asking && token.revoked_at === null && (
        <Said>
          {say('web.tokens.revoke_about')}
          <Pair>
            <Act busy={revoking.isPending} onAct={() => revoking.mutate()}>
              {say('web.tokens.revoke_do')}
            </Act>
            <Act as="plain" onAct={() => setAsking(false)}>
              {say('web.tokens.keep')}
            </Act>
          </Pair>
        </Said>
      )}
      {revoking.isError && <Refused why={revoking.error} />}
    </Row>
  )
}

/** Keys for programs. The secret is seen once. */
export function TokensPanel() {
  const say = useWords('people')
  const query = useQuery(tokensQuery)
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  const done = (one: Made) => {
    setAdding(false)
    setMade(one)
  }
  return (
    <Section
      title={say('web.tokens.title')}
      about={say('web.tokens.about')}
      acts={
        <Act as={adding ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
          {say('web.tokens.add')}
        </Act>
      }
    >
      {adding && <NewTokenForm onDone={done} onClose={() => setAdding(false)} />}
      {made !== null && (
        <Said>
          {say('web.tokens.once', { name: made.name })}
          <CopyField label={say('web.tokens.secret')} value={made.secret} />
          <Act size="xs" onAct={() => setMade(null)}>
            {say('web.tokens.kept')}
          </Act>
        </Said>
      )}
      <Queried query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={say('web.tokens.none')}>{say('web.tokens.none_about')}</Empty>
          ) : (
            <Rows name={say('web.tokens.title')}>
              {data.map((token) => (
                <TokenRow key={token.id} token={token} />
              ))}
            </Rows>
          )
        }
      </Queried>
    </Section>
  )
}
