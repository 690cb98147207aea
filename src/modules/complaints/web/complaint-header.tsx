import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { AfterPaint } from '#workspace/kit/after-paint.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { useHolds } from '#workspace/kit/me.ts'
import { PageHeader } from '#workspace/kit/page-header.tsx'
import { IconAct } from '#workspace/kit/small-acts.tsx'
import { useKeys } from '#workspace/kit/use-keys.ts'
import type { Complaint } from '../contract.ts'
import styles from './complaint.module.css'
import { FollowLine } from './follow-line.tsx'
import { LinkedComplaints } from './linked-complaints.tsx'
import { MissingLine } from './missing-line.tsx'

export const complaintActs = [
  'assign',
  'close',
  'reopen',
  'letter',
  'handover',
  'coach',
  'wait',
  'await',
  'resume',
  'offer',
  'accept',
  'refuse',
  'merge',
  'unmerge',
  'dispute',
  'withdraw',
  'classify',
  'restrict',
  'spam',
  'contact',
  'incident',
] as const
export type ComplaintAct = (typeof complaintActs)[number]
/** The acts whose forms belong to other modules; the page shows them. */
export type ActElsewhere = 'contact' | 'handover' | 'coach' | 'incident' | 'letter'

interface ComplaintHeaderProps {
  complaint: Complaint
  back: { href: string; name: string }
  onAct: (act: ComplaintAct) => void
  /** Where it stands in the list that it was opened from. */
  place?: ReactNode
}

function useOtherActs({ may, state }: Complaint): ComplaintAct[] {
  const sorts = useHolds('mail.sort')
  const could: Record<ComplaintAct, boolean> = {
    assign: false,
    close: false,
    reopen: false,
    letter: may.reply,
    handover: may.assign,
    coach: may.note,
    incident: may.note,
    contact: may.reply,
    wait: may.wait,
    await: may.await,
    resume: may.resume,
    offer: may.offer,
    accept: may.accept,
    refuse: may.refuse,
    merge: may.merge,
    unmerge: may.unmerge,
    dispute: may.dispute,
    withdraw: may.withdraw,
    classify: may.classify,
    restrict: may.restrict,
    spam: sorts && state !== 'merged',
  }
  return complaintActs.filter((act) => could[act])
}

function Marks({ complaint }: { complaint: Complaint }) {
  const say = useWords('complaints')
  const { number, state, issues, urgency, restricted, kind, disputes } = complaint
  return (
    <>
      <span className={styles.number}>{number}</span>
      <Chip tone={state === 'closed' ? 'kept' : 'plain'}>{say(`state.${state}`)}</Chip>
      {issues > 1 && <Chip>{say('web.issues', { count: issues })}</Chip>}
      {(urgency === 'critical' || urgency === 'high') && <Chip>{say(`web.urgent.${urgency}`)}</Chip>}
      {kind !== 'complaint' && <Chip>{say(`kind.${kind}`)}</Chip>}
      {disputes.some(({ ended_at }) => ended_at === null) && <Chip tone="legal">{say('web.dispute')}</Chip>}
      {restricted && (
        <Chip>
          <Icon name="lock" size={12} /> {say('web.restricted')}
        </Chip>
      )}
    </>
  )
}

function MoreActs({ complaint, onAct }: Pick<ComplaintHeaderProps, 'complaint' | 'onAct'>) {
  const say = useWords('complaints')
  const others = useOtherActs(complaint)
  if (others.length === 0) return null
  return (
    <Menu position="bottom-end" shadow="md" returnFocus>
      <Menu.Target>
        <IconAct icon="more" label={say('web.more')} />
      </Menu.Target>
      <Menu.Dropdown>
        {others.map((act) => (
          <Menu.Item key={act} onClick={() => onAct(act)}>
            {say(`web.act.${act}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Who, which number, where it stands, what is missing next, and what can be done. */
export function ComplaintHeader({ complaint, back, onAct, place }: ComplaintHeaderProps) {
  const say = useWords('complaints')
  const { may, customer, number } = complaint
  const title = customer?.name || say(complaint.anonymous ? 'web.anonymous' : 'web.nobody')
  useKeys([
    ...(may.assign ? [{ keys: 'KeyH', name: say('web.act.assign'), act: () => onAct('assign') }] : []),
    ...(may.assign ? [{ keys: 'KeyA', name: say('web.act.assign'), act: () => onAct('assign'), quiet: true }] : []),
  ])
  return (
    <PageHeader
      title={title}
      documentTitle={`${number} ${title}`}
      back={back}
      beside={<Marks complaint={complaint} />}
      line={
        <div className={styles.line}>
          <p tabIndex={-1} id="missing-next">
            <MissingLine complaint={complaint} />
          </p>
          <AfterPaint>
            <FollowLine complaint={complaint.id} />
          </AfterPaint>
          <LinkedComplaints links={complaint.links} />
          {place}
        </div>
      }
      acts={
        <>
          {may.assign && (
            <Act keyOf="KeyH" onAct={() => onAct('assign')}>
              {say('web.act.assign')}
            </Act>
          )}
          {may.close && <Act onAct={() => onAct('close')}>{say('web.act.close')}</Act>}
          {may.reopen && <Act onAct={() => onAct('reopen')}>{say('web.act.reopen')}</Act>}
          <MoreActs complaint={complaint} onAct={onAct} />
        </>
      }
    />
  )
}
