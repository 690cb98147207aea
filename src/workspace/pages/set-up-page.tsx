import { PasswordInput, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { setUp } from '#modules/people/contract.ts'
import { call, Problem } from '#workspace/call.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Alone, FormColumn } from '#workspace/kit/alone.tsx'
import { given } from '#workspace/kit/given.ts'
import { useGo } from '#workspace/kit/go.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { type Language, languages, useLanguage, useWords } from '#workspace/language.ts'
import { signIn } from '#workspace/sign-in.ts'
import { useAddress } from '#workspace/use-address.ts'
import { LanguageLinks } from './language-links.tsx'

const names: Record<Language, string> = { en: 'English', el: 'Ελληνικά', es: 'Español' }

const sentenceAt = (why: unknown, path: string) =>
  why instanceof Problem ? why.errors.find((one) => one.path.endsWith(path))?.sentence : undefined

function SetUpRefused({ why }: { why: unknown }) {
  const say = useWords('workspace')
  const said = sentenceAt(why, 'key') === undefined ? why : say('invitation.cut')
  return <Refused why={said} ways={<a href="/app/sign-in">{say('sign_in.title')}</a>} />
}

/** The first administrator and the name of the house; works once, with the link that the server printed. */
export function SetUpPage() {
  const say = useWords('workspace')
  const go = useGo()
  const spoken = useLanguage()
  const { search } = useAddress()
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), [])
  const [language, setLanguage] = useState<Language>(spoken)
  const [zone, setZone] = useState(() => Temporal.Now.timeZoneId())
  const making = useMutation({
    mutationFn: async (form: FormData) => {
      const [email, password] = [given(form, 'email'), given(form, 'password')]
      const organisation = { name: given(form, 'organisation'), language, zone }
      await call(
        setUp,
        {},
        { body: { key: search['key'] ?? '', name: given(form, 'name'), email, password, language: spoken, organisation } },
      )
      await signIn(email, password)
    },
    onSuccess: () => go('/app/'),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    making.mutate(new FormData(event.currentTarget))
  }
  const wrong = (path: string) => sentenceAt(making.error, path)
  const chosen = (value: string | null) => setLanguage(languages.find((one) => one === value) ?? language)
  return (
    <Alone title={say('set_up.title')}>
      <p>{say('set_up.about')}</p>
      <LanguageLinks />
      <form onSubmit={submit}>
        <FormColumn>
          {making.isError && <SetUpRefused why={making.error} />}
          <TextInput
            name="organisation"
            required
            maxLength={200}
            label={say('set_up.organisation')}
            autoComplete="organization"
            autoFocus
          />
          <Select
            label={say('set_up.language')}
            data={languages.map((value) => ({ value, label: names[value] }))}
            value={language}
            onChange={chosen}
          />
          <Select
            label={say('set_up.zone')}
            data={zones.includes(zone) ? zones : [zone, ...zones]}
            value={zone}
            onChange={(value) => setZone(value ?? zone)}
            searchable
          />
          <TextInput name="name" required maxLength={120} label={say('set_up.name')} autoComplete="name" />
          <TextInput name="email" type="email" required label={say('sign_in.email')} autoComplete="username" error={wrong('email')} />
          <PasswordInput
            name="password"
            required
            minLength={12}
            maxLength={128}
            label={say('new_password.label')}
            description={say('new_password.hint')}
            autoComplete="new-password"
            error={wrong('password')}
          />
          <div>
            <Act as="do" submits busy={making.isPending}>
              {say('set_up.act')}
            </Act>
          </div>
        </FormColumn>
      </form>
    </Alone>
  )
}
