import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { KeyCap } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { Loading } from '#workspace/kit/loading.tsx'
import { useKeys } from '#workspace/kit/use-keys.ts'
import styles from './conversation.module.css'
import { type DraftKind, draftQuery, mailboxesQuery, recipientsQuery } from './queries.ts'
import { type Chosen, Recipients } from './recipients.tsx'
import type { How } from './use-sending.ts'
import { WritingSheet } from './writing-sheet.tsx'

interface ReplyBoxProps {
  complaint: Complaint
  /** Panels of other modules below the text: promises, authority, ready texts. */
  slot?: ReactNode
}

function KindSwitch({ kind, may, onKind }: { kind: DraftKind; may: Complaint['may']; onKind: (kind: DraftKind) => void }) {
  const say = useWords('conversations')
  return (
    <div className={styles.switch} role="group" aria-label={say('web.kind_label')} data-note={kind === 'note' || undefined}>
      {may.reply && (
        <button type="button" aria-pressed={kind === 'reply'} onClick={() => onKind('reply')}>
          <Icon name="mail" /> {say('web.reply')} <KeyCap>R</KeyCap>
        </button>
      )}
      {may.note && (
        <button type="button" aria-pressed={kind === 'note'} onClick={() => onKind('note')}>
          <Icon name="lock" /> {say('web.note')} <KeyCap>N</KeyCap>
        </button>
      )}
    </div>
  )
}

/** Which of our addresses answers; asked only where there is a choice. */
function MailboxChoice({ mailbox, onMailbox }: { mailbox: string | null; onMailbox: (mailbox: string | null) => void }) {
  const say = useWords('conversations')
  const { data } = useQuery(mailboxesQuery)
  const choices = (data?.data ?? []).filter(({ ended }) => !ended).map(({ id, address }) => ({ value: id, label: address }))
  if (choices.length < 2) return null
  return (
    <Select
      size="xs"
      aria-label={say('web.from')}
      placeholder={say('web.from_same')}
      data={choices}
      value={mailbox}
      onChange={onMailbox}
      clearable
    />
  )
}

const ways: readonly How[] = ['email', 'printed', 'told']

function HowChoice({ how, onHow }: { how: How; onHow: (how: How) => void }) {
  const say = useWords('conversations')
  const choices = ways.map((value) => ({ value, label: say(`web.how.${value}`) }))
  return (
    <Select
      size="xs"
      aria-label={say('web.how.label')}
      data={choices}
      value={how}
      onChange={(value) => onHow(ways.find((way) => way === value) ?? 'email')}
    />
  )
}

interface WriterProps extends ReplyBoxProps {
  kind: DraftKind
  focused: boolean
  onKind: (kind: DraftKind) => void
}

/** The sheet of one kind, once the draft and who would read it are known. */
function Writer({ complaint, kind, focused, onKind, slot }: WriterProps) {
  const say = useWords('conversations')
  const draft = useQuery(draftQuery(complaint.id, kind))
  const suggested = useQuery(recipientsQuery(complaint.id))
  const [chosen, setChosen] = useState<Chosen[] | null>(null)
  const [mailbox, setMailbox] = useState<string | null>(null)
  const [how, setHow] = useState<How | null>(null)
  if (draft.isPending || suggested.isPending) return <Loading rows={1} />
  const known = suggested.data?.data ?? []
  const kept = draft.data?.draft?.recipients ?? []
  const fromDraft = kept.map(
    ({ role, address }): Chosen => known.find((one) => one.address === address) ?? { role, address, name: null, reason: 'added' },
  )
  const recipients = chosen ?? (fromDraft.length > 0 ? fromDraft : known)
  const way = how ?? (recipients.length === 0 ? 'told' : 'email')
  const head = (status: ReactNode) => (
    <div className={styles.to}>
      <KindSwitch kind={kind} may={complaint.may} onKind={onKind} />
      {kind === 'reply' && <HowChoice how={way} onHow={setHow} />}
      {kind === 'reply' && way === 'email' && <Recipients chosen={recipients} onChange={setChosen} />}
      {kind === 'reply' && way === 'email' && <MailboxChoice mailbox={mailbox} onMailbox={setMailbox} />}
      <span className={styles.push} role="status">
        {status}
      </span>
    </div>
  )
  return (
    <WritingSheet
      complaint={complaint.id}
      kind={kind}
      label={kind === 'note' ? say('web.note') : say('web.reply_to', { name: complaint.customer?.name ?? '' })}
      draft={draft.data?.draft ?? null}
      focused={focused}
      addressing={{ how: way, recipients, mailbox }}
      head={head}
      slot={kind === 'reply' ? slot : undefined}
    />
  )
}

/** Where the agent writes: a reply that goes out, or a note that never does. Nobody can take one for the other. */
export function ReplyBox({ complaint, slot }: ReplyBoxProps) {
  const say = useWords('conversations')
  const { may } = complaint
  const [kind, setKind] = useState<DraftKind>(may.reply ? 'reply' : 'note')
  const [turn, setTurn] = useState(0)
  const turnTo = (to: DraftKind) => {
    setKind(to)
    setTurn(turn + 1)
  }
  useKeys([
    ...(may.reply ? [{ keys: 'KeyR', name: say('web.reply'), act: () => turnTo('reply') }] : []),
    ...(may.note ? [{ keys: 'KeyN', name: say('web.note'), act: () => turnTo('note') }] : []),
  ])
  if (!may.reply && !may.note) return null
  return (
    <section className={styles.write} data-note={kind === 'note' || undefined} aria-label={say(kind === 'note' ? 'web.note' : 'web.reply')}>
      <Writer key={`${kind} ${turn}`} complaint={complaint} kind={kind} focused={turn > 0} onKind={turnTo} slot={slot} />
    </section>
  )
}
