import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Language, languages, useWords } from '#workspace/kit/desk.ts'
import styles from './knowledge.module.css'

interface TabsProps {
  language: Language
  onLanguage: (language: Language) => void
  children: ReactNode
}

/** What stands in one of the three languages, with a tab for each. */
export function LanguageTabs({ language, onLanguage, children }: TabsProps) {
  const say = useWords('knowledge')
  const people = useWords('people')
  const chosen = (value: string | null) => onLanguage(languages.find((code) => code === value) ?? language)
  return (
    <Tabs value={language} onChange={chosen}>
      <Tabs.List aria-label={say('web.language_tabs')}>
        {languages.map((code) => (
          <Tabs.Tab key={code} value={code}>
            {people(`web.languages.${code}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {languages.map((code) => (
        <Tabs.Panel key={code} value={code} className={styles.whole}>
          {code === language && children}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
