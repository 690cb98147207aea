import { useQuery } from '@tanstack/react-query'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About, Section } from '#workspace/kit/section.tsx'
import { bunchingQuery } from './queries.ts'

/** How many decisions lie just under a limit, by team. Sums over several people, never over one. */
export function BunchingPanel() {
  const say = useWords('guards')
  const remedies = useWords('remedies')
  const query = useQuery(bunchingQuery)
  return (
    <Section title={say('web.bunching')} about={say('web.bunching_about', { months: query.data?.months ?? 6 })}>
      <Queried query={query}>
        {({ data }) => {
          if (data.length === 0) return <About>{say('web.bunching_none')}</About>
          return (
            <Rows name={say('web.bunching')}>
              {data.map(({ team, column, bunched, ...counts }) => (
                <Row
                  key={`${team?.id ?? ''}/${column}`}
                  title={say('web.bunching_line', {
                    team: team?.name ?? say('web.no_team'),
                    column: remedies(`limit_name.${column}`),
                    ...counts,
                  })}
                  acts={bunched && <Chip tone="house">{say('web.bunched')}</Chip>}
                />
              ))}
            </Rows>
          )
        }}
      </Queried>
    </Section>
  )
}
