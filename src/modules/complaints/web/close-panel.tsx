import { Select, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { type Complaint, closeComplaint, type Issue, type Outcome, outcomes } from '../contract.ts'
import type { PanelProps } from './act-form.tsx'
import { useCodeChoices } from './choices.ts'
import { ClosingGates, type Waivers } from './closing-gates.tsx'
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

/** Decided already and unchanged is not decided again. */
const changed = (issues: Issue[], decisions: Decision[]) =>
  decisions.flatMap(({ outcome, ...rest }) => {
    const before = issues.find(({ id }) => id === rest.id)
    const same = before?.outcome === outcome && (before?.sentence ?? '') === rest.sentence
    return outcome === null || same ? [] : [{ ...rest, outcome }]
  })

function useClosing(complaint: Complaint) {
  const [decisions, setDecisions] = useState(complaint.issues_list.map(decisionOf))
  const [waivers, setWaivers] = useState<Waivers>({})
  const given = Object.entries(waivers).flatMap(([gate, reason]) => (reason.trim() ? [{ gate, reason }] : []))
  const body = () => ({ issues: changed(complaint.issues_list, decisions), ...(given.length > 0 && { waivers: given }) })
  const closing = useAct(complaint.id, () => call(closeComplaint, { complaint: complaint.id }, { body: body() }))
  const decide = (id: string) => (change: Partial<Decision>) =>
    setDecisions((before) => before.map((decision) => (decision.id === id ? { ...decision, ...change } : decision)))
  return { decisions, decide, waivers, setWaivers, closing, open: decisions.filter((decision) => !isWhole(decision)).length }
}

interface ClosePanelProps extends PanelProps {
  /** What leads to what a gate asks for, by its code: of the module that has it. */
  ways?: Partial<Record<string, ReactNode>>
  /** What else is asked before closing. */
  before?: ReactNode
}

/**
 * Closing asks for an outcome and a sentence on each issue, then goes as far as the gates allow. Each that is shut is one line: what is missing,
 * the way there, and for who may, doing without it with a reason. What was written stays.
 */
export function ClosePanel({ complaint, onDone, ways, before }: ClosePanelProps) {
  const say = useWords('complaints')
  const { decisions, decide, waivers, setWaivers, closing, open } = useClosing(complaint)
  const left = complaint.closing.missing.filter(({ gate }) => gate !== 'B1' && !waivers[gate]?.trim())
  const done = complaint.state === 'fulfilling' || complaint.state === 'follow_up'
  return (
    <InPlace title={say('web.act.close')} about={say(done ? 'web.about.close_again' : 'web.about.close')} onClose={onDone}>
      {complaint.issues_list.map((issue, at) => (
        <DecisionFields
          key={issue.id}
          issue={issue}
          decision={decisions[at] ?? decisionOf(issue)}
          many={complaint.issues_list.length > 1}
          onDecide={decide(issue.id)}
        />
      ))}
      <ClosingGates complaint={complaint} waivers={waivers} onWaive={setWaivers} ways={ways ?? {}} />
      {before}
      {closing.isError && <Refused why={closing.error} />}
      <FormActs>
        <Act
          as="do"
          busy={closing.isPending}
          notYet={open > 0 ? say('web.undecided', { count: open }) : undefined}
          onAct={() => closing.mutate(undefined, { onSuccess: onDone })}
        >
          {say(left.length > 0 ? 'web.do.close_as_far' : 'web.do.close')}
        </Act>
        <Act onAct={onDone}>{say('web.cancel')}</Act>
        {open > 0 && <span>{say('web.undecided', { count: open })}</span>}
      </FormActs>
    </InPlace>
  )
}
