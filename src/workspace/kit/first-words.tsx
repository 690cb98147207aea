import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useWords } from '#workspace/language.ts'
import styles from './voices.module.css'

/** A span of the first words that is an issue: `[from, to)` in UTF-16 units, not overlapping. */
export interface IssueSpan {
  from: number
  to: number
  issue: number
}

interface FirstWordsProps {
  name: string
  words: string
  /** In whose language they are. */
  lang?: string
  /** How and when: "web form, Tue 17 Nov, 08:00". */
  how?: ReactNode
  /** A link to our summary; beside, never above. */
  summary?: ReactNode
  spans?: readonly IssueSpan[]
  /** The issue whose words are lit. */
  lit?: number
}

const ordered = (spans: readonly IssueSpan[]) => spans.toSorted((a, b) => a.from - b.from)

function marked(words: string, spans: readonly IssueSpan[], lit: number | undefined): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const { from, to, issue } of ordered(spans)) {
    if (from < at) continue
    parts.push(
      words.slice(at, from),
      <mark key={issue} data-lit={issue === lit || undefined}>
        {words.slice(from, to)}
      </mark>,
      <sup key={`n${issue}`}>{issue}</sup>,
    )
    at = to
  }
  return [...parts, words.slice(at)]
}

/** What the customer said first, as they said it. Folds to two lines on a low screen. */
export function FirstWords({ name, words, lang, how, summary, spans = [], lit }: FirstWordsProps) {
  const say = useWords('workspace')
  const low = useMediaQuery('(height < 800px) and (width >= 768px)') ?? false
  const [all, setAll] = useState(false)
  return (
    <article className={styles.first}>
      <header>
        <b>{say('first_words.title', { name })}</b>
        {how !== undefined && <span>{how}</span>}
        {low && (
          <button type="button" className={styles.fold} aria-expanded={all} onClick={() => setAll(!all)}>
            {say(all ? 'first_words.fold' : 'first_words.all')}
          </button>
        )}
        {summary !== undefined && <span className={styles.aside}>{summary}</span>}
      </header>
      <blockquote className={styles.told} lang={lang} data-low={(low && !all) || undefined}>
        {marked(words, spans, lit)}
      </blockquote>
    </article>
  )
}
