import { SegmentedControl, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { attachmentPath } from '#modules/conversations/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Field } from '#workspace/kit/field.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { Said } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type LetterDraft, sendLetter } from '../contract.ts'
import type { AskedOffer } from '../options/contract.ts'
import type { Preview } from './letter-side.tsx'
import styles from './letters.module.css'
import { shownOf } from './queries.ts'
import type { writtenOf } from './use-written.ts'

interface SendProps {
  complaint: Complaint
  draft: LetterDraft
  /** What the desk says of exactly what is typed; null while it has not. */
  preview: Preview | null
  printed: boolean
  onPrinted: (printed: boolean) => void
  written: ReturnType<typeof writtenOf> & { offer?: AskedOffer }
  onSent: () => void
}

/** Sends it. The same letter sent again, after a lost line, is the same act. */
function useSend({ complaint, draft, printed, written }: SendProps, reason: string) {
  const keys = useRef(new Map<string, string>())
  const { letter } = draft
  return useDoing(() => {
    const told = reason.trim()
    const body = {
      letter,
      ...written,
      ...(printed && { by_hand: { how: 'printed' as const } }),
      ...(told !== '' && { words_reason: told }),
    }
    const words = JSON.stringify(body)
    const once = keys.current.get(words) ?? crypto.randomUUID()
    keys.current.set(words, once)
    return call(sendLetter, { complaint: complaint.id }, { body, once })
  }, shownOf(complaint.id))
}

function WayChoice({ draft, printed, onPrinted }: Pick<SendProps, 'draft' | 'printed' | 'onPrinted'>) {
  const say = useWords('letters')
  const { email, address } = draft.ways
  const ways = [
    { value: 'email', label: say('web.way.email') },
    { value: 'printed', label: say('web.way.printed') },
  ]
  const to = printed ? address : email
  return (
    <>
      <Field label={say('web.way.label')}>
        {() => (
          <SegmentedControl
            aria-label={say('web.way.label')}
            data={ways}
            value={printed ? 'printed' : 'email'}
            onChange={(value) => onPrinted(value === 'printed')}
            fullWidth
          />
        )}
      </Field>
      <p className={styles.address}>{to ?? say(printed ? 'web.no_address' : 'web.no_email')}</p>
    </>
  )
}

function Sent({ complaint, pdf, printed }: { complaint: string; pdf: string; printed: boolean }) {
  const say = useWords('letters')
  return (
    <Said kept>
      {say(printed ? 'web.sent_printed' : 'web.sent')}{' '}
      <a href={attachmentPath(complaint, pdf, true)} target="_blank" rel="noopener noreferrer">
        {say(printed ? 'web.print' : 'web.pdf')}
      </a>
      {' · '}
      <a href={`/app/complaints/${complaint}`}>{say('web.back')}</a>
    </Said>
  )
}

function Reason({ reason, onReason }: { reason: string; onReason: (reason: string) => void }) {
  const say = useWords('letters')
  return (
    <Textarea
      label={say('web.reason')}
      description={say('web.reason_hint')}
      value={reason}
      onChange={(event) => onReason(event.currentTarget.value)}
      maxLength={500}
      autosize
    />
  )
}

/** Whether the words wait for a reason, and why the letter cannot leave yet. */
function useWhyNot(preview: Preview | null, reason: string): { waits: boolean; why: string | undefined } {
  const say = useWords('letters')
  if (preview === null) return { waits: false, why: say('web.looking') }
  const waits = preview.advice.some(({ needs_reason: needs }) => needs)
  const unsaid = waits && reason.trim() === '' ? say('web.reason_first') : undefined
  return { waits, why: preview.missing[0]?.sentence ?? unsaid }
}

/** How the letter leaves, and the button; while something is missing it says what. */
export function LetterSend(props: SendProps) {
  const { complaint, draft, preview, printed, onPrinted, onSent } = props
  const say = useWords('letters')
  const go = useGo()
  const [reason, setReason] = useState('')
  const sending = useSend(props, reason)
  const { waits, why } = useWhyNot(preview, reason)
  const sent = () => {
    onSent()
    if (!printed) go(`/app/complaints/${complaint.id}`)
  }
  if (sending.isSuccess) return <Sent complaint={complaint.id} pdf={sending.data.pdf} printed={printed} />
  return (
    <section className={styles.part} aria-label={say('web.send_part')}>
      <WayChoice draft={draft} printed={printed} onPrinted={onPrinted} />
      {(waits || reason !== '') && <Reason reason={reason} onReason={setReason} />}
      {sending.isError && <Refused why={sending.error} />}
      <div>
        <Act as="do" busy={sending.isPending} notYet={why} onAct={() => sending.mutate(undefined, { onSuccess: sent })}>
          {say(printed ? 'web.send_printed' : 'web.send')}
        </Act>
        {why !== undefined && <p className={styles.hint}>{why}</p>}
      </div>
    </section>
  )
}
