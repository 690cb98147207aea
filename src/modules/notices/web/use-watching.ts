import { useQueryClient } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { addWatch, endWatch, type Watches, type WatchKind } from '../contract.ts'
import { watchesQuery } from './queries.ts'

/** Follows something, or follows it no more; the desk answers with all that is followed. */
export function useWatching() {
  const queries = useQueryClient()
  const keep = (now: Watches) => queries.setQueryData(watchesQuery.queryKey, now)
  return {
    adding: useDoing(async (what: { kind: WatchKind; subject: string }) => keep(await call(addWatch, {}, { body: what })), []),
    ending: useDoing(async (watch: string) => keep(await call(endWatch, { watch })), []),
  }
}
