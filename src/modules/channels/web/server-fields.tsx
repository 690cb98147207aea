import { Checkbox, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { useWords } from '#workspace/kit/desk.ts'
import type { Fields as FormFields } from '#workspace/kit/form.tsx'
import { Group, Pair } from '#workspace/kit/section.tsx'
import { isCustomary, portOf, type ServerFields as Server, type ServerKind, securities } from './mailbox-fields.ts'
import { TrustChoice } from './trust-choice.tsx'

interface ServerFieldsProps {
  kind: ServerKind
  form: FormFields
  server: Server
  change: (server: Server) => void
  /** A password is kept already: an empty field keeps it. */
  known: boolean
  /** The mailbox has a provider that gives consent. */
  consents: boolean
}

function AddressOfServer({ kind, form, server, change }: Omit<ServerFieldsProps, 'known' | 'consents'>) {
  const say = useWords('channels')
  const choose = (code: string | null) => {
    const security = securities.find((one) => one === code) ?? server.security
    change({ ...server, security, port: isCustomary(kind, server.port) ? portOf(kind, security) : server.port })
  }
  return (
    <>
      <TextInput
        {...form.at(`${kind}.host`)}
        label={say('web.mailboxes.host')}
        placeholder={`${kind}.example.org`}
        value={server.host}
        onChange={(event) => change({ ...server, host: event.currentTarget.value })}
        maxLength={253}
      />
      <Pair>
        <Select
          {...form.at(`${kind}.security`)}
          label={say('web.mailboxes.security')}
          data={securities.map((value) => ({ value, label: say(`web.mailboxes.securities.${value}`) }))}
          value={server.security}
          onChange={choose}
        />
        <NumberInput
          {...form.at(`${kind}.port`)}
          label={say('web.mailboxes.port')}
          value={server.port}
          onChange={(port) => change({ ...server, port: port === '' ? '' : Number(port) })}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
        />
      </Pair>
    </>
  )
}

function SignInFields({ kind, form, server, change, known, consents }: ServerFieldsProps) {
  const say = useWords('channels')
  return (
    <>
      {consents && (
        <Select
          label={say('web.consent.sign_in')}
          data={(['password', 'consent'] as const).map((value) => ({ value, label: say(`web.consent.sign_ins.${value}`) }))}
          value={server.signIn}
          onChange={(code) => change({ ...server, signIn: code === 'consent' ? 'consent' : 'password' })}
          allowDeselect={false}
        />
      )}
      <Pair>
        <TextInput
          {...form.at(`${kind}.user`)}
          label={say('web.mailboxes.user')}
          value={server.user}
          onChange={(event) => change({ ...server, user: event.currentTarget.value })}
          maxLength={320}
          autoComplete="off"
        />
        {server.signIn === 'password' && (
          <PasswordInput
            {...form.at(`${kind}.password`)}
            label={say('web.mailboxes.password')}
            description={known ? say('web.mailboxes.password_kept') : undefined}
            value={server.password}
            onChange={(event) => change({ ...server, password: event.currentTarget.value })}
            maxLength={1000}
            autoComplete="new-password"
          />
        )}
      </Pair>
    </>
  )
}

/** One server of a mailbox: that which is read, or that which sends. */
export function ServerFields(props: ServerFieldsProps) {
  const say = useWords('channels')
  const { kind, form, server, change } = props
  return (
    <Group name={say(`web.mailboxes.${kind}`)}>
      <Checkbox
        label={say(`web.mailboxes.${kind}_on`)}
        checked={server.on}
        onChange={({ currentTarget: { checked } }) => change({ ...server, on: checked })}
      />
      {server.on && (
        <>
          <AddressOfServer {...props} />
          <SignInFields {...props} />
          {server.security !== 'none' && (
            <TrustChoice kind={kind} form={form} trust={server.trust} change={(trust) => change({ ...server, trust })} />
          )}
          {kind === 'imap' && (
            <TextInput
              {...form.at('imap.folder')}
              label={say('web.mailboxes.folder')}
              value={server.folder}
              onChange={(event) => change({ ...server, folder: event.currentTarget.value })}
              maxLength={200}
            />
          )}
        </>
      )}
    </Group>
  )
}
