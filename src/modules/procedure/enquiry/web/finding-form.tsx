import { Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { findingResults, findingSources, logFinding, longestWords } from '../../contract.ts'
import { shownOf } from './queries.ts'
import { useEvidence } from './use-evidence.ts'

interface Logged {
  claim: string
  source: (typeof findingSources)[number] | null
  result: (typeof findingResults)[number] | null
  note: string
  issue: string | null
  evidence: string | null
}

const nothing: Logged = { claim: '', source: null, result: null, note: '', issue: null, evidence: null }

function missingIn({ claim, source, result }: Logged, say: Say): string | undefined {
  if (claim.trim() === '') return say('enquiry.web.claim_first')
  if (source === null) return say('enquiry.web.source_first')
  return result === null ? say('enquiry.web.result_first') : undefined
}

const choicesOf = (say: Say, under: string, codes: readonly string[]) =>
  codes.map((value) => ({ value, label: say(`enquiry.${under}.${value}`) }))

interface FieldsProps {
  complaint: Complaint
  logged: Logged
  change: (some: Partial<Logged>) => void
}

function Fields({ complaint, logged, change }: FieldsProps) {
  const say = useWords('procedure')
  const evidence = useEvidence(complaint.id)
  const issues = complaint.issues_list.map(({ id, title }) => ({ value: id, label: title }))
  return (
    <>
      <Textarea
        label={say('enquiry.web.claim')}
        value={logged.claim}
        onChange={(event) => change({ claim: event.currentTarget.value })}
        maxLength={longestWords}
        autosize
        autoFocus
      />
      <Select
        label={say('enquiry.web.looked_where')}
        data={choicesOf(say, 'source', findingSources)}
        value={logged.source}
        onChange={(value) => change({ source: findingSources.find((one) => one === value) ?? null })}
      />
      <Select
        label={say('enquiry.web.result')}
        data={choicesOf(say, 'result', findingResults)}
        value={logged.result}
        onChange={(value) => change({ result: findingResults.find((one) => one === value) ?? null })}
      />
      <Textarea
        label={say('enquiry.web.finding_note')}
        value={logged.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
        maxLength={longestWords}
        autosize
      />
      {issues.length > 1 && (
        <Select label={say('enquiry.web.issue')} data={issues} value={logged.issue} onChange={(issue) => change({ issue })} clearable />
      )}
      {evidence.length > 0 && (
        <Select
          label={say('enquiry.web.evidence')}
          data={evidence.map(({ value, label }) => ({ value, label }))}
          value={logged.evidence}
          onChange={(chosen) => change({ evidence: chosen })}
          searchable
          clearable
        />
      )}
    </>
  )
}

/** Logs what was verified, with the message or file that shows it. */
export function FindingForm({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const say = useWords('procedure')
  const [logged, setLogged] = useState(nothing)
  const { claim, source, result, note, issue, evidence } = logged
  const shown = useEvidence(complaint.id).find(({ value }) => value === evidence)
  const logging = useDoing(
    (found: { source: NonNullable<Logged['source']>; result: NonNullable<Logged['result']> }) =>
      call(
        logFinding,
        { complaint: complaint.id },
        {
          body: {
            claim,
            ...found,
            ...(note.trim() !== '' && { note }),
            ...(issue !== null && { issue }),
            ...(shown && { [shown.kind]: shown.id }),
          },
        },
      ),
    shownOf(complaint.id),
  )
  const missing = missingIn(logged, say)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (source === null || result === null || missing !== undefined || logging.isPending) return
    logging.mutate({ source, result }, { onSuccess: onDone })
  }
  return (
    <SmallForm onSubmit={submit}>
      <Fields complaint={complaint} logged={logged} change={(some) => setLogged((before) => ({ ...before, ...some }))} />
      <FormFoot doing={logging} act={say('enquiry.web.log')} notYet={missing} onCancel={onDone} />
    </SmallForm>
  )
}
