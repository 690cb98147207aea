import { Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { editMe, type MeChange } from '#modules/people/contract.ts'
import { call } from './call.ts'
import { Face } from './kit/face.tsx'
import { Icon } from './kit/icons.tsx'
import { meQuery, useMe } from './kit/me.ts'
import { languages, useWords } from './language.ts'
import styles from './own-menu.module.css'
import { signOut } from './sign-in.ts'

const names = { en: 'English', el: 'Ελληνικά', es: 'Español' } as const
const themes = ['system', 'light', 'dark'] as const
const densities = ['comfortable', 'compact'] as const

/** Changes of one's own are shown at once, and kept by the desk. */
function useOwnChange() {
  const queries = useQueryClient()
  const me = useMe()
  return useMutation({
    mutationFn: (change: MeChange) => call(editMe, {}, { body: change, version: me.version }),
    onMutate: (change) =>
      queries.setQueryData(meQuery.queryKey, { ...me, ...change, preferences: { ...me.preferences, ...change.preferences } } as typeof me),
    onSuccess: (now) => queries.setQueryData(meQuery.queryKey, now),
    onError: () => void queries.invalidateQueries(meQuery),
  })
}

interface ChoicesProps<Value extends string> {
  label: string
  values: readonly Value[]
  chosen: Value
  name: (value: Value) => string
  onChoose: (value: Value) => void
}

function Choices<Value extends string>({ label, values, chosen, name, onChoose }: ChoicesProps<Value>) {
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      {values.map((value) => (
        <Menu.Item
          key={value}
          role="menuitemradio"
          aria-checked={value === chosen}
          rightSection={value === chosen ? <Icon name="check" /> : undefined}
          onClick={() => onChoose(value)}
        >
          {name(value)}
        </Menu.Item>
      ))}
    </>
  )
}

/** Oneself: language, light or dark, density, signing out. */
export function OwnMenu() {
  const say = useWords('workspace')
  const people = useWords('people')
  const { history } = useRouter()
  const queries = useQueryClient()
  const me = useMe()
  const changing = useOwnChange()
  const { theme = 'system', density = 'comfortable' } = me.preferences
  const leave = async () => {
    await signOut()
    queries.clear()
    history.push('/app/sign-in')
  }
  return (
    <Menu position="top-start" shadow="md" returnFocus width={220}>
      <Menu.Target>
        <button type="button" className={styles.own} title={say('own.menu', { name: me.name })}>
          <Face name={me.name} me named />
          <span className={styles.who}>
            {me.name}
            <small>{people(`roles.${me.role}`)}</small>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices
          label={say('own.language')}
          values={languages}
          chosen={me.language}
          name={(one) => names[one]}
          onChoose={(language) => changing.mutate({ language })}
        />
        <Choices
          label={say('own.theme')}
          values={themes}
          chosen={theme}
          name={(one) => say(`own.themes.${one}`)}
          onChoose={(one) => changing.mutate({ preferences: { ...me.preferences, theme: one } })}
        />
        <Choices
          label={say('own.density')}
          values={densities}
          chosen={density}
          name={(one) => say(`own.densities.${one}`)}
          onChoose={(one) => changing.mutate({ preferences: { ...me.preferences, density: one } })}
        />
        <Menu.Divider />
        <Menu.Item component="a" href="/app/settings">
          {say('own.settings')}
        </Menu.Item>
        <Menu.Item onClick={() => void leave()}>{say('own.sign_out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
