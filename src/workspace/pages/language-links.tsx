import { languages, speak, useLanguage } from '#workspace/language.ts'
import styles from './pages.module.css'

const names = { en: 'English', el: 'Ελληνικά', es: 'Español' } as const

/** Another language, before it is known who reads. */
export function LanguageLinks() {
  const now = useLanguage()
  return (
    <p className={styles.languages}>
      {languages.map((language) => (
        <button key={language} type="button" lang={language} aria-pressed={language === now} onClick={() => void speak(language)}>
          {names[language]}
        </button>
      ))}
    </p>
  )
}
