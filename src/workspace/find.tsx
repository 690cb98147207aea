import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type Hit, search } from '#modules/search/contract.ts'
import { call } from './call.ts'
import { useGo } from './kit/go.ts'
import type { IconName } from './kit/icons.tsx'
import { useHolds } from './kit/me.ts'
import { Palette, type PaletteLine } from './kit/palette.tsx'
import { keysInWords, useAllKeys } from './kit/use-keys.ts'
import { useLanguage, useWords } from './language.ts'
import { usePlaces } from './places.ts'

const icons: Record<Hit['kind'], IconName> = { complaint: 'complaints', message: 'mail', note: 'lock', customer: 'customer' }

const hrefOf = ({ kind, id, complaint }: Hit) => (kind === 'customer' ? `/app/customers/${id}` : `/app/complaints/${complaint?.id ?? id}`)

/** The excerpt with what was sought marked in it. */
function marked({ excerpt, marks }: Hit): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of marks) {
    if (from < at) continue
    parts.push(excerpt.slice(at, from), <mark key={from}>{excerpt.slice(from, to)}</mark>)
    at = to
  }
  return [...parts, excerpt.slice(at)]
}

const shortest = 2

function useFound(query: string) {
  const language = useLanguage()
  const mayFind = useHolds('search.use')
  const [q] = useDebouncedValue(query.trim(), 150)
  return useQuery({
    queryKey: ['search', q, language],
    queryFn: ({ signal }) => call(search, {}, { query: { q, language, limit: 12 }, signal }),
    enabled: mayFind && q.length >= shortest,
    placeholderData: keepPreviousData,
  })
}

const fits = (words: string, query: string) => words.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase())

/** Ctrl K: what was found, what can be done here, and where one can go. */
export function Find() {
  const say = useWords('workspace')
  const go = useGo()
  const [query, setQuery] = useState('')
  const found = useFound(query)
  const { places } = usePlaces(undefined)
  const keys = useAllKeys()
  const asked = query.trim().length >= shortest
  const hits = asked ? (found.data?.data ?? []) : []
  const lines = hits.map(
    (hit): PaletteLine => ({
      id: `${hit.kind} ${hit.id}`,
      icon: icons[hit.kind],
      words: (
        <>
          {hit.title} {hit.excerpt !== '' && hit.excerpt !== hit.title && <small>{marked(hit)}</small>}
        </>
      ),
      aside: hit.complaint?.number,
      href: hrefOf(hit),
      onTake: () => go(hrefOf(hit)),
    }),
  )
  const here = keys
    .filter(({ name, keys: press }) => !/^Key[JKOX]$|Slash|mod\+|shift/.test(press) && fits(name, query))
    .map(
      ({ keys: press, name, act }): PaletteLine => ({
        id: `act ${press}`,
        icon: 'write',
        words: name,
        keyCap: keysInWords(press),
        onTake: () => setTimeout(act, 0),
      }),
    )
  const there = places
    .filter(({ name }) => fits(name, query))
    .map(
      ({ name, href, icon }): PaletteLine => ({
        id: `place ${name} ${href}`,
        icon: icon ?? 'complaints',
        words: name,
        href,
        onTake: () => go(href),
      }),
    )
  return (
    <Palette
      query={query}
      onQuery={setQuery}
      groups={[
        { name: say('find.found'), lines },
        { name: say('find.acts'), lines: here },
        { name: say('find.places'), lines: there },
      ]}
      hint={say('find.hint')}
    />
  )
}
