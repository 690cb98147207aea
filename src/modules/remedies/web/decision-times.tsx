import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { About, Section } from '#workspace/kit/section.tsx'
import type { DecisionTimes } from '../contract.ts'
import { timesQuery } from './approvers-queries.ts'
import styles from './remedies.module.css'

function Histogram({ parts }: { parts: DecisionTimes['histogram'] }) {
  const say = useWords('remedies')
  const { count } = useInWords()
  const most = Math.max(1, ...parts.map((part) => part.count))
  return (
    <dl className={styles.facts}>
      {parts.map((part, at) => (
        <div key={part.below ?? 'more'}>
          <dt>
            {part.below === null ? say('web.times_more', { hours: parts[at - 1]?.below }) : say('web.times_below', { hours: part.below })}
          </dt>
          <dd>
            <span aria-hidden className={styles.part} style={{ inlineSize: `${(part.count * 60) / most}%` }} /> {count(part.count)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** How long requests wait for a yes or a no: by month and team, and how they are spread. */
export function DecisionTimesPanel() {
  const say = useWords('remedies')
  const { count } = useInWords()
  const query = useQuery(timesQuery)
  const hours = (value: number | null) => (value === null ? '–' : say('web.hours', { hours: count(Math.round(value * 10) / 10) }))
  return (
    <Section title={say('web.times')} about={say('web.times_about')}>
      <Queried query={query}>
        {({ data, whole, histogram }) =>
          whole.count + whole.lapsed === 0 ? (
            <About>{say('web.times_none')}</About>
          ) : (
            <>
              <About>
                {say('web.times_whole', { count: whole.count, median: hours(whole.median), p90: hours(whole.p90), lapsed: whole.lapsed })}
              </About>
              <Histogram parts={histogram} />
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls: who has no pointer scrolls it by key */}
              <section className={styles.wide} tabIndex={0} aria-label={say('web.times')}>
                <table>
                  <thead>
                    <tr>
                      {['month', 'team', 'count', 'median', 'p90', 'lapsed'].map((name) => (
                        <th key={name} scope="col">
                          {say(`web.times_${name}`)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {data.map((line) => (
                      <tr key={`${line.month} ${line.team?.id ?? ''}`}>
                        <th scope="row">{line.month}</th>
                        <td>{line.team?.name ?? say('web.no_team')}</td>
                        <td>{count(line.count)}</td>
                        <td>{hours(line.median)}</td>
                        <td>{hours(line.p90)}</td>
                        <td>{count(line.lapsed)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            </>
          )
        }
      </Queried>
    </Section>
  )
}
