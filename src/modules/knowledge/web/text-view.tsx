import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { plainTextOf } from '#modules/conversations/rules/plain-text.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, type Language, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type PlayStep, type RuleParts, retireText, type Text, type WordingVersion } from '../contract.ts'
import { EditText } from './edit-text.tsx'
import styles from './knowledge.module.css'
import { LanguageTabs } from './language-tabs.tsx'
import { textQuery, texts, usageQuery, versionsQuery } from './queries.ts'
import { Preview } from './text-preview.tsx'

function StepLines({ name, lines }: { name: string; lines: string[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <dt>{name}</dt>
      {lines.map((line) => (
        <dd key={line}>{line}</dd>
      ))}
    </>
  )
}

function Steps({ steps, language }: { steps: PlayStep[]; language: Language }) {
  const say = useWords('knowledge')
  return (
    <ol className={styles.steps} lang={language}>
      {steps.map((step) => (
        <li key={step.title}>
          <strong>{step.title}</strong>
          <dl>
            <StepLines name={say('web.does')} lines={step.does} />
            <StepLines name={say('web.says')} lines={step.say} />
            <StepLines name={say('web.avoids')} lines={step.avoid} />
          </dl>
        </li>
      ))}
    </ol>
  )
}

const ruleParts = ['rule', 'protects', 'leaves_open', 'exceptions', 'source', 'valid_from', 'valid_to'] as const

/** What stands behind the plain sentence. */
function Rule({ rule, language }: { rule: RuleParts; language: Language }) {
  const say = useWords('knowledge')
  return (
    <dl className={styles.steps} lang={language}>
      {ruleParts.map((part) => (
        <StepLines key={part} name={say(`web.rule_parts.${part}`)} lines={rule[part] ? [rule[part]] : []} />
      ))}
    </dl>
  )
}

const percent = (share: number) => Math.round(share * 100)

/** How often it went out and how much was changed: of the text, never of a colleague. */
function Usage({ text }: { text: string }) {
  const say = useWords('knowledge')
  const { day } = useInWords()
  const query = useQuery(usageQuery(text))
  return (
    <Queried query={query} rows={1}>
      {({ sent, changed, as_is: asIs, satisfaction, last }) => (
        <p className={styles.usage}>
          {[
            sent === 0 ? say('web.usage_none') : say('web.usage_sent', { count: sent }),
            last !== null && say('web.usage_last', { day: day(last) }),
            changed !== null && say('web.usage_changed', { share: percent(changed) }),
            asIs !== null && say('web.usage_as_is', { share: percent(asIs) }),
            sent > 0 && (satisfaction === null ? say('web.usage_no_satisfaction') : say('web.usage_satisfaction', { score: satisfaction })),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
    </Queried>
  )
}

function History({ text }: { text: string }) {
  const say = useWords('knowledge')
  const people = useWords('people')
  const { moment } = useInWords()
  const query = useQuery(versionsQuery(text))
  const lineOf = ({ language, number, by, at, change }: WordingVersion) =>
    [
      say('web.version', { language: people(`web.languages.${language}`), number }),
      by.kind === 'desk' ? say('web.by_desk') : by.name,
      moment(at),
      change ?? '',
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Queried query={query} rows={2}>
      {({ data }) => (
        <ul className={styles.history} aria-label={say('web.history')}>
          {data.map((version) => (
            <li key={`${version.language} ${version.number}`}>
              <details>
                <summary>{lineOf(version)}</summary>
                <div className={styles.preview} lang={version.language}>
                  {plainTextOf(version.body)}
                </div>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Queried>
  )
}

function Acts({ text, onEdit, onHistory }: { text: Text; onEdit: () => void; onHistory: () => void }) {
  const say = useWords('knowledge')
  const retiring = useDoing(() => call(retireText, { text: text.id }, { body: { retired: !text.retired } }), [texts])
  return (
    <div className={styles.acts}>
      {text.may.edit && <Act onAct={onEdit}>{say('web.edit')}</Act>}
      {text.may.edit && (
        <Act busy={retiring.isPending} onAct={() => retiring.mutate()}>
          {say(text.retired ? 'web.restore' : 'web.retire')}
        </Act>
      )}
      <Act as="plain" onAct={onHistory}>
        {say('web.history')}
      </Act>
      {retiring.isError && <Refused why={retiring.error} />}
    </div>
  )
}

/** What it says in a language: the text, then what stands behind it. */
function Says({ wording: { body, steps, rule, language } }: { wording: WordingVersion }) {
  return (
    <>
      <Preview body={body} language={language} />
      {steps.length > 0 && <Steps steps={steps} language={language} />}
      {rule !== null && <Rule rule={rule} language={language} />}
    </>
  )
}

function Whole({ text }: { text: Text }) {
  const say = useWords('knowledge')
  const { day } = useInWords()
  const [language, setLanguage] = useState<Language>(useLanguage())
  const [editing, setEditing] = useState(false)
  const [history, setHistory] = useState(false)
  const wording = text.wordings[language]
  if (editing) return <EditText text={text} language={language} onDone={() => setEditing(false)} />
  return (
    <div className={styles.whole}>
      <p className={styles.usage}>
        <code>{text.code}</code> {text.as_shipped && <Chip>{say('web.as_shipped')}</Chip>} {say('web.owner')}:{' '}
        {text.owner?.name ?? say('web.no_owner')}
        {text.review_on !== null && ` · ${say('web.review_on')}: ${day(`${text.review_on}T12:00:00Z`)}`}
      </p>
      <LanguageTabs language={language} onLanguage={setLanguage}>
        {wording === null ? <p>{say('web.not_written')}</p> : <Says wording={wording} />}
      </LanguageTabs>
      <Usage text={text.id} />
      <Acts text={text} onEdit={() => setEditing(true)} onHistory={() => setHistory(!history)} />
      {history && <History text={text.id} />}
    </div>
  )
}

/** One ready text, opened: how it reads, how it fares, and the way to change it. */
export function TextView({ text }: { text: string }) {
  const query = useQuery(textQuery(text))
  return <Queried query={query}>{(whole) => <Whole text={whole} />}</Queried>
}
