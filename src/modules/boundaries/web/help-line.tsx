import { useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import styles from './boundaries.module.css'
import { helpQuery } from './queries.ts'

/** What the house wrote for a sign of self-harm, in the reader's language; or that nobody has written it. */
export function HelpLine({ text }: { text?: string | null }) {
  const say = useWords('boundaries')
  const language = useLanguage()
  const { data, isPending } = useQuery(helpQuery)
  const own = data?.data.find((one) => one.language === language)?.text.trim()
  const shown = text || own
  if (isPending && !shown) return null
  return (
    <p className={styles.help}>
      <b>{say('web.help')}:</b> {shown || say('web.help_none')}
    </p>
  )
}
