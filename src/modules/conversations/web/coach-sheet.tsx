import { useQuery } from '@tanstack/react-query'
import type { PlayStep, Text } from '#modules/knowledge/contract.ts'
import { type Language, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { plainTextOf } from '../rules/plain-text.ts'
import styles from './coach.module.css'
import { sheetQuery } from './coach-queries.ts'

interface Lines {
  name: string
  lines: readonly string[]
  language: Language
  said?: boolean
}

function Told({ name, lines, language, said = false }: Lines) {
  if (lines.length === 0) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd lang={language}>
        <ul className={said ? styles.say : undefined}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </dd>
    </div>
  )
}

const wordingOf = ({ wordings }: Text, language: Language) => wordings[language] ?? wordings.en ?? wordings.el ?? wordings.es

/** The steps of a text: what to do in the reader's language, what to say in the customer's. */
function Steps({ text, spoken }: { text: Text; spoken: Language }) {
  const say = useWords('conversations')
  const reader = useLanguage()
  const mine = wordingOf(text, reader)
  const theirs = wordingOf(text, spoken)
  if (!mine) return null
  // Where the two wordings were edited apart, the reader's own phrases are the right ones.
  const isPair = theirs?.steps.length === mine.steps.length
  const phrases = (at: number, step: PlayStep) => (isPair ? (theirs.steps[at]?.say ?? []) : step.say)
  const about = plainTextOf(mine.body).trim()
  return (
    <div className={styles.sheet}>
      {about !== '' && <p lang={mine.language}>{about}</p>}
      {mine.steps.map((step, at) => (
        <section key={step.title}>
          <h3 lang={mine.language}>{step.title}</h3>
          <dl>
            <Told name={say('web.coach.does')} lines={step.does} language={mine.language} />
            <Told name={say('web.coach.says')} lines={phrases(at, step)} language={isPair ? theirs.language : mine.language} said />
            <Told name={say('web.coach.avoids')} lines={step.avoid} language={mine.language} />
          </dl>
        </section>
      ))}
    </div>
  )
}

/** A playbook or card by its code, or that there is none. */
export function CoachSheet({ code, spoken }: { code: string; spoken: Language }) {
  const say = useWords('conversations')
  const query = useQuery(sheetQuery(code))
  return (
    <Queried query={query} rows={2}>
      {(text) =>
        text === null || text.retired ? (
          <p className={styles.quiet}>{say('web.coach.no_playbook')}</p>
        ) : (
          <Steps text={text} spoken={spoken} />
        )
      }
    </Queried>
  )
}
