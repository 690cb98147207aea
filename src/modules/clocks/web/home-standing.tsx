import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { HomePart, HomeRow } from '#workspace/kit/home-part.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { standingQuery } from './queries.ts'

/** On the first page of who leads: what is late and ends today in each team, and what this week kept. */
export function HomeStanding() {
  const say = useWords('clocks')
  const { count } = useInWords()
  const query = useQuery({ ...standingQuery, retry: false })
  return (
    <Queried query={query}>
      {({ data }) => (
        <HomePart title={say('web.standing.title')}>
          {data.length === 0 && <HomeRow>{say('web.standing.none')}</HomeRow>}
          {data.map(({ team, late, today, met, missed }) => (
            <HomeRow key={team?.id ?? ''} pressing={late + today > 0}>
              <a href={`/app/complaints?view=due${team ? `&team=${team.id}` : ''}`}>{team?.name ?? say('web.standing.no_team')}</a>
              <span>
                {late + today === 0
                  ? say('web.standing.calm')
                  : [
                      late > 0 && say('web.standing.late', { count: late, shown: count(late) }),
                      today > 0 && say('web.standing.today', { count: today, shown: count(today) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
              </span>
              <small>{say('web.standing.week', { met: count(met), missed: count(missed) })}</small>
            </HomeRow>
          ))}
        </HomePart>
      )}
    </Queried>
  )
}
