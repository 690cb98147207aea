import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { clocksQuery } from './queries.ts'

/** The limit of a complaint that ends first of those that run, by its name; null while nothing runs or nobody knows. */
export function useFirstLimit(complaint: string): { name: string; due: string } | null {
  const say = useWords('clocks')
  const { data } = useQuery(clocksQuery(complaint))
  const [first] = (data?.data ?? [])
    .filter(({ open, remaining }) => open && remaining !== null && remaining > 0)
    .toSorted((one, other) => Temporal.Instant.compare(Temporal.Instant.from(one.due), Temporal.Instant.from(other.due)))
  return first ? { name: say(`kinds.${first.kind}`), due: first.due } : null
}
