import { Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Complaint, Missing } from '../contract.ts'
import styles from './complaint.module.css'

/** Gate → the reason to do without it. A gate that is here, even without words yet, has its field open. */
export type Waivers = Record<string, string>

interface ClosingGatesProps {
  complaint: Complaint
  waivers: Waivers
  onWaive: (waivers: Waivers) => void
  ways: Partial<Record<string, ReactNode>>
}

/** What stands between the complaint and its end besides undecided issues, which are seen in their fields; and what was waived. */
export function ClosingGates({ complaint, waivers, onWaive, ways }: ClosingGatesProps) {
  const say = useWords('complaints')
  const { moment } = useInWords()
  const { missing, waived, closes_at } = complaint.closing
  const decided = complaint.issues_list.every(({ outcome, sentence }) => outcome !== null && sentence !== null)
  const others = missing.filter(({ gate }) => gate !== 'B1' || decided)
  return (
    <>
      {others.length > 0 && (
        <section>
          <h3 className={styles.gatesTitle}>{say('web.gates_title')}</h3>
          <ul className={styles.gates}>
            {others.map((one) => (
              <GateLine
                key={`${one.gate} ${one.sentence}`}
                missing={one}
                reason={waivers[one.gate]}
                way={ways[one.gate]}
                onReason={(reason) => onWaive(withReason(waivers, one.gate, reason))}
              />
            ))}
          </ul>
        </section>
      )}
      {waived.length > 0 && (
        <ul className={styles.gates}>
          {waived.map(({ gate, reason, by, at }) => (
            <li key={gate}>
              {say('web.waived_line', { gate, name: by, moment: moment(at) })} “{reason}”
            </li>
          ))}
        </ul>
      )}
      {closes_at !== null && <p>{say('web.closes_line', { moment: moment(closes_at) })}</p>}
    </>
  )
}

function withReason(waivers: Waivers, gate: string, reason: string | null): Waivers {
  const { [gate]: _before, ...rest } = waivers
  return reason === null ? rest : { ...rest, [gate]: reason }
}

interface GateLineProps {
  missing: Missing
  reason: string | undefined
  way: ReactNode
  onReason: (reason: string | null) => void
}

function GateLine({ missing: { gate, sentence, waived_by, may_waive }, reason, way, onReason }: GateLineProps) {
  const say = useWords('complaints')
  return (
    <li>
      <span>{sentence}</span> {way}
      {may_waive && reason === undefined && (
        <SmallAct onAct={() => onReason('')} aria-label={say('web.waive_of', { sentence })}>
          {say('web.waive')}
        </SmallAct>
      )}
      {!may_waive && waived_by !== 'nobody' && <small> {say(`web.waived_by.${waived_by}`)}</small>}
      {reason !== undefined && (
        <>
          <Textarea
            label={say('web.waive_reason', { gate })}
            value={reason}
            onChange={(event) => onReason(event.currentTarget.value)}
            autosize
            minRows={1}
            maxLength={2000}
            autoFocus
          />
          <SmallAct onAct={() => onReason(null)}>{say('web.waive_not')}</SmallAct>
        </>
      )}
    </li>
  )
}
