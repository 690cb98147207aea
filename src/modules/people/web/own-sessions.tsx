import { useQuery } from '@tanstack/react-query'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { endSession, type OwnSession } from '../contract.ts'
import { sessionsQuery } from './queries.ts'

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS X', 'Linux'] as const

/** "Firefox, Windows": what the browser says of itself, as far as it is worth knowing. */
function deviceOf({ agent }: OwnSession): string {
  const browser = browsers.find(([sign]) => agent?.includes(sign))?.[1]
  const system = systems.find((sign) => agent?.includes(sign))
  return [browser, system].filter(Boolean).join(', ')
}

function SessionRow({ session }: { session: OwnSession }) {
  const say = useWords('people')
  const { moment } = useInWords()
  const ending = useDoing(() => call(endSession, {}, { body: { session: session.id } }), [sessionsQuery.queryKey])
  const end = (
    <Act as="plain" size="xs" busy={ending.isPending} onAct={() => ending.mutate()}>
      {say('web.sessions.end')}
    </Act>
  )
  return (
    <Row
      title={
        <>
          {deviceOf(session) || say('web.sessions.unknown')} {session.current && <Chip tone="kept">{say('web.sessions.current')}</Chip>}
        </>
      }
      line={[session.address, say('web.sessions.since', { moment: moment(session.started_at) })].filter(Boolean).join(' · ')}
      acts={session.current ? undefined : end}
    >
      {ending.isError && <Refused why={ending.error} />}
    </Row>
  )
}

/** Where one is signed in, and the way to end it. */
export function OwnSessions() {
  const say = useWords('people')
  const query = useQuery(sessionsQuery)
  const ending = useDoing(() => call(endSession, {}, { body: {} }), [sessionsQuery.queryKey])
  const others = (query.data?.data.length ?? 0) > 1
  return (
    <Section
      title={say('web.sessions.title')}
      about={say('web.sessions.about')}
      acts={
        others ? (
          <Act size="xs" busy={ending.isPending} onAct={() => ending.mutate()}>
            {say('web.sessions.end_others')}
          </Act>
        ) : undefined
      }
    >
      {ending.isError && <Refused why={ending.error} />}
      <Queried query={query}>
        {({ data }) => (
          <Rows name={say('web.sessions.title')}>
            {data.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Rows>
        )}
      </Queried>
    </Section>
  )
}
