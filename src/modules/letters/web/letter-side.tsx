import type { ReactNode } from 'react'
import { makePromise } from '#modules/promises/contract.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import type { LetterDraft, LetterMissing, previewLetter } from '../contract.ts'
import { fieldOf } from './letter-blocks.tsx'
import styles from './letters.module.css'

export type Preview = AnswerOf<typeof previewLetter>

interface MissingProps {
  complaint: string
  missing: LetterMissing
}

/** A date that we write is one that somebody keeps: registered by a person, here or on the complaint. */
function RegisterPromise({ complaint, promise }: { complaint: string; promise: NonNullable<LetterMissing['promise']> }) {
  const say = useWords('letters')
  const { moment } = useInWords()
  const making = useDoing(() => call(makePromise, { complaint }, { body: promise }), [['letters'], ['promises'], ['complaints']])
  return (
    <>
      {' '}
      <SmallAct onAct={() => making.mutate()}>{say('web.register', { moment: moment(promise.due) })}</SmallAct>
      {making.isError && <Refused why={making.error} />}
    </>
  )
}

function MissingLine({ complaint, missing }: MissingProps) {
  const { block, issue, sentence, promise } = missing
  if (promise !== null) {
    return (
      <li>
        {sentence} <RegisterPromise complaint={complaint} promise={promise} />
      </li>
    )
  }
  if (block === null) return <li>{sentence}</li>
  const goThere = () => {
    const field = document.getElementById(fieldOf({ block, issue }))
    field?.scrollIntoView({ block: 'center' })
    field?.focus()
  }
  return (
    <li>
      <SmallAct onAct={goThere}>{sentence}</SmallAct>
    </li>
  )
}

function Missing({ complaint, missing }: { complaint: string; missing: readonly LetterMissing[] }) {
  const say = useWords('letters')
  const once = missing.filter(
    (one, at) =>
      missing.findIndex((other) => other.sentence === one.sentence && other.block === one.block && other.issue === one.issue) === at,
  )
  return (
    <section className={styles.part}>
      <h2>{once.length === 0 ? say('web.whole') : say('web.missing', { count: once.length })}</h2>
      <div role="status">
        {once.length === 0 ? (
          <p>{say('web.nothing_missing')}</p>
        ) : (
          <ul>
            {once.map((one) => (
              <MissingLine key={`${one.block} ${one.issue} ${one.sentence}`} complaint={complaint} missing={one} />
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function Regime({ regime }: Pick<LetterDraft, 'regime'>) {
  const say = useWords('letters')
  if (regime.length === 0) return null
  return (
    <section className={styles.part}>
      <h2>{say('web.regime')}</h2>
      {regime.map(({ preset, name, says }) => (
        <details key={preset} open>
          <summary>{name}</summary>
          <ul lang="en">
            {says.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

function Advice({ advice }: Pick<Preview, 'advice'>) {
  const say = useWords('letters')
  if (advice.length === 0) return null
  return (
    <section className={styles.part}>
      <h2>{say('web.advice')}</h2>
      <ul>
        {advice.map(({ said, why, instead }) => (
          <li key={`${said} ${why}`}>
            {said !== '' && <strong>{said}</strong>} {why} {instead[0]}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface SideProps {
  complaint: string
  draft: LetterDraft
  preview: Preview | null
  /** The way to see it on paper. */
  paper: ReactNode
}

/** Beside the parts: what is missing, what the law pack wants said, how the wording is judged, and how the letter reads. */
export function LetterSide({ complaint, draft, preview, paper }: SideProps) {
  const say = useWords('letters')
  return (
    <>
      <Missing complaint={complaint} missing={preview?.missing ?? draft.missing} />
      <Regime regime={draft.regime} />
      {preview !== null && <Advice advice={preview.advice} />}
      <section className={styles.part}>
        <h2>{say('web.preview')}</h2>
        {preview === null ? (
          <Loading rows={4} />
        ) : (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long letter scrolls: who has no pointer scrolls it by key
          <section className={styles.sheet} lang={preview.language} tabIndex={0} aria-label={say('web.preview')}>
            {preview.text}
          </section>
        )}
        {paper}
      </section>
    </>
  )
}
