import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { HomePart, HomeRow } from '#workspace/kit/home-part.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { recordStateQuery } from './queries.ts'

const shownOfHash = 16

/** On the first page of who oversees: the seals over the record, what left the house, which gates were waived, how much is restricted. */
export function HomeRecord() {
  const say = useWords('audit')
  const { count, moment } = useInWords()
  const query = useQuery({ ...recordStateQuery, retry: false })
  const who = (by: string) => by || say('web.state.program')
  return (
    <Queried query={query}>
      {({ seals, exports, waivers, restricted }) => (
        <>
          <HomePart title={say('web.state.seals')}>
            {seals.last === null ? (
              <HomeRow>{say('web.state.no_seal')}</HomeRow>
            ) : (
              <HomeRow>
                <b>{moment(seals.last.sealed_at)}</b>
                <span>{say('web.state.sealed', { facts: count(seals.last.facts), streams: count(seals.last.streams) })}</span>
                <small>
                  {say('web.state.seals_since', { count: seals.count })} <code>{seals.last.hash.slice(0, shownOfHash)}…</code>
                </small>
              </HomeRow>
            )}
            <HomeRow>{say('web.state.restricted', { count: restricted, shown: count(restricted) })}</HomeRow>
          </HomePart>
          <HomePart title={say('web.state.exports')}>
            {exports.length === 0 && <HomeRow>{say('web.state.no_exports')}</HomeRow>}
            {exports.map(({ complaint, by, at }) => (
              <HomeRow key={`${complaint.id} ${at}`}>
                <a href={`/app/complaints/${complaint.id}/record`}>{complaint.number}</a>
                <span>{who(by)}</span>
                <small>{moment(at)}</small>
              </HomeRow>
            ))}
          </HomePart>
          <HomePart title={say('web.state.waivers')}>
            {waivers.length === 0 && <HomeRow>{say('web.state.no_waivers')}</HomeRow>}
            {waivers.map(({ complaint, by, at, gate }) => (
              <HomeRow key={`${complaint.id} ${gate} ${at}`}>
                <a href={`/app/complaints/${complaint.id}/record`}>{complaint.number}</a>
                <span>{say('web.state.waived', { gate, by: who(by) })}</span>
                <small>{moment(at)}</small>
              </HomeRow>
            ))}
          </HomePart>
        </>
      )}
    </Queried>
  )
}
