import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { WordsForm } from '#workspace/kit/words-form.tsx'
import { type GuardFact, longestFinding, lookAt } from '../contract.ts'
import styles from './guards.module.css'

/** What the guard found, and what to look at. */
export function useGuardWords(): (fact: GuardFact) => string {
  const say = useWords('guards')
  const { count } = useInWords()
  return ({ guard, count: how, usual, fields, order }) => {
    const known = guard === 'same_order' && order === null ? 'same_issue' : guard
    const changed = fields.map((field) => say(`web.field.${field}`)).join(', ')
    return say(`web.sees.${known}`, { count: how, order: order ?? '', usual: count(usual ?? 0), fields: changed })
  }
}

/** The other things, each with its way there. */
function Others({ fact }: { fact: GuardFact }) {
  const say = useWords('guards')
  const remedies = useWords('remedies')
  const { moment, amount } = useInWords()
  if (fact.others.length === 0) return null
  return (
    <small>
      {fact.others.map(({ complaint, kind, money, at }, place) => {
        const sum = money === null ? '' : ` ${amount({ minor: money.amount, currency: money.currency })}`
        const said = kind === null ? moment(at) : `${remedies(`kind.${kind}`)}${sum}, ${moment(at)}`
        return (
          <span key={`${complaint?.id ?? place}/${at}`}>
            {place > 0 && ' · '}
            {complaint === null ? say('web.elsewhere') : <a href={`/app/complaints/${complaint.id}`}>{complaint.number}</a>}: {said}
          </span>
        )
      })}
    </small>
  )
}

interface FactProps {
  complaint: string
  fact: GuardFact
}

function LookForm({ complaint, fact, onDone }: FactProps & { onDone: () => void }) {
  const say = useWords('guards')
  const at = { complaint, remedy: fact.remedy, code: fact.guard }
  const shown = [['remedies'], ['conversations', 'timeline', complaint]]
  const doing = useDoing((finding: string) => call(lookAt, at, { body: { finding } }), shown)
  const words = { label: say('web.finding'), act: say('web.keep'), notYet: say('web.finding_first') }
  return <WordsForm {...words} longest={longestFinding} doing={doing} onDone={onDone} />
}

function One({ complaint, fact }: FactProps) {
  const say = useWords('guards')
  const words = useGuardWords()
  const { moment } = useInWords()
  const [looks, setLooks] = useState(false)
  const { verify, may } = fact
  return (
    <li className={styles.fact} data-looked={verify !== null || undefined}>
      <p>{words(fact)}</p>
      <Others fact={fact} />
      {verify !== null && (
        <small>{say('web.verified', { name: verify.by.name, moment: moment(verify.looked_at), finding: verify.finding })}</small>
      )}
      {may.look && !looks && (
        <div className={styles.acts}>
          <SmallAct onAct={() => setLooks(true)}>{say('web.look')}</SmallAct>
        </div>
      )}
      {looks && <LookForm complaint={complaint} fact={fact} onDone={() => setLooks(false)} />}
    </li>
  )
}

/** What a person should look at beside a remedy. It stops nothing. */
export function GuardFacts({ complaint, facts }: { complaint: string; facts: readonly GuardFact[] }) {
  const say = useWords('guards')
  if (facts.length === 0) return null
  return (
    <ul className={styles.facts} aria-label={say('web.title')}>
      {facts.map((fact) => (
        <One key={fact.guard} complaint={complaint} fact={fact} />
      ))}
    </ul>
  )
}
