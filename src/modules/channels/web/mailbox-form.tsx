import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { EditForm, Form, type Fields as FormFields, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { addMailbox, editMailbox, type Mailbox, testMailbox } from '../contract.ts'
import { ConsentChoice } from './consent-choice.tsx'
import { DoubtfulCertificate } from './doubtful-certificate.tsx'
import { consentAsked, fieldsOf, type MailboxFields, type ServerFields as Server, serversOf } from './mailbox-fields.ts'
import { channels, teamsQuery } from './queries.ts'
import { ServerFields } from './server-fields.tsx'
import { ServerSaid } from './server-said.tsx'

interface FieldsProps {
  form: FormFields
  fields: MailboxFields
  change: (one: Partial<MailboxFields>) => void
  kept: Mailbox | null
}

function Fields({ form, fields, change, kept }: FieldsProps) {
  const say = useWords('channels')
  const { data } = useQuery(teamsQuery)
  const teams = (data?.data ?? []).filter(({ ended_at }) => ended_at === null).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <Pair>
        <TextInput
          {...form.at('address')}
          type="email"
          label={say('web.mailboxes.address')}
          value={fields.address}
          onChange={(event) => change({ address: event.currentTarget.value })}
          maxLength={254}
          required
        />
        <TextInput
          {...form.at('name')}
          label={say('web.mailboxes.name')}
          description={say('web.mailboxes.name_hint')}
          value={fields.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          maxLength={200}
          required
        />
      </Pair>
      <Select
        {...form.at('team')}
        label={say('web.mailboxes.team')}
        description={say('web.mailboxes.team_hint')}
        placeholder={say('web.mailboxes.default_team')}
        data={teams}
        value={fields.team}
        onChange={(team) => change({ team })}
        clearable
      />
      <Checkbox
        {...form.at('plus_addresses')}
        label={say('web.mailboxes.plus_addresses')}
        description={say('web.mailboxes.plus_addresses_hint')}
        checked={fields.plus_addresses}
        onChange={(event) => change({ plus_addresses: event.currentTarget.checked })}
      />
      <Textarea
        {...form.at('authentication_servers')}
        label={say('web.mailboxes.authentication_servers')}
        description={say('web.mailboxes.authentication_servers_hint')}
        value={fields.authentication_servers}
        onChange={(event) => change({ authentication_servers: event.currentTarget.value })}
        autosize
        minRows={1}
      />
      <ConsentChoice form={form} fields={fields} change={change} known={Boolean(kept?.consent)} />
      {(['imap', 'smtp'] as const).map((kind) => (
        <ServerFields
          key={kind}
          kind={kind}
          form={form}
          server={fields[kind]}
          change={(server) => change({ [kind]: server })}
          known={Boolean(kept?.[kind])}
          consents={fields.consent.way !== 'password'}
        />
      ))}
    </>
  )
}

/** Tries what stands in the fields, kept or not, and shows what both servers say. */
function useTrying({ fields, change }: Pick<FieldsProps, 'fields' | 'change'>, mailbox: Mailbox | null) {
  const say = useWords('channels')
  const { imap, smtp } = serversOf(fields)
  const trying = useDoing(() => call(testMailbox, {}, { body: { ...(mailbox && { mailbox: mailbox.id }), imap, smtp } }), [])
  const lacking = [imap, smtp].some((server) => server !== null && server.host === '')
  const nothing = imap === null && smtp === null ? say('web.test.nothing') : undefined
  const button = (
    <Act busy={trying.isPending} notYet={lacking ? say('web.test.host_first') : nothing} onAct={() => trying.mutate()}>
      {say(trying.isPending ? 'web.test.going' : 'web.test.act')}
    </Act>
  )
  const said = (
    <>
      {(['imap', 'smtp'] as const).map((kind) => (
        <Fragment key={kind}>
          {trying.data && <ServerSaid name={say(`web.mailboxes.${kind}`)} tried={trying.data[kind]} />}
          {trying.data?.[kind]?.certificate && (
            <DoubtfulCertificate
              certificate={trying.data[kind].certificate}
              onAccept={({ pem }) => {
                change({ [kind]: { ...fields[kind], trust: { way: 'certificate', pem } } })
                trying.reset()
              }}
            />
          )}
        </Fragment>
      ))}
      {trying.isError && <Refused why={trying.error} />}
    </>
  )
  return { button, said }
}

function NewMailboxForm({ onDone, onClose }: { onDone: (added: Mailbox) => void; onClose: () => void }) {
  const say = useWords('channels')
  const [fields, setFields] = useState(() => fieldsOf(null))
  const { address, name, team, plus_addresses, authentication_servers } = fields
  const adding = useDoing(
    () =>
      call(
        addMailbox,
        {},
        {
          body: {
            address: address.trim(),
            name: name.trim(),
            team,
            plus_addresses,
            authentication_servers: linesOf(authentication_servers),
            ...serversOf(fields),
            consent: consentAsked(fields.consent),
          },
        },
      ),
    [channels, ['people', 'first_run']],
  )
  const form = useFields(adding.error)
  const change = (one: Partial<MailboxFields>) => setFields((before) => ({ ...before, ...one }))
  const trying = useTrying({ fields, change }, null)
  return (
    <InPlace title={say('web.mailboxes.add')} about={say('web.mailboxes.add_about')} onClose={onClose}>
      <Form
        form={form}
        main
        busy={adding.isPending}
        onSend={() => adding.mutate(undefined, { onSuccess: onDone })}
        send={say('web.mailboxes.keep')}
        notYet={address.trim() === '' || name.trim() === '' ? say('web.mailboxes.address_first') : undefined}
        onCancel={onClose}
        also={trying.button}
      >
        <Fields form={form} fields={fields} change={change} kept={null} />
        {trying.said}
      </Form>
    </InPlace>
  )
}

const linesOf = (written: string): string[] =>
  written
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter(Boolean)

function bodyOf(changed: Partial<MailboxFields>) {
  const { imap, smtp, consent, authentication_servers, ...plain } = changed
  const { imap: off } = fieldsOf(null)
  const servers = serversOf({ imap: imap ?? off, smtp: smtp ?? off })
  return {
    ...plain,
    ...(authentication_servers !== undefined && { authentication_servers: linesOf(authentication_servers) }),
    ...(imap && { imap: servers.imap }),
    ...(smtp && { smtp: servers.smtp }),
    ...(consent && { consent: consentAsked(consent) }),
  }
}

function EditMailboxForm({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const say = useWords('channels')
  const edit = useEdit<MailboxFields>({
    now: { version: mailbox.version, fields: fieldsOf(mailbox) },
    send: (changed, version) => call(editMailbox, { mailbox: mailbox.id }, { body: bodyOf(changed), version }),
    refresh: [channels],
    onDone: onClose,
  })
  const form = useFields(edit.saving.error)
  const trying = useTrying(edit, mailbox)
  const { data } = useQuery(teamsQuery)
  const server = ({ on, host, port, user }: Server) => (on ? `${user} ${host}:${port}` : '')
  const read = ({ address, name, team, plus_addresses, authentication_servers, imap, smtp, consent }: MailboxFields) => ({
    address,
    name,
    team: data?.data.find(({ id }) => id === team)?.name ?? say('web.mailboxes.default_team'),
    plus_addresses: say(`web.mailboxes.plus_addresses_${plus_addresses ? 'on' : 'off'}`),
    authentication_servers,
    imap: server(imap),
    smtp: server(smtp),
    consent: say(`web.consent.ways.${consent.way}`),
  })
  return (
    <InPlace title={say('web.mailboxes.edit', { address: mailbox.address })} onClose={onClose}>
      <EditForm
        form={form}
        edit={edit}
        main
        nameOf={(field) => say(field === 'consent' ? 'web.consent.title' : `web.mailboxes.${field}`)}
        read={read}
        onCancel={onClose}
        also={trying.button}
      >
        <Fields form={form} fields={edit.fields} change={edit.change} kept={mailbox} />
        {trying.said}
      </EditForm>
    </InPlace>
  )
}

interface MailboxFormProps {
  /** None: a new one. */
  mailbox: Mailbox | null
  onDone: (added: Mailbox) => void
  onClose: () => void
}

export function MailboxForm({ mailbox, onDone, onClose }: MailboxFormProps) {
  if (mailbox === null) return <NewMailboxForm onDone={onDone} onClose={onClose} />
  return <EditMailboxForm mailbox={mailbox} onClose={onClose} />
}
