import { type Complaint, editComplaint, editIssue, type Urgency, urgencies } from '#modules/complaints/contract.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'

interface TakeOverProps {
  complaint: Complaint
  output: string
  value: string
}

/** What taking over would change: a category where none is, an urgency that differs. */
function changeOf({ complaint, output, value }: TakeOverProps): (() => Promise<unknown>) | null {
  if (!complaint.may.edit) return null
  if (output === 'urgency' && value !== complaint.urgency && isUrgency(value))
    return () => call(editComplaint, { complaint: complaint.id }, { body: { urgency: value }, version: complaint.version })
  const bare = complaint.issues_list.find(({ category }) => category === null)
  if (output !== 'category' || complaint.category !== null || !bare) return null
  return () => call(editIssue, { complaint: complaint.id, issue: bare.id }, { body: { category: value }, version: bare.version })
}

const isUrgency = (value: string): value is Urgency => urgencies.some((one) => one === value)

/** One click makes the suggestion the complaint's own; nothing does it by itself. */
export function TakeOver(props: TakeOverProps) {
  const say = useWords('conversations')
  const names = useWords('triage')
  const change = changeOf(props)
  const doing = useDoing(() => change?.() ?? Promise.resolve(), [['complaints'], ['conversations', 'timeline', props.complaint.id]])
  if (change === null) return null
  return (
    <>
      <SmallAct aria-label={`${say('web.triage.take')}: ${names(`output.${props.output}`)}`} onAct={() => doing.mutate()}>
        {say('web.triage.take')}
      </SmallAct>
      {doing.isError && <Refused why={doing.error} />}
    </>
  )
}
