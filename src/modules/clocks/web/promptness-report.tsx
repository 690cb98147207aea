import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { DateField } from '#workspace/kit/lazy.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { About, Pair, Section } from '#workspace/kit/section.tsx'
import type { TeamPromptness } from '../contract.ts'
import styles from './clocks.module.css'
import { promptnessQuery } from './queries.ts'

const fifth = (at: number) => ({ from: (at - 1) * 20, to: at * 20 })

/** How many of the complaints of a row: a figure, with a bar below it as wide as their share. */
function BarCell({ many, of }: { many: number; of: number }) {
  const { count } = useInWords()
  return (
    <td>
      {count(many)}
      <span className={styles.bar} style={{ width: `${Math.round((many / of) * 100)}%` }} />
    </td>
  )
}

function TeamRow({ row: { team, complaints, answered, index, histogram } }: { row: TeamPromptness }) {
  const say = useWords('clocks')
  const { count } = useInWords()
  return (
    <tr>
      <th scope="row">{team?.name ?? say('web.promptness_no_team')}</th>
      <td>{say('web.promptness_of', { answered: count(answered), count: count(complaints) })}</td>
      <td>{count(index)} %</td>
      {histogram.map((many, at) => (
        // The bars stand where they stand.
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed row of figures
        <BarCell key={at} many={many} of={complaints} />
      ))}
    </tr>
  )
}

function Histogram({ data }: { data: readonly TeamPromptness[] }) {
  const say = useWords('clocks')
  const heads = Array.from({ length: 6 }, (_, at) => (at === 0 ? say('web.promptness_late') : say('web.promptness_bar', fifth(at))))
  return (
    <div className={styles.wide}>
      <table className={styles.preview}>
        <thead>
          <tr>
            <th scope="col">{say('web.promptness_team')}</th>
            <th scope="col">{say('web.promptness_answered')}</th>
            <th scope="col">{say('web.promptness_index')}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((row) => (
            <TeamRow key={row.team?.id ?? ''} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What was left of our own limit at the first answer, team by team (DOMAIN §5.2): ours, and no measure of people. */
export function PromptnessReport({ limitHours }: { limitHours: number }) {
  const say = useWords('clocks')
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const query = useQuery(promptnessQuery({ from, to }))
  return (
    <Section title={say('web.promptness')} about={say('web.promptness_about', { hours: limitHours })}>
      <div className={styles.days}>
        <Pair>
          <DateField label={say('web.promptness_from')} value={from ?? query.data?.from ?? null} onChange={setFrom} />
          <DateField label={say('web.promptness_to')} value={to ?? query.data?.to ?? null} onChange={setTo} />
        </Pair>
      </div>
      <Queried query={query} rows={2}>
        {({ data }) => (data.length === 0 ? <About>{say('web.promptness_none')}</About> : <Histogram data={data} />)}
      </Queried>
    </Section>
  )
}
