import { SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { CopyField } from '#workspace/kit/copy-field.tsx'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Face } from '#workspace/kit/face.tsx'
import { type InWords, useInWords } from '#workspace/kit/in-words.ts'
import { useHolds, useMe } from '#workspace/kit/me.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Said, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Agent, type AgentInvited, inviteAgain, reactivateAgent } from '../contract.ts'
import { AgentForm, DeactivateForm, InviteForm } from './agent-forms.tsx'
import styles from './people.module.css'
import { agentsQuery, people } from './queries.ts'

/** What became of the invitation, in words; with the mail server's own when it said something. */
function invitationLine({ invitation, joined, deactivated_at }: Agent, say: Say, { day }: InWords): string {
  if (joined || invitation === null || deactivated_at !== null) return ''
  const { delivery, expired, expires_at, error } = invitation
  if (expired) return say('web.invitation.expired', { day: day(expires_at) })
  return [say(`web.invitation.${delivery}`, { day: day(expires_at) }), error].filter(Boolean).join(' ')
}

const lineOf = (agent: Agent, say: Say, words: InWords) =>
  [
    agent.email,
    agent.teams.map(({ name, leads }) => (leads ? say('web.agents.leads_team', { team: name }) : name)).join(', '),
    agent.deactivated_at && say('web.agents.left_on', { day: words.day(agent.deactivated_at) }),
    invitationLine(agent, say, words),
  ]
    .filter(Boolean)
    .join(' · ')

type Opened = { agent: string; form: 'edit' | 'deactivate' } | null

interface AgentRowProps {
  agent: Agent
  opened: Opened
  onOpen: (opened: Opened) => void
  onInvited: (invited: AgentInvited) => void
}

type ActsProps = Omit<AgentRowProps, 'opened'>

/** For a colleague who left: they come back. */
function LeftActs({ agent }: Pick<ActsProps, 'agent'>) {
  const say = useWords('people')
  const back = useDoing(() => call(reactivateAgent, { agent: agent.id }), [people])
  const manages = useHolds('people.manage')
  if (!manages) return null
  return (
    <>
      <Act as="plain" size="xs" busy={back.isPending} onAct={() => back.mutate()}>
        {say('web.agents.act.back')}
      </Act>
      {back.isError && <Refused why={back.error} />}
    </>
  )
}

function HereActs({ agent, onOpen, onInvited }: ActsProps) {
  const say = useWords('people')
  const again = useDoing(() => call(inviteAgain, { agent: agent.id }), [people])
  const open = (form: 'edit' | 'deactivate') => (
    <Act as="plain" size="xs" onAct={() => onOpen({ agent: agent.id, form })}>
      {say(`web.agents.act.${form}`)}
    </Act>
  )
  return (
    <>
      {agent.may.invite && !agent.joined && (
        <Act as="plain" size="xs" busy={again.isPending} onAct={() => again.mutate(undefined, { onSuccess: onInvited })}>
          {say('web.agents.act.again')}
        </Act>
      )}
      {agent.may.edit && open('edit')}
      {agent.may.deactivate && open('deactivate')}
      {again.isError && <Refused why={again.error} />}
    </>
  )
}

const AgentActs = (props: ActsProps) => (props.agent.deactivated_at === null ? <HereActs {...props} /> : <LeftActs {...props} />)

function AgentRow({ agent, opened, onOpen, onInvited }: AgentRowProps) {
  const say = useWords('people')
  const words = useInWords()
  const me = useMe()
  const title = (
    <>
      <Face name={agent.name} me={agent.id === me.id} named /> {agent.name} <Chip>{say(`roles.${agent.role}`)}</Chip>
      {agent.duties.map((duty) => (
        <Chip key={duty}>{say(`duties.${duty}`)}</Chip>
      ))}
    </>
  )
  const close = () => onOpen(null)
  const form = opened?.agent === agent.id ? opened.form : undefined
  return (
    <Row
      title={title}
      line={lineOf(agent, say, words)}
      acts={<AgentActs agent={agent} onOpen={onOpen} onInvited={onInvited} />}
      here={form !== undefined}
    >
      {form === 'edit' && <AgentForm agent={agent} onDone={close} />}
      {form === 'deactivate' && <DeactivateForm agent={agent} onDone={close} />}
    </Row>
  )
}

function Invited({ invited }: { invited: AgentInvited }) {
  const say = useWords('people')
  return (
    <Said kept={invited.link === null}>
      {say(invited.link === null ? 'web.agents.invited' : 'web.agents.invited_by_hand', { name: invited.name, email: invited.email })}
      {invited.link !== null && <CopyField label={say('web.agents.link')} value={invited.link} />}
    </Said>
  )
}

function AgentsList({ left, onInvited }: { left: boolean; onInvited: (invited: AgentInvited) => void }) {
  const say = useWords('people')
  const house = useWords('workspace')
  const query = useInfiniteQuery(agentsQuery(left))
  const [opened, setOpened] = useState<Opened>(null)
  return (
    <Queried query={query} rows={5}>
      {({ pages }) => {
        const agents = pages.flatMap(({ data }) => data)
        if (agents.length === 0) return <Empty title={say('web.agents.nobody_left')} />
        return (
          <>
            <Rows name={say('web.agents.title')}>
              {agents.map((agent) => (
                <AgentRow key={agent.id} agent={agent} opened={opened} onOpen={setOpened} onInvited={onInvited} />
              ))}
            </Rows>
            {query.hasNextPage && (
              <Act as="plain" busy={query.isFetchingNextPage} onAct={() => void query.fetchNextPage()}>
                {house('list.more')}
              </Act>
            )}
          </>
        )
      }}
    </Queried>
  )
}

/** Colleagues: who is here and who left, what each may do; inviting, changing, saying goodbye. */
export function AgentsPanel() {
  const say = useWords('people')
  const manages = useHolds('people.manage')
  const [left, setLeft] = useState(false)
  const [inviting, setInviting] = useState(false)
  const [invited, setInvited] = useState<AgentInvited | null>(null)
  const invite = (
    <Act as={inviting ? 'default' : 'do'} icon="add" onAct={() => setInviting(true)}>
      {say('web.agents.invite')}
    </Act>
  )
  return (
    <Section title={say('web.agents.title')} about={say('web.agents.about')} acts={manages ? invite : undefined}>
      {inviting && (
        <InviteForm
          onClose={() => setInviting(false)}
          onDone={(one) => {
            setInviting(false)
            setInvited(one)
          }}
        />
      )}
      {invited !== null && <Invited invited={invited} />}
      <div className={styles.switch}>
        <SegmentedControl
          size="xs"
          aria-label={say('web.agents.shown')}
          data={[
            { value: 'here', label: say('web.agents.here') },
            { value: 'left', label: say('web.agents.left') },
          ]}
          value={left ? 'left' : 'here'}
          onChange={(value) => setLeft(value === 'left')}
        />
      </div>
      <AgentsList key={String(left)} left={left} onInvited={setInvited} />
    </Section>
  )
}
