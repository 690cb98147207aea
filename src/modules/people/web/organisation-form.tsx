import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call, languages, useWords } from '#workspace/kit/desk.ts'
import { EditForm, useFields } from '#workspace/kit/form.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Pair, Section } from '#workspace/kit/section.tsx'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { editOrganisation, type Organisation } from '../contract.ts'
import { AccentField } from './accent-field.tsx'
import { codeOf, useLanguageChoices, useTeamChoices } from './choices.ts'
import { LogoField } from './logo-field.tsx'
import { organisationQuery, people } from './queries.ts'

const fieldsOf = ({ name, postal_address, telephone, imprint, accent, language, zone, default_team, reopen_days }: Organisation) => ({
  name,
  postal_address,
  telephone,
  imprint,
  accent,
  language,
  zone,
  default_team: default_team?.id ?? null,
  reopen_days,
})
type Fields = ReturnType<typeof fieldsOf>
type TextName = 'name' | 'postal_address' | 'telephone' | 'imprint'

/** Every zone that the browser knows, and the one that is set, which it may call otherwise. */
const zonesWith = (zone: string) => [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted()

function useOrganisationEdit(organisation: Organisation) {
  return useEdit<Fields>({
    now: { version: organisation.version, fields: fieldsOf(organisation) },
    send: (changed, version) => call(editOrganisation, {}, { body: changed, version }),
    refresh: [people],
  })
}

function OrganisationForm({ organisation }: { organisation: Organisation }) {
  const say = useWords('people')
  const edit = useOrganisationEdit(organisation)
  const { fields, change } = edit
  const form = useFields(edit.saving.error)
  const teams = useTeamChoices()
  const text = (name: TextName) => ({
    ...form.at(name),
    label: say(`web.organisation.${name}`),
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  })
  const read = (of: Fields) => ({
    ...of,
    accent: of.accent ?? '',
    language: say(`web.languages.${of.language}`),
    default_team: teams.find(({ value }) => value === of.default_team)?.label ?? '',
    reopen_days: String(of.reopen_days),
  })
  return (
    <EditForm
      form={form}
      edit={edit}
      main
      nameOf={(field) => say(`web.organisation.${field}`)}
      read={read}
      notYet={edit.untouched ? say('web.nothing_changed') : undefined}
      {...(!edit.untouched && { onCancel: edit.letGo })}
    >
      <TextInput {...text('name')} maxLength={200} required />
      <Textarea
        {...text('postal_address')}
        description={say('web.organisation.postal_address_hint')}
        autosize
        minRows={2}
        maxLength={1000}
      />
      <TextInput {...text('telephone')} maxLength={60} type="tel" />
      <Textarea
        {...text('imprint')}
        description={say('web.organisation.imprint_hint')}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={5000}
      />
      <AccentField {...form.at('accent')} value={fields.accent} onChange={(accent) => change({ accent })} />
      <HouseDefaults form={form} fields={fields} change={change} teams={teams} />
    </EditForm>
  )
}

interface HouseDefaultsProps {
  form: ReturnType<typeof useFields>
  fields: Fields
  change: (change: Partial<Fields>) => void
  teams: ReturnType<typeof useTeamChoices>
}

/** What counts where nobody said otherwise. */
function HouseDefaults({ form, fields, change, teams }: HouseDefaultsProps) {
  const say = useWords('people')
  return (
    <>
      <Pair>
        <Select
          {...form.at('language')}
          label={say('web.organisation.language')}
          description={say('web.organisation.language_hint')}
          data={useLanguageChoices()}
          value={fields.language}
          onChange={(value) => change({ language: codeOf(languages, value, fields.language) })}
        />
        <Select
          {...form.at('zone')}
          label={say('web.organisation.zone')}
          description={say('web.organisation.zone_hint')}
          data={zonesWith(fields.zone)}
          value={fields.zone}
          onChange={(zone) => zone !== null && change({ zone })}
          limit={60}
          searchable
        />
      </Pair>
      <Select
        {...form.at('default_team')}
        label={say('web.organisation.default_team')}
        description={say('web.organisation.default_team_hint')}
        placeholder={say('web.none')}
        data={teams}
        value={fields.default_team}
        onChange={(default_team) => change({ default_team })}
        clearable
      />
      <NumberInput
        {...form.at('reopen_days')}
        label={say('web.organisation.reopen_days')}
        description={say('web.organisation.reopen_days_hint')}
        value={fields.reopen_days}
        onChange={(days) => typeof days === 'number' && change({ reopen_days: days })}
        min={0}
        max={3650}
        allowDecimal={false}
        allowNegative={false}
      />
    </>
  )
}

/** Who we are: shown on the form, the tracking page, and in mails. */
export function OrganisationPanel() {
  const say = useWords('people')
  const query = useQuery(organisationQuery)
  return (
    <Queried query={query} rows={6}>
      {(organisation) => (
        <>
          <Section title={say('web.organisation.title')} about={say('web.organisation.intro')}>
            <OrganisationForm organisation={organisation} />
          </Section>
          <LogoField organisation={organisation} />
        </>
      )}
    </Queried>
  )
}
