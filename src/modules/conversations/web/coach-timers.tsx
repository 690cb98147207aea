import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import styles from './coach.module.css'
import { useLengthOf } from './coach-stage.tsx'
import { addHoldSeconds, useHoldSeconds } from './hold-seconds.ts'

/** Whole seconds since a moment, counted while it is set. */
function useSecondsSince(since: Temporal.Instant | null): number {
  const [now, setNow] = useState(() => Temporal.Now.instant())
  useEffect(() => {
    if (since === null) return
    const timer = setInterval(() => setNow(Temporal.Now.instant()), 1000)
    return () => clearInterval(timer)
  }, [since])
  return since === null ? 0 : Math.max(0, Math.floor(since.until(now).total('seconds')))
}

const clockOf = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

const choices = [1, 2, 3, 5]
const nearEnd = 20

/** Nobody is put on hold without being asked: first consent and length, then it counts and warns. */
export function HoldTimer({ complaint, total }: { complaint: string; total: number }) {
  const say = useWords('conversations')
  const length = useLengthOf()
  const [minutes, setMinutes] = useState(2)
  const [since, setSince] = useState<Temporal.Instant | null>(null)
  const seconds = useSecondsSince(since)
  const kept = useHoldSeconds(complaint)
  const left = minutes * 60 - seconds
  const end = () => {
    if (since !== null) addHoldSeconds(complaint, Math.max(1, Math.floor(since.until(Temporal.Now.instant()).total('seconds'))))
    setSince(null)
  }
  return (
    <section className={styles.part}>
      <h2>{say('web.coach.hold.title')}</h2>
      {since === null && (
        <>
          <p>{say('web.coach.hold.ask', { minutes })}</p>
          <div className={styles.acts}>
            <Select
              size="xs"
              aria-label={say('web.coach.hold.minutes')}
              data={choices.map((count) => ({ value: String(count), label: say('web.coach.hold.minutes_of', { count }) }))}
              value={String(minutes)}
              onChange={(value) => setMinutes(Number(value ?? minutes))}
            />
            <Act size="xs" onAct={() => setSince(Temporal.Now.instant())}>
              {say('web.coach.hold.consented')}
            </Act>
          </div>
        </>
      )}
      {since !== null && (
        <>
          <p className={styles.time} role="timer">
            {say('web.coach.hold.running', { time: clockOf(seconds), agreed: clockOf(minutes * 60) })}
          </p>
          <p role="status" className={left <= nearEnd ? styles.warning : undefined}>
            {left <= nearEnd && say(left < 0 ? 'web.coach.hold.over' : 'web.coach.hold.near')}
          </p>
          <div className={styles.acts}>
            <Act as="do" size="xs" onAct={end}>
              {say('web.coach.hold.end')}
            </Act>
          </div>
        </>
      )}
      {kept > 0 && <p className={styles.quiet}>{say('web.coach.hold.kept', { length: length(kept) })}</p>}
      {total > 0 && <p className={styles.quiet}>{say('web.coach.hold.total', { length: length(total) })}</p>}
    </section>
  )
}

const longestSilence = 60

/** After a minute without a sign from us it says what to say. */
export function SilenceWatch() {
  const say = useWords('conversations')
  const [since, setSince] = useState<Temporal.Instant | null>(null)
  const seconds = useSecondsSince(since)
  return (
    <section className={styles.part}>
      <h2>{say('web.coach.silence.title')}</h2>
      {since === null ? (
        <div className={styles.acts}>
          <Act size="xs" onAct={() => setSince(Temporal.Now.instant())}>
            {say('web.coach.silence.start')}
          </Act>
        </div>
      ) : (
        <>
          <p role="timer">{say('web.coach.silence.since', { seconds })}</p>
          <p role="status" className={seconds >= longestSilence ? styles.warning : undefined}>
            {seconds >= longestSilence && say('web.coach.silence.quiet')}
          </p>
          <div className={styles.acts}>
            <Act size="xs" onAct={() => setSince(Temporal.Now.instant())}>
              {say('web.coach.silence.spoke')}
            </Act>
            <Act size="xs" onAct={() => setSince(null)}>
              {say('web.coach.silence.stop')}
            </Act>
          </div>
        </>
      )}
    </section>
  )
}
