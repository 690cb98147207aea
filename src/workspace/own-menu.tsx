import { Popover, SegmentedControl, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { MeChange } from '#modules/people/contract.ts'
import { Act } from './kit/act.tsx'
import { Face } from './kit/face.tsx'
import { Field } from './kit/field.tsx'
import { useMe } from './kit/me.ts'
import { useOwnChange } from './kit/use-own-change.ts'
import { languages, useWords } from './language.ts'
import styles from './own-menu.module.css'
import { signOut } from './sign-in.ts'

const names = { en: 'English', el: 'Ελληνικά', es: 'Español' } as const
const themes = ['system', 'light', 'dark'] as const
const densities = ['comfortable', 'compact'] as const

function Leave() {
  const say = useWords('workspace')
  const { history } = useRouter()
  const queries = useQueryClient()
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      history.push('/app/sign-in')
      queries.clear()
    },
  })
  return (
    <div className={styles.ways}>
      <a href="/app/practice">{say('own.practice')}</a>
      <a href="/app/settings/notices">{say('own.notices')}</a>
      <a href="/app/settings/account">{say('own.settings')}</a>
      <Act busy={leaving.isPending} onAct={() => leaving.mutate()}>
        {say('own.sign_out')}
      </Act>
    </div>
  )
}

function OwnChoices() {
  const say = useWords('workspace')
  const me = useMe()
  const changing = useOwnChange()
  const { theme = 'system', density = 'comfortable' } = me.preferences
  const choose = (preferences: MeChange['preferences']) => changing.mutate({ preferences: { ...me.preferences, ...preferences } })
  const speak = (value: string | null) => changing.mutate({ language: languages.find((one) => one === value) ?? me.language })
  return (
    <div className={styles.choices}>
      <Select
        label={say('own.language')}
        data={languages.map((value) => ({ value, label: names[value] }))}
        value={me.language}
        onChange={speak}
        comboboxProps={{ withinPortal: false }}
      />
      <Field label={say('own.theme')}>
        {() => (
          <SegmentedControl
            aria-label={say('own.theme')}
            data={themes.map((value) => ({ value, label: say(`own.themes.${value}`) }))}
            value={theme}
            onChange={(value) => choose({ theme: themes.find((one) => one === value) ?? 'system' })}
            orientation="vertical"
            fullWidth
          />
        )}
      </Field>
      <Field label={say('own.density')}>
        {() => (
          <SegmentedControl
            aria-label={say('own.density')}
            data={densities.map((value) => ({ value, label: say(`own.densities.${value}`) }))}
            value={density}
            onChange={(value) => choose({ density: densities.find((one) => one === value) ?? 'comfortable' })}
            fullWidth
          />
        )}
      </Field>
      <Leave />
    </div>
  )
}

/** Oneself: language, light or dark, density, signing out. */
export function OwnMenu() {
  const say = useWords('workspace')
  const people = useWords('people')
  const me = useMe()
  return (
    <Popover position="top-start" shadow="md" width={240} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.own} title={say('own.menu', { name: me.name })}>
          <Face name={me.name} me named />
          <span className={styles.who}>
            {me.name}
            <small>{people(`roles.${me.role}`)}</small>
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('own.menu', { name: me.name })}>
        <OwnChoices />
      </Popover.Dropdown>
    </Popover>
  )
}
