import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, Problem, useWords } from '#workspace/kit/desk.ts'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { type Complaint, closeComplaint, type Issue, type Outcome, outcomes } from '../contract.ts'
import { useCodeChoices } from './choices.ts'
import styles from './complaint.module.css'
import { useAct } from './use-act.ts'

interface Decision {
  id: string
  outcome: Outcome | null
  sentence: string
}

const choosable = outcomes.filter((outcome) => outcome !== 'merged')
const decisionOf = ({ id, outcome, sentence }: Issue): Decision => ({ id, outcome, sentence: sentence ?? '' })
const isWhole = ({ outcome, sentence }: Decision) => outcome !== null && sentence.trim() !== ''

interface DecisionFieldsProps {
  issue: Issue
  decision: Decision
  many: boolean
  onDecide: (change: Partial<Decision>) => void
}

function DecisionFields({ issue, decision, many, onDecide }: DecisionFieldsProps) {
  const say = useWords('complaints')
  const chosen = (value: string | null) => onDecide({ outcome: outcomes.find((one) => one === value) ?? null })
  return (
    <fieldset className={styles.decision}>
      <legend>{many ? `${issue.position}. ${issue.title}` : issue.title}</legend>
      <Select
        label={say('web.outcome')}
        placeholder={say('web.choose_outcome')}
        data={useCodeChoices('outcome', choosable)}
        value={decision.outcome}
        onChange={chosen}
      />
      <Textarea
        label={say('web.sentence')}
        description={say('web.sentence_hint')}
        value={decision.sentence}
        onChange={(event) => onDecide({ sentence: event.currentTarget.value })}
        autosize
        minRows={2}
        maxLength={4000}
      />
    </fieldset>
  )
}

/** The codes of the gates that said no. */
function gatesOf(why: unknown): string[] {
  const missing = why instanceof Problem ? why.data['missing'] : undefined
  return Array.isArray(missing) ? missing.map(String) : []
}

/** Closing asks for an outcome and a sentence on each issue; what stands in the way is said in place, and nothing that was written goes. */
export function ClosePanel({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const say = useWords('complaints')
  const [decisions, setDecisions] = useState(complaint.issues_list.map(decisionOf))
  const closing = useAct(complaint.id, () =>
    call(
      closeComplaint,
      { complaint: complaint.id },
      { body: { issues: decisions.flatMap(({ outcome, ...rest }) => (outcome === null ? [] : [{ ...rest, outcome }])) } },
    ),
  )
  const open = decisions.filter((decision) => !isWhole(decision)).length
  const decide = (id: string) => (change: Partial<Decision>) =>
    setDecisions((before) => before.map((decision) => (decision.id === id ? { ...decision, ...change } : decision)))
  // What the gates of other modules still ask; that an issue is undecided is seen in the fields themselves.
  const gates = gatesOf(closing.error)
  const others = complaint.closing.missing.filter(({ gate }) => gates.includes(gate))
  return (
    <InPlace title={say('web.act.close')} about={say('web.about.close')} onClose={onDone}>
      {complaint.issues_list.map((issue, at) => (
        <DecisionFields
          key={issue.id}
          issue={issue}
          decision={decisions[at] ?? decisionOf(issue)}
          many={complaint.issues_list.length > 1}
          onDecide={decide(issue.id)}
        />
      ))}
      {closing.isError && (
        <Refused
          why={closing.error}
          ways={
            others.length > 0 && (
              <ul className={styles.missing}>
                {others.map(({ gate, sentence }) => (
                  <li key={gate}>{sentence}</li>
                ))}
              </ul>
            )
          }
        />
      )}
      <FormActs>
        <Act
          as="do"
          busy={closing.isPending}
          notYet={open > 0 ? say('web.undecided', { count: open }) : undefined}
          onAct={() => closing.mutate(undefined, { onSuccess: onDone })}
        >
          {say('web.do.close')}
        </Act>
        <Act onAct={onDone}>{say('web.cancel')}</Act>
        {open > 0 && <span>{say('web.undecided', { count: open })}</span>}
      </FormActs>
    </InPlace>
  )
}
