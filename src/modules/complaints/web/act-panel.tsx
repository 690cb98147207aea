import { Checkbox, MultiSelect, Select, Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { markSpam, unmarkSpam } from '#modules/channels/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { DateField } from '#workspace/kit/lazy.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { FormActs, SmallForm } from '#workspace/kit/small-form.tsx'
import {
  assignComplaint,
  type Complaint,
  classifyComplaint,
  type Kind,
  kinds,
  reopenComplaint,
  restrictComplaint,
  waitForCustomer,
  withdrawComplaint,
} from '../contract.ts'
import { useCodeChoices, useColleagueChoices, useTeamChoices } from './choices.ts'
import { ClosePanel } from './close-panel.tsx'
import type { ComplaintAct } from './complaint-header.tsx'
import { useAct } from './use-act.ts'

export interface PanelProps {
  complaint: Complaint
  onDone: () => void
}

interface ActFormProps {
  act: ComplaintAct
  complaint: Complaint
  onDone: () => void
  /** What is sent; it is asked for when the form is. */
  send: () => Promise<unknown>
  notYet?: string | undefined
  children: ReactNode
}

/** The frame of an act's form: what it does, its fields, its button, and the refusal where the hand is. */
function ActForm({ act, complaint, onDone, send, notYet, children }: ActFormProps) {
  const say = useWords('complaints')
  const doing = useAct(complaint.id, send)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (notYet === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <InPlace title={say(`web.act.${act}`)} about={say(`web.about.${act}`)} onClose={onDone}>
      <SmallForm onSubmit={submit}>
        {children}
        {doing.isError && <Refused why={doing.error} />}
        <FormActs>
          <Act as="do" submits busy={doing.isPending} notYet={notYet}>
            {say(`web.do.${act}`)}
          </Act>
          <Act onAct={onDone}>{say('web.cancel')}</Act>
        </FormActs>
      </SmallForm>
    </InPlace>
  )
}

function AssignPanel({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const [owner, setOwner] = useState(complaint.owner?.id ?? null)
  const [team, setTeam] = useState(complaint.team?.id ?? null)
  const send = () => call(assignComplaint, { complaint: complaint.id }, { body: { owner, team } })
  return (
    <ActForm act="assign" complaint={complaint} onDone={onDone} send={send}>
      <Pair>
        <Select
          label={say('web.owner')}
          placeholder={say('web.no_owner')}
          data={useColleagueChoices()}
          value={owner}
          onChange={setOwner}
          searchable
          clearable
        />
        <Select
          label={say('web.team')}
          placeholder={say('web.no_team')}
          data={useTeamChoices()}
          value={team}
          onChange={setTeam}
          searchable
          clearable
        />
      </Pair>
    </ActForm>
  )
}

function WaitPanel({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const today = Temporal.Now.plainDateISO()
  const [day, setDay] = useState<string | null>(today.add({ days: 7 }).toString())
  // Until the end of the working day, where the reader is.
  const until = () => Temporal.PlainDate.from(day ?? today).toZonedDateTime({ timeZone: Temporal.Now.timeZoneId(), plainTime: '18:00' })
  const send = () => call(waitForCustomer, { complaint: complaint.id }, { body: { reply_by: until().toInstant().toString() } })
  return (
    <ActForm act="wait" complaint={complaint} onDone={onDone} send={send} notYet={day === null ? say('web.choose_day') : undefined}>
      <DateField label={say('web.wait_until')} value={day} onChange={setDay} earliest={today.add({ days: 1 }).toString()} required />
    </ActForm>
  )
}

/** Withdrawing and reopening ask for words only. */
function WordsPanel({ complaint, onDone, act }: PanelProps & { act: 'withdraw' | 'reopen' }) {
  const say = useWords('complaints')
  const [words, setWords] = useState('')
  const at = { complaint: complaint.id }
  const send = () =>
    act === 'reopen' ? call(reopenComplaint, at, { body: { reason: words } }) : call(withdrawComplaint, at, { body: { words } })
  return (
    <ActForm act={act} complaint={complaint} onDone={onDone} send={send} notYet={words.trim() === '' ? say('web.words_first') : undefined}>
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

function ClassifyPanel({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const [kind, setKind] = useState<Kind>(complaint.kind === 'complaint' ? 'enquiry' : 'complaint')
  const [reason, setReason] = useState('')
  const send = () => call(classifyComplaint, { complaint: complaint.id }, { body: { kind, reason } })
  const chosen = (value: string | null) => setKind(kinds.find((one) => one === value) ?? kind)
  return (
    <ActForm
      act="classify"
      complaint={complaint}
      onDone={onDone}
      send={send}
      notYet={reason.trim() === '' ? say('web.words_first') : undefined}
    >
      <Select label={say('web.kind')} data={useCodeChoices('kind', kinds)} value={kind} onChange={chosen} />
      <Textarea
        label={say('web.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
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
  const send = () =>
    call(restrictComplaint, { complaint: complaint.id }, { body: { restriction, people: restriction === null ? [] : people } })
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
  classify: ClassifyPanel,
  restrict: RestrictPanel,
  spam: SpamPanel,
  withdraw: (props: PanelProps) => <WordsPanel {...props} act="withdraw" />,
  reopen: (props: PanelProps) => <WordsPanel {...props} act="reopen" />,
} satisfies Record<Exclude<ComplaintAct, 'contact'>, (props: PanelProps) => ReactNode>

/** The form of the act that was chosen, in its place above the reply. Logging a contact belongs to the conversation. */
export function ActPanel({ act, ...props }: PanelProps & { act: Exclude<ComplaintAct, 'contact'> }) {
  const Panel = panels[act]
  return <Panel {...props} />
}
