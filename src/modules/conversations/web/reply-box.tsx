import { Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { useAfterPaint } from '#workspace/kit/after-paint.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { KeyOf } from '#workspace/kit/key-of.tsx'
import { Loading } from '#workspace/kit/loading.tsx'
import { useKeys } from '#workspace/kit/use-keys.ts'
import type { Draft } from '../contract.ts'
import styles from './conversation.module.css'
import { useOnOffer } from './offered-text.ts'
import { type DraftKind, draftQuery, mailboxesQuery, recipientsQuery } from './queries.ts'
import { type Chosen, type Known, Recipients } from './recipients.tsx'
import type { RunningLimit } from './send-later.tsx'
import type { How } from './use-sending.ts'
import { WritingSheet } from './writing-sheet.tsx'

interface ReplyBoxProps {
  complaint: Complaint
  /** Panels of other modules below the text: promises, authority, ready texts. */
  slot?: ReactNode
  /** The first limit of the complaint that runs. */
  limit: RunningLimit | null
}

function KindSwitch({ kind, may, onKind }: { kind: DraftKind | null; may: Complaint['may']; onKind: (kind: DraftKind) => void }) {
  const say = useWords('conversations')
  return (
    <div className={styles.switch} role="group" aria-label={say('web.kind_label')} data-note={kind === 'note' || undefined}>
      {may.reply && (
        <button type="button" aria-pressed={kind === 'reply'} onClick={() => onKind('reply')}>
          <Icon name="mail" /> {say('web.reply')} <KeyOf keys="KeyR" />
        </button>
      )}
      {may.note && (
        <button type="button" aria-pressed={kind === 'note'} onClick={() => onKind('note')}>
          <Icon name="lock" /> {say('web.note')} <KeyOf keys="KeyN" />
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

/** Who would read it: what was chosen here, else what the draft says, else whom the desk suggests. */
function recipientsOf(chosen: Chosen[] | null, draft: Draft | null, { suggested, others }: Whom): readonly Chosen[] {
  const known: readonly Known[] = [...suggested, ...others]
  const kept = (draft?.recipients ?? []).map(
    ({ role, address }): Chosen => ({
      name: null,
      reason: 'new',
      internal: false,
      ...known.find((one) => one.address.toLowerCase() === address.toLowerCase()),
      role,
      address,
    }),
  )
  return chosen ?? (kept.length > 0 ? kept : suggested)
}

/** Whom the desk suggests, and who takes part as well. */
interface Whom {
  suggested: readonly Chosen[]
  others: readonly Known[]
}

interface SheetHeadProps {
  addressing: { how: How; recipients: readonly Chosen[]; mailbox: string | null }
  others: readonly Known[]
  onHow: (how: How) => void
  onChosen: (chosen: Chosen[]) => void
  onMailbox: (mailbox: string | null) => void
}

/** How a reply goes out, to whom, and from which address. */
function ReplyHead({ addressing, others, onHow, onChosen, onMailbox }: SheetHeadProps) {
  const { how, recipients, mailbox } = addressing
  return (
    <>
      <HowChoice how={how} onHow={onHow} />
      {how === 'email' && <Recipients chosen={recipients} others={others} onChange={onChosen} />}
      {how === 'email' && <MailboxChoice mailbox={mailbox} onMailbox={onMailbox} />}
    </>
  )
}

function useKnown(complaint: string, kind: DraftKind) {
  const draft = useQuery(draftQuery(complaint, kind))
  const suggested = useQuery(recipientsQuery(complaint))
  const whom: Whom = { suggested: suggested.data?.data ?? [], others: suggested.data?.others ?? [] }
  return { pending: draft.isPending || suggested.isPending, kept: draft.data?.draft ?? null, whom }
}

/** The sheet of one kind, once the draft and who would read it are known, and what is read first has been painted; at once where a key asks for it. */
function Writer({ complaint, kind, focused, onKind, slot, limit }: WriterProps) {
  const say = useWords('conversations')
  const { pending, kept, whom } = useKnown(complaint.id, kind)
  const painted = useAfterPaint()
  const [chosen, setChosen] = useState<Chosen[] | null>(null)
  const [mailbox, setMailbox] = useState<string | null>(null)
  const [how, setHow] = useState<How | null>(null)
  if (pending || !(painted || focused)) return <Loading rows={1} />
  const recipients = recipientsOf(chosen, kept, whom)
  const addressing = { how: how ?? (recipients.length === 0 ? 'told' : 'email'), recipients, mailbox }
  const isReply = kind === 'reply'
  const head = (status: ReactNode) => (
    <div className={styles.to}>
      <KindSwitch kind={kind} may={complaint.may} onKind={onKind} />
      {isReply && <ReplyHead addressing={addressing} others={whom.others} onHow={setHow} onChosen={setChosen} onMailbox={setMailbox} />}
      <span className={styles.push} role="status">
        {status}
      </span>
    </div>
  )
  const label = isReply ? say('web.reply_to', { name: complaint.customer?.name ?? '' }) : say('web.note')
  const sheet = { complaint: complaint.id, kind, label, draft: kept, focused, addressing, head }
  return <WritingSheet {...sheet} slot={isReply ? slot : undefined} limit={limit} />
}

function useWritingKeys(may: Complaint['may'], turnTo: (kind: DraftKind) => void) {
  const say = useWords('conversations')
  useKeys([
    ...(may.reply ? [{ keys: 'KeyR', name: say('web.reply'), act: () => turnTo('reply') }] : []),
    ...(may.note ? [{ keys: 'KeyN', name: say('web.note'), act: () => turnTo('note') }] : []),
  ])
}

/** Where the agent writes: a reply that goes out, or a note that never does. Nobody can take one for the other. */
export function ReplyBox({ complaint, slot, limit }: ReplyBoxProps) {
  const say = useWords('conversations')
  const { may } = complaint
  const [kind, setKind] = useState<DraftKind>(may.reply ? 'reply' : 'note')
  const [turn, setTurn] = useState(0)
  // A telephone has no room for a sheet that nobody writes on: there it opens when it is asked for.
  const phone = useMediaQuery('(width < 768px)') ?? false
  const [folded, setFolded] = useState(true)
  const turnTo = (to: DraftKind) => {
    setFolded(phone && !folded && to === kind)
    setKind(to)
    setTurn(turn + 1)
  }
  useWritingKeys(may, turnTo)
  // a text that another panel offers needs the sheet of the reply
  useOnOffer(complaint.id, () => {
    if (may.reply && (kind !== 'reply' || (phone && folded))) turnTo('reply')
  })
  if (!may.reply && !may.note) return null
  return (
    <section
      className={styles.write}
      data-note={kind === 'note' || undefined}
      data-doing={kind === 'note' ? 'noting' : 'writing'}
      aria-label={say(kind === 'note' ? 'web.note' : 'web.reply')}
    >
      {phone && folded ? (
        <div className={styles.to}>
          <KindSwitch kind={null} may={may} onKind={turnTo} />
        </div>
      ) : (
        <Writer key={`${kind} ${turn}`} complaint={complaint} kind={kind} focused={turn > 0} onKind={turnTo} slot={slot} limit={limit} />
      )}
    </section>
  )
}
