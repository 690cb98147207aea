import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { HomePart, HomeRow } from '#workspace/kit/home-part.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { loadQuery } from './queries.ts'

const atLeast = (more: boolean, shown: string) => (more ? `${shown}+` : shown)

/** On the first page of who leads: each team's open complaints, each colleague's desk, and what is oldest. */
export function HomeLoad({ people }: { people: boolean }) {
  const say = useWords('complaints')
  const { count, moment } = useInWords()
  const query = useQuery({ ...loadQuery, retry: false })
  return (
    <Queried query={query}>
      {({ teams, colleagues, oldest, more }) => (
        <>
          <HomePart title={say('web.home.teams')}>
            {teams.length === 0 && <HomeRow>{say('web.home.none_open')}</HomeRow>}
            {teams.map(({ team, open, unassigned }) => (
              <HomeRow key={team?.id ?? ''}>
                <a href={`/app/complaints?view=open${team ? `&team=${team.id}` : ''}`}>{team?.name ?? say('web.no_team')}</a>
                <span>{say('web.home.open', { count: open, shown: atLeast(more, count(open)) })}</span>
                <small>
                  {say(unassigned === 0 ? 'web.home.all_owned' : 'web.home.unowned', { count: unassigned, shown: count(unassigned) })}
                </small>
              </HomeRow>
            ))}
          </HomePart>
          {people && colleagues.length > 0 && (
            <HomePart title={say('web.home.colleagues')}>
              {colleagues.map(({ colleague, open, urgent }) => (
                <HomeRow key={colleague.id}>
                  <a href={`/app/complaints?view=open&owner=${colleague.id}`}>{colleague.name}</a>
                  <span>{say('web.home.open', { count: open, shown: atLeast(more, count(open)) })}</span>
                  <small>{urgent > 0 && say('web.home.urgent', { count: urgent, shown: count(urgent) })}</small>
                </HomeRow>
              ))}
            </HomePart>
          )}
          {oldest.length > 0 && (
            <HomePart title={say('web.home.oldest')}>
              {oldest.map(({ complaint, owner, received_at }) => (
                <HomeRow key={complaint.id}>
                  <a href={`/app/complaints/${complaint.id}?view=open`}>{complaint.customer?.name || complaint.number}</a>
                  <span>{owner?.name ?? say('web.no_owner')}</span>
                  <small>{say('web.home.since', { moment: moment(received_at) })}</small>
                </HomeRow>
              ))}
            </HomePart>
          )}
        </>
      )}
    </Queried>
  )
}
