import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { Face } from '#workspace/kit/face.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import type { Present } from '../contract.ts'
import styles from './notices.module.css'
import { absencesQuery } from './queries.ts'

/** In the header: who else is here, and what they do. */
export function PresenceLine({ others }: { others: readonly Present[] }) {
  const say = useWords('notices')
  return (
    <div className={styles.here} role="status" aria-label={say('web.presence.label')}>
      {others.map(({ id, name, doing }) => (
        <span key={id}>
          <Face name={name} writing={doing !== 'reading'} named /> {say(`web.presence.${doing}`, { name })}
        </span>
      ))}
    </div>
  )
}

/** Above the composer: somebody else writes to the customer at this moment. */
export function WritingElsewhere({ others }: { others: readonly Present[] }) {
  const say = useWords('notices')
  const writing = others.filter(({ doing }) => doing === 'writing' || doing === 'letter')
  if (writing.length === 0) return null
  return <p className={styles.warning}>{writing.map(({ name, doing }) => say(`web.presence.${doing}`, { name })).join(' · ')}</p>
}

/** That whoever has the complaint is away, until when, and who stands in. */
export function OwnerAway({ owner }: { owner: { id: string; name: string } | null }) {
  const say = useWords('notices')
  const { moment } = useInWords()
  const { data } = useQuery(absencesQuery)
  const absence = data?.data.find(({ agent }) => agent.id === owner?.id)
  if (absence === undefined) return null
  const away = say('web.presence.owner_away', { name: absence.agent.name, moment: moment(absence.until) })
  const standIn = absence.stand_in && say('web.presence.stands_in', { name: absence.stand_in.name })
  return <p>{[away, standIn].filter(Boolean).join(' · ')}</p>
}
