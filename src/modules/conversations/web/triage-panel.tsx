import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { type ComplaintTriage, type CorrectableOutput, correctableOutputs } from '../contract.ts'
import { triageQuery } from './queries.ts'
import { CorrectReading } from './triage-correct.tsx'
import styles from './triage-panel.module.css'
import { TakeOver } from './triage-take-over.tsx'
import { useCategories } from './use-categories.ts'

const outputs = ['kind', 'category', 'urgency', 'emotion', 'orientation', 'sentiment', 'conduct'] as const

interface PartProps {
  complaint: Complaint
  triage: ComplaintTriage
}

/** The value of an output in the reader's words. */
export function useValueWords(): (output: string, value: string) => string {
  const say = useWords('triage')
  const panel = useWords('conversations')
  const categories = useCategories()
  const category = (code: string) => categories.flatMap(({ items }) => items).find((one) => one.value === code)?.label ?? code
  return (output, value) => {
    if (output === 'category') return category(value)
    if (output === 'emotion') return panel('web.triage.emotion', { value })
    return output === 'intent' ? value : say(`${output}.${value}`)
  }
}

/** The words that led to an output, and what was learned. */
function Why({ triage, output }: { triage: ComplaintTriage; output: string }) {
  const say = useWords('conversations')
  const triageWords = useWords('triage')
  const at = triage.reading.reasons.findIndex((reason) => reason.output === output)
  const reason = triage.reading.reasons[at]
  const quotes = triage.quotes[at] ?? []
  const lines = (reason?.because ?? []).map(({ rule }, place) => {
    const name = triageWords(`rule.${rule.split('.')[0] ?? rule}`)
    return say('web.triage.because', { words: quotes[place] ?? '', rule: name })
  })
  return (
    <ul className={styles.why}>
      {[...new Set(lines)].slice(0, 8).map((line) => (
        <li key={line} lang={triage.reading.language}>
          {line}
        </li>
      ))}
      {reason?.learned && (
        <li>{say(reason.learned.version === 0 ? 'web.triage.learned_base' : 'web.triage.learned', { version: reason.learned.version })}</li>
      )}
      {lines.length === 0 && !reason?.learned && <li>{say('web.triage.no_words')}</li>}
    </ul>
  )
}

const isCorrectable = (output: string): output is CorrectableOutput => correctableOutputs.some((one) => one === output)

/** One output: its value opens the words that led to it, and from there it is set right. */
function Output({ complaint, triage, output }: PartProps & { output: (typeof outputs)[number] }) {
  const say = useWords('conversations')
  const names = useWords('triage')
  const shown = useValueWords()
  const { moment } = useInWords()
  const [open, setOpen] = useState<'why' | 'correct' | null>(null)
  const value = String(triage.reading[output])
  const correction = triage.corrections.find((one) => one.output === output)
  return (
    <div className={styles.output}>
      <dt>{names(`output.${output}`)}</dt>
      <dd>
        <button
          type="button"
          className={styles.value}
          aria-expanded={open !== null}
          aria-label={`${names(`output.${output}`)}: ${shown(output, value)}. ${say('web.triage.why')}`}
          onClick={() => setOpen(open === null ? 'why' : null)}
        >
          {shown(output, value)}
        </button>
        <span className={styles.acts}>
          <TakeOver complaint={complaint} output={output} value={value} />
        </span>
        {correction && <small>{say('web.triage.set_by', { name: correction.set_by, when: moment(correction.set_at) })}</small>}
        {open === 'why' && <Why triage={triage} output={output} />}
        {open === 'why' && triage.may.correct && isCorrectable(output) && (
          <SmallAct aria-label={`${say('web.triage.correct')}: ${names(`output.${output}`)}`} onAct={() => setOpen('correct')}>
            {say('web.triage.correct')}
          </SmallAct>
        )}
        {open === 'correct' && isCorrectable(output) && (
          <CorrectReading complaint={complaint.id} triage={triage} output={output} onDone={() => setOpen(null)} />
        )}
      </dd>
    </div>
  )
}

/** What is to be noticed, and what is asked for: only where there is something. */
function Signs({ triage }: { triage: ComplaintTriage }) {
  const names = useWords('triage')
  const list = (under: 'flags' | 'wants') => triage.reading[under].map((code) => names(`${under}.${code}`)).join(', ')
  return (
    <>
      {(['flags', 'wants'] as const)
        .filter((under) => triage.reading[under].length > 0)
        .map((under) => (
          <div key={under} className={styles.output}>
            <dt>{names(`output.${under}`)}</dt>
            <dd>{list(under)}</dd>
          </div>
        ))}
    </>
  )
}

function Later({ triage }: { triage: ComplaintTriage }) {
  const say = useWords('conversations')
  const marks = useWords('complaints')
  const language = useLanguage()
  const names = [...new Set(triage.later.flatMap((one) => one.marks))].map((mark) => marks(`web.mark.${mark}`))
  if (names.length === 0) return null
  return <p className={styles.later}>{say('web.triage.later', { what: new Intl.ListFormat(language).format(names) })}</p>
}

function Read({ complaint, triage }: PartProps) {
  const say = useWords('conversations')
  return (
    <>
      <p className={styles.about}>{say('web.triage.about')}</p>
      <dl className={styles.outputs}>
        {outputs.map((output) => (
          <Output key={output} complaint={complaint} triage={triage} output={output} />
        ))}
        <Signs triage={triage} />
      </dl>
      <Later triage={triage} />
    </>
  )
}

/** How the customer's first message reads, why, and what one may take over or set right. */
export function TriagePanel({ complaint }: { complaint: Complaint }) {
  const say = useWords('conversations')
  const query = useQuery(triageQuery(complaint.id))
  return (
    <Pane title={say('web.triage.title')}>
      <Queried query={query} rows={4}>
        {({ triage }) =>
          triage === null ? (
            <div className={styles.about}>
              <p>{say('web.triage.empty')}</p>
              <p>{say('web.triage.empty_about')}</p>
            </div>
          ) : (
            <Read complaint={complaint} triage={triage} />
          )
        }
      </Queried>
    </Pane>
  )
}
