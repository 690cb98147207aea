import { Checkbox, MultiSelect, Select, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { markSpam, unmarkSpam } from '#modules/channels/contract.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Pair } from '#workspace/kit/section.tsx'
import { assignComplaint, reopenComplaint, restrictComplaint, separateComplaint, withdrawComplaint } from '../contract.ts'
import { ActForm, ActFrame, type PanelProps } from './act-form.tsx'
import { AnswerPanel, PlainPanel } from './answer-panel.tsx'
import { type Choice, useCodeChoices, useColleagueChoices, useTeamChoices } from './choices.ts'
import { ClassifyPanel } from './classify-panel.tsx'
import { ClosePanel } from './close-panel.tsx'
import type { ActElsewhere, ComplaintAct } from './complaint-header.tsx'
import { DisputePanel } from './dispute-panel.tsx'
import { MergePanel } from './merge-panel.tsx'
import { useShownAtOnce } from './shown-at-once.ts'
import { AwaitPanel, WaitPanel } from './wait-panel.tsx'

const named = (choices: readonly Choice[], id: string | null) =>
  id === null ? null : { id, name: choices.find(({ value }) => value === id)?.label ?? '' }

/** Who has it now is seen before the desk has answered; where it is refused, it goes back, and the form says why. */
function AssignPanel({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const [owner, setOwner] = useState(complaint.owner?.id ?? null)
  const [team, setTeam] = useState(complaint.team?.id ?? null)
  const [colleagues, teams] = [useColleagueChoices(), useTeamChoices()]
  const doing = useShownAtOnce<unknown, undefined>({
    ids: [complaint.id],
    act: () => call(assignComplaint, { complaint: complaint.id }, { body: { owner, team } }),
    change: () => () => ({ owner: named(colleagues, owner), team: named(teams, team) }),
  })
  return (
    <ActFrame act="assign" onDone={onDone} doing={doing}>
      <Pair>
        <Select
          label={say('web.owner')}
          placeholder={say('web.no_owner')}
          data={colleagues}
          value={owner}
          onChange={setOwner}
          searchable
          clearable
        />
        <Select
          label={say('web.team')}
          placeholder={say('web.no_team')}
          data={teams}
          value={team}
          onChange={setTeam}
          searchable
          clearable
        />
      </Pair>
    </ActFrame>
  )
}

/** Withdrawing, reopening and taking a merging apart ask for words only. */
function WordsPanel({ complaint, onDone, act }: PanelProps & { act: 'withdraw' | 'reopen' | 'unmerge' }) {
  const say = useWords('complaints')
  const [words, setWords] = useState('')
  const at = { complaint: complaint.id }
  const sends = {
    reopen: () => call(reopenComplaint, at, { body: { reason: words } }),
    unmerge: () => call(separateComplaint, at, { body: { reason: words } }),
    withdraw: () => call(withdrawComplaint, at, { body: { words } }),
  }
  return (
    <ActForm
      act={act}
      complaint={complaint}
      onDone={onDone}
      send={sends[act]}
      notYet={words.trim() === '' ? say('web.words_first') : undefined}
    >
      <Textarea
        label={say(`web.words_of.${act}`)}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={2000}
      />
    </ActForm>
  )
}

const restrictions = ['staff_conduct', 'threat'] as const

function RestrictPanel({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const colleagues = useColleagueChoices()
  const [restriction, setRestriction] = useState(complaint.restriction)
  const [people, setPeople] = useState(complaint.named_people.map(({ id }) => id))
  const [about, setAbout] = useState(complaint.about.map(({ id }) => id))
  const send = () =>
    call(restrictComplaint, { complaint: complaint.id }, { body: { restriction, people: restriction === null ? [] : people, about } })
  const chosen = (value: string | null) => setRestriction(restrictions.find((one) => one === value) ?? null)
  return (
    <ActForm act="restrict" complaint={complaint} onDone={onDone} send={send}>
      <Select
        label={say('web.restriction')}
        placeholder={say('web.not_restricted')}
        data={useCodeChoices('restriction', restrictions)}
        value={restriction}
        onChange={chosen}
        clearable
      />
      {restriction !== null && (
        <MultiSelect label={say('web.named_people')} data={colleagues} value={people} onChange={setPeople} searchable />
      )}
      <MultiSelect
        label={say('web.about_colleagues')}
        description={say('web.about_colleagues_hint')}
        data={colleagues}
        value={about}
        onChange={setAbout}
        searchable
      />
    </ActForm>
  )
}

function SpamPanel({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const [always, setAlways] = useState(false)
  const [was, setWas] = useState(false)
  const at = { complaint: complaint.id }
  const send = () => (was ? call(unmarkSpam, at) : call(markSpam, at, { body: { always } }))
  return (
    <ActForm act="spam" complaint={complaint} onDone={onDone} send={send}>
      {complaint.state === 'not_complaint' && (
        <Checkbox label={say('web.no_spam')} checked={was} onChange={(event) => setWas(event.currentTarget.checked)} />
      )}
      {!was && <Checkbox label={say('web.spam_always')} checked={always} onChange={(event) => setAlways(event.currentTarget.checked)} />}
    </ActForm>
  )
}

const panels = {
  assign: AssignPanel,
  close: ClosePanel,
  wait: WaitPanel,
  await: AwaitPanel,
  resume: (props: PanelProps) => <PlainPanel {...props} act="resume" />,
  offer: (props: PanelProps) => <PlainPanel {...props} act="offer" />,
  accept: (props: PanelProps) => <AnswerPanel {...props} act="accept" />,
  refuse: (props: PanelProps) => <AnswerPanel {...props} act="refuse" />,
  merge: MergePanel,
  unmerge: (props: PanelProps) => <WordsPanel {...props} act="unmerge" />,
  dispute: DisputePanel,
  classify: ClassifyPanel,
  restrict: RestrictPanel,
  spam: SpamPanel,
  withdraw: (props: PanelProps) => <WordsPanel {...props} act="withdraw" />,
  reopen: (props: PanelProps) => <WordsPanel {...props} act="reopen" />,
} satisfies Record<Exclude<ComplaintAct, ActElsewhere>, (props: PanelProps) => ReactNode>

/** The form of the act that was chosen, in its place above the reply. */
export function ActPanel({ act, ...props }: PanelProps & { act: Exclude<ComplaintAct, ActElsewhere> }) {
  const Panel = panels[act]
  return <Panel {...props} />
}
