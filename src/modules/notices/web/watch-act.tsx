import { useQuery } from '@tanstack/react-query'
import { Act } from '#workspace/kit/act.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import type { WatchKind } from '../contract.ts'
import { watchesQuery } from './queries.ts'
import { useWatching } from './use-watching.ts'

interface WatchActProps {
  kind: Exclude<WatchKind, 'category'>
  subject: string
  size?: 'xs' | 'sm'
}

/** Follow this customer or this view, or follow it no more. */
export function WatchAct({ kind, subject, size = 'xs' }: WatchActProps) {
  const say = useWords('notices')
  const { data } = useQuery(watchesQuery)
  const { adding, ending } = useWatching()
  if (data === undefined) return null
  const watch = data.watches.find((one) => one.kind === kind && one.subject === subject)
  const why = adding.error ?? ending.error
  const turn = () => (watch ? ending.mutate(watch.id) : adding.mutate({ kind, subject }))
  return (
    <>
      <Act size={size} busy={adding.isPending || ending.isPending} onAct={turn}>
        {say(`web.watches.${watch ? 'stop_of' : 'follow_of'}.${kind}`)}
      </Act>
      {why !== null && <Refused why={why} />}
    </>
  )
}
