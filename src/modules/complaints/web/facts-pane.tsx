import { useState } from 'react'
import { type Say, useWords } from '#workspace/kit/desk.ts'
import { type FactLine, FactsList } from '#workspace/kit/facts-list.tsx'
import { type InWords, useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Complaint, Dispute } from '../contract.ts'
import styles from './complaint.module.css'
import { FactsForm } from './facts-form.tsx'
import { TagsLine } from './tags-line.tsx'
import { UrgencyChoice } from './urgency-choice.tsx'

const known = (lines: readonly (FactLine | null)[]) => lines.filter((line) => line !== null)

/** An instant with its time, or only a day, as it was said. */
const occurred = (said: string, words: InWords) => {
  const instant = said.includes('T') ? said : `${said}T12:00:00Z`
  return words.day(instant)
}

function contentLines(complaint: Complaint, say: Say, words: InWords) {
  const { subject, desired_outcome, occurred_at, place, product, order_numbers, amount } = complaint
  const line = (name: string, value: string | null | undefined) => (value ? { name: say(`web.fact.${name}`), value } : null)
  return known([
    line('subject', subject),
    line('desired_outcome', desired_outcome),
    { name: say('web.fact.occurred_at'), value: occurred_at === null ? say('web.not_said') : occurred(occurred_at, words) },
    line('product', product),
    line('place', place),
    line('order_numbers', order_numbers.join(', ')),
    line('amount', amount && words.amount(amount)),
  ])
}

function handlingLines(complaint: Complaint, say: Say, words: InWords) {
  const { owner, team, channel, language, received_at, entered_at, resolved_at, relation, represents } = complaint
  const line = (name: string, value: string | null | undefined) => (value ? { name: say(`web.fact.${name}`), value } : null)
  const late = Temporal.Instant.from(received_at).until(entered_at).total('hours') > 1
  return known([
    line('owner', owner?.name ?? say('web.no_owner')),
    line('team', team?.name ?? say('web.no_team')),
    { name: say('web.fact.urgency'), value: <UrgencyChoice complaint={complaint} /> },
    line('channel', say(`channel.${channel}`)),
    line('language', say(`web.language.${language}`)),
    line('stage', say(`stage.${complaint.stage}`)),
    line('received_at', words.moment(received_at)),
    late ? line('entered_at', words.moment(entered_at)) : null,
    line('resolved_at', resolved_at && words.moment(resolved_at)),
    relation === 'customer' ? null : line('relation', `${say(`relation.${relation}`)}${represents ? `: ${represents}` : ''}`),
  ])
}

/** What is out of the ordinary: opened again, outside, about a colleague, seen by few. */
function specialLines({ closures, disputes, about, restriction, named_people }: Complaint, say: Say) {
  const line = (name: string, value: string | null | undefined) => (value ? { name: say(`web.fact.${name}`), value } : null)
  const reopened = closures.filter(({ counts }) => counts).length
  return known([
    line('reopened', reopened > 0 ? say('web.reopened', { count: reopened }) : null),
    line('disputes', disputes.map((one) => disputeLine(one, say)).join('; ')),
    line('about', about.map(({ name }) => name).join(', ')),
    line('restriction', restriction && `${say(`restriction.${restriction}`)}: ${named_people.map(({ name }) => name).join(', ')}`),
  ])
}

const disputeLine = ({ body, name, reference, ended_at, ended_reason }: Dispute, say: Say) =>
  [say(`dispute.${body}`), name, reference, ended_at && `${say('web.ended')}: ${ended_reason ?? ''}`].filter(Boolean).join(', ')

/** What is known of the complaint: what happened, and how it is handled. */
export function FactsPane({ complaint }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const words = useInWords()
  const [editing, setEditing] = useState(false)
  const edit = <SmallAct onAct={() => setEditing(true)}>{say('web.edit')}</SmallAct>
  return (
    <Pane title={say('web.facts_title')} aside={complaint.may.edit && !editing ? edit : undefined}>
      {editing ? (
        <FactsForm complaint={complaint} onDone={() => setEditing(false)} />
      ) : (
        <div className={styles.stack}>
          <FactsList facts={contentLines(complaint, say, words)} />
          <FactsList facts={[...handlingLines(complaint, say, words), ...specialLines(complaint, say)]} />
          <TagsLine complaint={complaint} />
        </div>
      )}
    </Pane>
  )
}
