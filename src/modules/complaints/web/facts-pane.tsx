import { useState } from 'react'
import { type Say, useWords } from '#workspace/kit/desk.ts'
import { type FactLine, FactsList } from '#workspace/kit/facts-list.tsx'
import { type InWords, useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Complaint } from '../contract.ts'
import styles from './complaint.module.css'
import { FactsForm } from './facts-form.tsx'
import { TagsLine } from './tags-line.tsx'

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
  const { owner, team, urgency, channel, language, received_at, entered_at, resolved_at, relation, represents, restriction, named_people } =
    complaint
  const line = (name: string, value: string | null | undefined) => (value ? { name: say(`web.fact.${name}`), value } : null)
  const late = Temporal.Instant.from(received_at).until(entered_at).total('hours') > 1
  return known([
    line('owner', owner?.name ?? say('web.no_owner')),
    line('team', team?.name ?? say('web.no_team')),
    line('urgency', say(`urgency.${urgency}`)),
    line('channel', say(`channel.${channel}`)),
    line('language', say(`web.language.${language}`)),
    line('received_at', words.moment(received_at)),
    late ? line('entered_at', words.moment(entered_at)) : null,
    line('resolved_at', resolved_at && words.moment(resolved_at)),
    relation === 'customer' ? null : line('relation', `${say(`relation.${relation}`)}${represents ? `: ${represents}` : ''}`),
    line('restriction', restriction && `${say(`restriction.${restriction}`)}: ${named_people.map(({ name }) => name).join(', ')}`),
  ])
}

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
          <FactsList facts={handlingLines(complaint, say, words)} />
          <TagsLine complaint={complaint} />
        </div>
      )}
    </Pane>
  )
}
