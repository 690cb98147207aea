import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { call, languages, useWords } from '#workspace/kit/desk.ts'
import { EditForm, useFields } from '#workspace/kit/form.tsx'
import { meQuery, useMe } from '#workspace/kit/me.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { setSingleKeys, useSingleKeys } from '#workspace/kit/use-keys.ts'
import { editMe, type Me } from '../contract.ts'
import { codeOf, useLanguageChoices } from './choices.ts'
import styles from './people.module.css'
import { people } from './queries.ts'

const fieldsOf = ({ name, language }: Me) => ({ name, language })

function NameAndLanguage({ me }: { me: Me }) {
  const say = useWords('people')
  const edit = useEdit<ReturnType<typeof fieldsOf>>({
    now: { version: me.version, fields: fieldsOf(me) },
    send: (changed, version) => call(editMe, {}, { body: changed, version }),
    refresh: [people],
  })
  const { fields, change } = edit
  const form = useFields(edit.saving.error)
  return (
    <EditForm
      form={form}
      edit={edit}
      main
      read={(of) => ({ name: of.name, language: say(`web.languages.${of.language}`) })}
      nameOf={(field) => say(field === 'name' ? 'web.name' : 'web.account.language')}
      notYet={edit.untouched ? say('web.nothing_changed') : undefined}
      {...(!edit.untouched && { onCancel: edit.letGo })}
    >
      <TextInput
        {...form.at('name')}
        label={say('web.name')}
        description={say('web.account.name_hint')}
        value={fields.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        maxLength={120}
      />
      <TextInput label={say('contacts.email')} description={say('web.account.email_hint')} value={me.email ?? ''} readOnly />
      <Select
        {...form.at('language')}
        label={say('web.account.language')}
        data={useLanguageChoices()}
        value={fields.language}
        onChange={(value) => change({ language: codeOf(languages, value, fields.language) })}
      />
    </EditForm>
  )
}

const themes = ['system', 'light', 'dark'] as const
const densities = ['comfortable', 'compact'] as const

/** One choice of a few; taken at once. */
function Choice({ name, children }: { name: string; children: (labelled: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={styles.choices}>
      <span id={id}>{name}</span>
      {children(id)}
    </div>
  )
}

function Look({ me }: { me: Me }) {
  const say = useWords('people')
  const queries = useQueryClient()
  const keys = useSingleKeys()
  const { theme = 'system', density = 'comfortable' } = me.preferences
  const choosing = useDoing(
    async (preferences: Me['preferences']) => {
      queries.setQueryData(
        meQuery.queryKey,
        await call(editMe, {}, { body: { preferences: { ...me.preferences, ...preferences } }, version: me.version }),
      )
    },
    [meQuery.queryKey],
  )
  const choices = (under: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: say(`web.account.${under}.${value}`) }))
  return (
    <>
      <Choice name={say('web.account.theme')}>
        {(labelled) => (
          <SegmentedControl
            aria-labelledby={labelled}
            data={choices('themes', themes)}
            value={theme}
            onChange={(value) => choosing.mutate({ theme: codeOf(themes, value, theme) })}
          />
        )}
      </Choice>
      <Choice name={say('web.account.density')}>
        {(labelled) => (
          <SegmentedControl
            aria-labelledby={labelled}
            data={choices('densities', densities)}
            value={density}
            onChange={(value) => choosing.mutate({ density: codeOf(densities, value, density) })}
          />
        )}
      </Choice>
      <Choice name={say('web.account.keys')}>
        {(labelled) => (
          <SegmentedControl
            aria-labelledby={labelled}
            data={choices('keys_on', ['on', 'off'])}
            value={keys ? 'on' : 'off'}
            onChange={(value) => setSingleKeys(value === 'on')}
          />
        )}
      </Choice>
      {choosing.isError && <Refused why={choosing.error} />}
    </>
  )
}

/** Oneself: name, language, and how the screen looks. */
export function AccountPanel() {
  const say = useWords('people')
  const me = useMe()
  return (
    <>
      <Section title={say('web.account.title')} about={say('web.account.about', { role: say(`roles.${me.role}`) })}>
        <NameAndLanguage me={me} />
      </Section>
      <Section title={say('web.account.look')} about={say('web.account.look_about')}>
        <Look me={me} />
      </Section>
    </>
  )
}
