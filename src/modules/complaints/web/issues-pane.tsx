import { Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { type BothSides, ChangedMeanwhile } from '#workspace/kit/changed-meanwhile.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { FormActs, SmallForm } from '#workspace/kit/small-form.tsx'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { addIssue, type Complaint, editIssue, type Issue, outcomes } from '../contract.ts'
import { useCategoryChoices, useCategoryNames, useCodeChoices, useColleagueChoices } from './choices.ts'
import styles from './complaint.module.css'
import { SplitForm } from './split-form.tsx'
import { shownOf, useAct } from './use-act.ts'

interface Fields {
  title: string
  category: string | null
  owner: string | null
  outcome: Issue['outcome']
  sentence: string | null
}

const fieldsOf = ({ title, category, owner, outcome, sentence }: Issue): Fields => ({
  title,
  category,
  owner: owner?.id ?? null,
  outcome,
  sentence,
})

interface IssueFormProps {
  complaint: Complaint
  issue: Issue
  onDone: () => void
}

function useIssueEdit({ complaint, issue, onDone }: IssueFormProps) {
  return useEdit<Fields>({
    now: { version: issue.version, fields: fieldsOf(issue) },
    send: (changed, version) => call(editIssue, { complaint: complaint.id, issue: issue.id }, { body: changed, version }),
    refresh: shownOf(complaint.id),
    onDone,
  })
}

function useShown() {
  const say = useWords('complaints')
  const category = useCategoryNames()
  const colleagues = useColleagueChoices()
  return (name: keyof Fields, value: string | null): string => {
    if (value === null || value === '') return '–'
    if (name === 'category') return category(value)
    if (name === 'owner') return colleagues.find((one) => one.value === value)?.label ?? '…'
    return name === 'outcome' ? say(`outcome.${value}`) : value
  }
}

function IssueForm(props: IssueFormProps) {
  const say = useWords('complaints')
  const { fields, change, save, keepMine, takeTheirs, theirs, stale, saving } = useIssueEdit(props)
  const shown = useShown()
  const sides = (Object.keys(theirs) as (keyof Fields)[]).map(
    (name): BothSides => ({ name: say(`web.issue.${name}`), theirs: shown(name, theirs[name] ?? null), yours: shown(name, fields[name]) }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <SmallForm onSubmit={submit}>
      <TextInput
        label={say('web.issue.title')}
        value={fields.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        maxLength={500}
        required
      />
      <Select
        label={say('web.issue.category')}
        data={useCategoryChoices(fields.category)}
        value={fields.category}
        onChange={(category) => change({ category })}
        searchable
        clearable
      />
      <Select
        label={say('web.issue.owner')}
        data={useColleagueChoices()}
        value={fields.owner}
        onChange={(owner) => change({ owner })}
        searchable
        clearable
      />
      <Select
        label={say('web.issue.outcome')}
        data={useCodeChoices('outcome', outcomes)}
        value={fields.outcome}
        onChange={(value) => change({ outcome: outcomes.find((one) => one === value) ?? null })}
        clearable
      />
      <Textarea
        label={say('web.issue.sentence')}
        value={fields.sentence ?? ''}
        onChange={(event) => change({ sentence: event.currentTarget.value || null })}
        autosize
        minRows={2}
        maxLength={4000}
      />
      {stale && <ChangedMeanwhile sides={sides} busy={saving.isPending} onKeepMine={keepMine} onTakeTheirs={takeTheirs} />}
      {saving.isError && !stale && <Refused why={saving.error} />}
      <FormActs>
        <Act submits busy={saving.isPending}>
          {say('web.save')}
        </Act>
        <Act as="plain" onAct={props.onDone}>
          {say('web.cancel')}
        </Act>
      </FormActs>
    </SmallForm>
  )
}

type Doing = 'edit' | 'split'

function IssueActs({ complaint, issue, onAct }: { complaint: Complaint; issue: Issue; onAct: (doing: Doing) => void }) {
  const say = useWords('complaints')
  const { title, outcome } = issue
  const undecided = complaint.issues_list.filter((one) => one.outcome === null).length
  return (
    <>
      {complaint.may.split && outcome === null && undecided > 1 && (
        <SmallAct onAct={() => onAct('split')} aria-label={say('web.split.act_of', { title })}>
          {say('web.split.act')}
        </SmallAct>
      )}
      {complaint.may.edit && (
        <SmallAct onAct={() => onAct('edit')} aria-label={say('web.edit_issue', { title })}>
          {say('web.edit')}
        </SmallAct>
      )}
    </>
  )
}

function IssueLine({ complaint, issue }: { complaint: Complaint; issue: Issue }) {
  const say = useWords('complaints')
  const category = useCategoryNames()
  const [doing, setDoing] = useState<Doing | null>(null)
  const { position, title, outcome, sentence, owner } = issue
  return (
    <li className={styles.issue}>
      <header>
        <b>
          {complaint.issues > 1 && `${position}. `}
          {title}
        </b>
        {outcome === null ? null : <Chip tone="kept">{say(`outcome.${outcome}`)}</Chip>}
        {doing === null && <IssueActs complaint={complaint} issue={issue} onAct={setDoing} />}
      </header>
      {doing === 'edit' && <IssueForm complaint={complaint} issue={issue} onDone={() => setDoing(null)} />}
      {doing === 'split' && <SplitForm complaint={complaint} issue={issue} onDone={() => setDoing(null)} />}
      {doing === null && (
        <>
          <small>
            {[issue.category === null ? say('web.no_category') : category(issue.category), owner?.name].filter(Boolean).join(' · ')}
          </small>
          {sentence !== null && <blockquote>{sentence}</blockquote>}
        </>
      )}
    </li>
  )
}

function NewIssue({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const say = useWords('complaints')
  const [title, setTitle] = useState('')
  const [category, setCategory] = useState<string | null>(null)
  const adding = useAct(complaint.id, () => call(addIssue, { complaint: complaint.id }, { body: { title, category } }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    adding.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <TextInput
        label={say('web.issue.title')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={500}
        required
        autoFocus
      />
      <Select label={say('web.issue.category')} data={useCategoryChoices()} value={category} onChange={setCategory} searchable clearable />
      {adding.isError && <Refused why={adding.error} />}
      <FormActs>
        <Act submits busy={adding.isPending}>
          {say('web.issue.add')}
        </Act>
        <Act as="plain" onAct={onDone}>
          {say('web.cancel')}
        </Act>
      </FormActs>
    </SmallForm>
  )
}

/** Each separate grievance with its category, owner and outcome. */
export function IssuesPane({ complaint }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const [adding, setAdding] = useState(false)
  const decided = complaint.issues_list.filter(({ outcome }) => outcome !== null).length
  return (
    <Pane title={say('web.issues_title')} aside={say('web.decided', { decided, count: complaint.issues_list.length })}>
      <ol>
        {complaint.issues_list.map((issue) => (
          <IssueLine key={issue.id} complaint={complaint} issue={issue} />
        ))}
      </ol>
      {adding && <NewIssue complaint={complaint} onDone={() => setAdding(false)} />}
      {complaint.may.edit && !adding && <SmallAct onAct={() => setAdding(true)}>{say('web.issue.add')}</SmallAct>}
    </Pane>
  )
}
