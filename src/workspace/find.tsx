import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Hit, kinds, search } from '#modules/search/contract.ts'
import { hrefOf, iconOf, marked, numberOf, searchAddress, titleOf } from '#modules/search/web/hits.tsx'
import { keepRecent, recentOf } from '#modules/search/web/recent.ts'
import { viewAddress, viewsQuery } from '#modules/worklist/web/queries.ts'
import { call, Problem } from './call.ts'
import { useGo } from './kit/go.ts'
import { useHolds, useMe } from './kit/me.ts'
import { Palette, type PaletteGroup, type PaletteLine } from './kit/palette.tsx'
import { keysInWords, useAllKeys, useOwnKeys } from './kit/use-keys.ts'
import { useLanguage, useWords } from './language.ts'
import { usePlaces } from './places.ts'

const shortest = 2

function useFound(query: string) {
  const language = useLanguage()
  const mayFind = useHolds('search.use')
  const [q] = useDebouncedValue(query.trim(), 150)
  return useQuery({
    queryKey: ['search', q, language],
    queryFn: ({ signal }) => call(search, {}, { query: { q, language, limit: 24 }, signal }),
    enabled: mayFind && q.length >= shortest,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

const fits = (words: string, query: string) => words.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase())

// So many of one kind stand in the palette; the page shows all.
const ofEach = 5

/** What was found, by kind; the last line leads to all of it. */
function useFoundGroups(query: string, hits: readonly Hit[]): PaletteGroup[] {
  const say = useWords('search')
  const go = useGo()
  const { id } = useMe()
  const take = (href: string) => () => {
    keepRecent(id, query)
    go(href)
  }
  const lineOf = (hit: Hit): PaletteLine => ({
    id: `${hit.kind} ${hit.id}`,
    icon: iconOf[hit.kind],
    words: (
      <>
        {titleOf(hit)} {hit.excerpt !== '' && hit.excerpt !== hit.title && <small>{marked(hit)}</small>}
      </>
    ),
    aside: numberOf(hit),
    href: hrefOf(hit),
    onTake: take(hrefOf(hit)),
  })
  const groups = kinds.map((kind) => ({
    name: say(`web.kinds.${kind}`),
    lines: hits
      .filter((hit) => hit.kind === kind)
      .slice(0, ofEach)
      .map(lineOf),
  }))
  const all = searchAddress(query.trim())
  const rest: PaletteLine = { id: 'all', icon: 'find', words: say('web.all_hits', { q: query.trim() }), href: all, onTake: take(all) }
  return hits.length === 0 ? groups : [...groups, { name: say('web.title'), lines: [rest] }]
}

/** Before anything is typed: what was searched lately. While typing: the saved views that are called so. */
function useKeptGroups(query: string): PaletteGroup[] {
  const say = useWords('search')
  const go = useGo()
  const { id } = useMe()
  const views = useQuery(viewsQuery).data?.data ?? []
  const recent = query.trim() === '' ? recentOf(id).slice(0, ofEach) : []
  const lineTo = (words: string, href: string): PaletteLine => ({ id: href, icon: 'find', words, href, onTake: () => go(href) })
  return [
    { name: say('web.recent'), lines: recent.map((q) => lineTo(q, searchAddress(q))) },
    { name: say('web.saved'), lines: views.filter(({ name }) => fits(name, query)).map((view) => lineTo(view.name, viewAddress(view.id))) },
  ]
}

/** What can be done on this page, and where one can go. */
function useHereAndThere(query: string): PaletteGroup[] {
  const say = useWords('workspace')
  const go = useGo()
  const { places } = usePlaces()
  const own = useOwnKeys()
  const here = useAllKeys()
    .filter(({ name, keys: press }) => !/^Key[JKOX]$|Slash|mod\+|shift/.test(press) && fits(name, query))
    .map(
      ({ keys: press, name, act }): PaletteLine => ({
        id: `act ${press}`,
        icon: 'write',
        words: name,
        keyCap: keysInWords(own[press] ?? press),
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
  return [
    { name: say('find.acts'), lines: here },
    { name: say('find.places'), lines: there },
  ]
}

/** Ctrl K: what was found, what can be done here, and where one can go. Operators narrow; one that is not understood is said, and stays typed. */
export function Find({ asked }: { asked: number }) {
  const say = useWords('workspace')
  const [query, setQuery] = useState('')
  const found = useFound(query)
  const long = query.trim().length >= shortest
  const refused = long && found.error instanceof Problem && found.error.status === 400 ? found.error.sentence : undefined
  const hits = long && refused === undefined ? (found.data?.data ?? []) : []
  const sought = useFoundGroups(query, hits)
  const kept = useKeptGroups(query)
  const rest = useHereAndThere(query)
  return (
    <Palette
      asked={asked}
      query={query}
      onQuery={setQuery}
      groups={[...sought, ...kept, ...rest]}
      hint={<span role="status">{refused ?? say('find.hint')}</span>}
      nothing={refused}
    />
  )
}
