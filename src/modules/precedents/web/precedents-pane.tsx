import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { Chip } from '#workspace/kit/chip.tsx'
import { CopyField } from '#workspace/kit/copy-field.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { SimilarPrecedent } from '../contract.ts'
import { OutdateForm, WriteForm } from './precedent-forms.tsx'
import styles from './precedents.module.css'
import { similarQuery } from './queries.ts'
import { useGivenWords, useNames } from './use-case-words.ts'

type Form = 'write' | 'outdate'

function Acts({ precedent, named, onForm }: { precedent: SimilarPrecedent; named: string; onForm: (form: Form) => void }) {
  const say = useWords('precedents')
  const forms = (['write', 'outdate'] as const).filter((form) => precedent.may[form])
  if (forms.length === 0) return null
  return (
    <div className={styles.acts}>
      {forms.map((form) => (
        <SmallAct key={form} aria-label={say('web.on', { act: say(`web.${form}`), case: named })} onAct={() => onForm(form)}>
          {say(`web.${form}`)}
        </SmallAct>
      ))}
    </div>
  )
}

/** What a senior wrote about it, and why. */
function Written({ precedent }: { precedent: SimilarPrecedent }) {
  const say = useWords('precedents')
  const { sentence, reasons, rule, valid_to } = precedent
  const lines = [
    reasons.map((reason) => say(`reason.${reason}`)).join(', '),
    rule && say('web.rule', { rule }),
    valid_to && say('web.valid_to', { day: valid_to }),
  ].filter(Boolean)
  return (
    <>
      {sentence !== null && <p>{sentence}</p>}
      {lines.length > 0 && <small>{lines.join(' · ')}</small>}
    </>
  )
}

function One({ precedent }: { precedent: SimilarPrecedent }) {
  const say = useWords('precedents')
  const given = useGivenWords()
  const names = useNames()
  const [form, setForm] = useState<Form | null>(null)
  const { month, outcome, basis, category, cause, why, more_generous } = precedent
  const named = `${given(precedent)}, ${month}`
  return (
    <li className={styles.one}>
      <p>
        <b>{given(precedent)}</b> {more_generous === true && <Chip>{say('web.more')}</Chip>}
      </p>
      <small>
        {[month, say(`outcome.${outcome}`), say(`basis.${basis}`), names(category), names(cause)].filter((part) => part !== '').join(' · ')}
      </small>
      <Written precedent={precedent} />
      <small>{say('web.why', { whys: why.map((one) => say(`why.${one}`)).join(', ') })}</small>
      {form === null && <Acts precedent={precedent} named={named} onForm={setForm} />}
      {form === 'write' && <WriteForm precedent={precedent} onDone={() => setForm(null)} />}
      {form === 'outdate' && <OutdateForm precedent={precedent} onDone={() => setForm(null)} />}
    </li>
  )
}

function Found({ complaint, issue }: { complaint: string; issue: string }) {
  const say = useWords('precedents')
  const query = useQuery(similarQuery({ complaint, issue }))
  return (
    <Queried query={query} rows={2}>
      {({ data, usually }) => (
        <div className={styles.body}>
          {data.length === 0 && (
            <p className={styles.none}>
              {say('web.none')} {say('web.none_about')}
            </p>
          )}
          {usually !== null && <CopyField label={say('web.usually')} value={usually.sentence} lines={2} />}
          <ul className={styles.list}>
            {data.map((precedent) => (
              <One key={precedent.id} precedent={precedent} />
            ))}
          </ul>
        </div>
      )}
    </Queried>
  )
}

/** What was decided on like issues before, at hand while one decides: never whose it was. */
export function PrecedentsPane({ complaint }: { complaint: Complaint }) {
  const say = useWords('precedents')
  const issues = complaint.issues_list
  const [chosen, setChosen] = useState<string | null>(null)
  const issue = issues.find(({ id }) => id === chosen) ?? issues[0]
  if (issue === undefined) return null
  return (
    <Pane title={say('web.title')}>
      <div className={styles.body}>
        {issues.length > 1 && (
          <Select
            label={say('web.issue')}
            data={issues.map(({ id, position, title }) => ({ value: id, label: `${position}. ${title}` }))}
            value={issue.id}
            onChange={setChosen}
            allowDeselect={false}
          />
        )}
        <Found key={issue.id} complaint={complaint.id} issue={issue.id} />
      </div>
    </Pane>
  )
}
