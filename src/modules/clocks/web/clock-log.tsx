import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import type { Clock, LogEntry } from '../contract.ts'
import styles from './clocks.module.css'

/** Details that are moments are said as such. */
const isMoment = (detail: string) => /^\d{4}-\d\d-\d\dT/.test(detail)

function useEntry() {
  const say = useWords('clocks')
  const { moment } = useInWords()
  return ({ what, due, detail }: LogEntry): string =>
    say(`log.${what}`, {
      due: due === null ? '' : moment(due),
      detail: detail !== null && isMoment(detail) ? moment(detail) : (detail ?? ''),
    })
}

/** What happened to each clock, by which calendar. */
export function ClockLog({ clocks }: { clocks: readonly Clock[] }) {
  const say = useWords('clocks')
  const { moment } = useInWords()
  const entry = useEntry()
  return (
    <div className={styles.log}>
      {clocks.map((clock) => (
        <section key={clock.id}>
          <h4>
            {say(`kinds.${clock.kind}`)}
            <small>
              {clock.preset ?? ''} {clock.calendar !== null && say('web.calendar', { calendar: clock.calendar })}
            </small>
          </h4>
          <ol>
            {clock.log.map((one) => (
              <li key={`${one.at} ${one.what} ${one.detail ?? ''}`}>
                <time dateTime={one.at}>{moment(one.at)}</time> {entry(one)}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
