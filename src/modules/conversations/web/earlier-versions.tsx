import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { type DraftVersion, listDraftVersions } from '../contract.ts'
import styles from './conversation.module.css'
import type { DraftKind } from './queries.ts'
import type { WritingState } from './use-writing.tsx'

interface VersionsProps {
  complaint: string
  kind: DraftKind
  state: WritingState
}

function Version({ version, onTake }: { version: DraftVersion; onTake: () => void }) {
  const say = useWords('conversations')
  const { moment } = useInWords()
  const [shown, setShown] = useState(false)
  const first = version.text.trim().replaceAll(/\s+/g, ' ')
  return (
    <li className={styles.version}>
      <SmallAct aria-expanded={shown} onAct={() => setShown(!shown)}>
        {moment(version.saved_at)}
      </SmallAct>{' '}
      {!shown && <span>{first.length > 80 ? `${first.slice(0, 80)}…` : first}</span>}
      {shown && (
        <>
          <p className={styles.whole}>{version.text}</p>
          <FormActs>
            <Act size="xs" onAct={onTake}>
              {say('web.versions.take')}
            </Act>
          </FormActs>
        </>
      )}
    </li>
  )
}

/** What stood here before, to look at and to take back; what stands here now is kept before it gives way. */
export function EarlierVersions({ complaint, kind, state }: VersionsProps) {
  const say = useWords('conversations')
  const { looking, setLooking, takeVersion } = state
  const query = useQuery({
    queryKey: ['conversations', 'draft-versions', complaint, kind],
    queryFn: ({ signal }) => call(listDraftVersions, { complaint, kind }, { signal }),
    enabled: looking,
    staleTime: 0,
    gcTime: 0,
  })
  if (!looking) return null
  const take = (version: DraftVersion) => {
    setLooking(false)
    takeVersion(version)
  }
  return (
    <section className={styles.attach} aria-label={say('web.versions.title')}>
      <b>{say('web.versions.title')}</b>
      <Queried query={query} rows={2}>
        {({ data }) =>
          data.length === 0 ? (
            <p className={styles.second}>{say('web.versions.none')}</p>
          ) : (
            <ul>
              {data.map((version) => (
                <Version key={version.id} version={version} onTake={() => take(version)} />
              ))}
            </ul>
          )
        }
      </Queried>
    </section>
  )
}
