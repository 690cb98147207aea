import type { FormEvent, ReactNode } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { FormFoot, SmallForm } from '#workspace/kit/small-form.tsx'
import type { Complaint } from '../contract.ts'
import type { ComplaintAct } from './complaint-header.tsx'
import { useAct } from './use-act.ts'

export interface PanelProps {
  complaint: Complaint
  onDone: () => void
}

interface ActFormProps {
  act: ComplaintAct
  onDone: () => void
  notYet?: string | undefined
  children: ReactNode
}

/** What the form is for, and how it goes. */
interface Doing {
  isPending: boolean
  isError: boolean
  error: unknown
  mutate: (given: undefined, then: { onSuccess: () => void }) => void
}

/** The frame of an act's form: what it does, its fields, its button, and the refusal where the hand is. */
export function ActFrame({ act, onDone, doing, notYet, children }: ActFormProps & { doing: Doing }) {
  const say = useWords('complaints')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (notYet === undefined && !doing.isPending) doing.mutate(undefined, { onSuccess: onDone })
  }
  return (
    <InPlace title={say(`web.act.${act}`)} about={say(`web.about.${act}`)} onClose={onDone}>
      <SmallForm onSubmit={submit}>
        {children}
        <FormFoot doing={doing} act={say(`web.do.${act}`)} notYet={notYet} main onCancel={onDone} />
      </SmallForm>
    </InPlace>
  )
}

/** The same for an act that is asked for when the form is sent. */
export function ActForm({ complaint, send, ...rest }: ActFormProps & { complaint: Complaint; send: () => Promise<unknown> }) {
  return <ActFrame {...rest} doing={useAct<undefined>(complaint.id, send)} />
}
