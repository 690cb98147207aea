import { PasswordInput, Select, TextInput } from '@mantine/core'
import { CopyField } from '#workspace/kit/copy-field.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import type { Fields as FormFields } from '#workspace/kit/form.tsx'
import { About, Group, Pair } from '#workspace/kit/section.tsx'
import { type ConsentFields, type MailboxFields, signInWays, signingIn } from './mailbox-fields.ts'

interface ConsentChoiceProps {
  form: FormFields
  fields: MailboxFields
  change: (one: Partial<MailboxFields>) => void
  /** A secret is kept already: an empty field keeps it. */
  known: boolean
}

interface PartProps {
  form: FormFields
  consent: ConsentFields
  change: (one: Partial<ConsentFields>) => void
}

function OwnProvider({ form, consent, change }: PartProps) {
  const say = useWords('channels')
  const field = (name: 'authorise_url' | 'token_url' | 'scopes', value: string, set: (value: string) => void) => (
    <TextInput
      {...form.at(`consent.${name}`)}
      label={say(`web.consent.${name}`)}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      maxLength={1000}
      autoComplete="off"
    />
  )
  return (
    <>
      {field('authorise_url', consent.authoriseUrl, (authoriseUrl) => change({ authoriseUrl }))}
      {field('token_url', consent.tokenUrl, (tokenUrl) => change({ tokenUrl }))}
      {field('scopes', consent.scopes, (scopes) => change({ scopes }))}
    </>
  )
}

function Application({ form, consent, change, known }: PartProps & { known: boolean }) {
  const say = useWords('channels')
  return (
    <>
      {consent.way === 'microsoft' && (
        <>
          <About>{say('web.consent.shared_hint')}</About>
          <TextInput
            {...form.at('consent.tenant')}
            label={say('web.consent.tenant')}
            description={say('web.consent.tenant_hint')}
            value={consent.tenant}
            onChange={(event) => change({ tenant: event.currentTarget.value })}
            maxLength={100}
          />
        </>
      )}
      <Pair>
        <TextInput
          {...form.at('consent.client_id')}
          label={say('web.consent.client_id')}
          value={consent.clientId}
          onChange={(event) => change({ clientId: event.currentTarget.value })}
          maxLength={300}
          autoComplete="off"
        />
        <PasswordInput
          {...form.at('consent.client_secret')}
          label={say('web.consent.client_secret')}
          description={known ? say('web.consent.secret_kept') : undefined}
          value={consent.clientSecret}
          onChange={(event) => change({ clientSecret: event.currentTarget.value })}
          maxLength={1000}
          autoComplete="new-password"
        />
      </Pair>
      {consent.way === 'custom' && <OwnProvider form={form} consent={consent} change={change} />}
      <CopyField label={say('web.consent.return')} value={`${window.location.origin}/app/settings/mailboxes`} />
    </>
  )
}

/** How a mailbox signs in: with passwords, or with the consent of somebody at a provider. */
export function ConsentChoice({ form, fields, change, known }: ConsentChoiceProps) {
  const say = useWords('channels')
  const { consent } = fields
  return (
    <Group name={say('web.consent.title')}>
      <Select
        {...form.at('consent')}
        label={say('web.consent.way')}
        description={say('web.consent.way_hint')}
        data={signInWays.map((value) => ({ value, label: say(`web.consent.ways.${value}`) }))}
        value={consent.way}
        onChange={(code) => change(signingIn(fields, signInWays.find((way) => way === code) ?? 'password'))}
        allowDeselect={false}
      />
      {consent.way !== 'password' && (
        <Application form={form} consent={consent} change={(one) => change({ consent: { ...consent, ...one } })} known={known} />
      )}
    </Group>
  )
}
