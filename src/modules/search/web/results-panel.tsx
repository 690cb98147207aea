import { TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Icon } from '#workspace/kit/icons.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { useMe } from '#workspace/kit/me.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Trouble } from '#workspace/kit/queried.tsx'
import { type Hit, type Kind, kinds } from '../contract.ts'
import { hrefOf, iconOf, marked, numberOf, searchAddress, titleOf } from './hits.tsx'
import { hitsQuery } from './queries.ts'
import { forgetRecent, keepRecent, recentOf } from './recent.ts'
import styles from './search.module.css'

interface ResultsProps {
  q: string
  kind: Kind | undefined
  onSeek: (q: string) => void
}

function OneHit({ hit }: { hit: Hit }) {
  const words = useInWords()
  return (
    <li className={styles.hit}>
      <Icon name={iconOf[hit.kind]} />
      <a href={hrefOf(hit)}>{titleOf(hit)}</a>
      <span className={styles.aside}>
        {hit.complaint && <Chip>{numberOf(hit)}</Chip>} {words.day(hit.at)}
      </span>
      {hit.excerpt !== '' && hit.excerpt !== hit.title && <p>{marked(hit)}</p>}
    </li>
  )
}

/** Grouped by what they are; a group that is longer has a page of its own. */
function Groups({ hits, q, kind }: { hits: readonly Hit[]; q: string; kind: Kind | undefined }) {
  const say = useWords('search')
  const groups = kinds.map((one) => ({ one, of: hits.filter((hit) => hit.kind === one) })).filter(({ of }) => of.length > 0)
  return groups.map(({ one, of }) => (
    <section key={one} className={styles.group} aria-labelledby={`hits-${one}`}>
      <h2 id={`hits-${one}`}>{say(`web.kinds.${one}`)}</h2>
      <ul>
        {of.map((hit) => (
          <OneHit key={`${hit.kind} ${hit.id}`} hit={hit} />
        ))}
      </ul>
      {kind === undefined && of.length >= 5 && <a href={searchAddress(q, one)}>{say('web.more', { kind: say(`web.kinds.${one}`) })}</a>}
    </section>
  ))
}

function Found({ q, kind }: Omit<ResultsProps, 'onSeek'>) {
  const say = useWords('search')
  const language = useLanguage()
  const query = useInfiniteQuery(hitsQuery({ q, language, kind }))
  const hits = query.data?.pages.flatMap(({ data }) => data) ?? []
  if (query.isPending) return <Loading rows={6} />
  if (query.error !== null) return <Trouble why={query.error} onAgain={() => void query.refetch()} />
  if (hits.length === 0) return <Empty title={say('nothing_found')}>{say('web.help')}</Empty>
  return (
    <>
      <p role="status" className={styles.many}>
        {query.hasNextPage ? say('web.count_more', { count: hits.length }) : say('web.count', { count: hits.length })}
      </p>
      <Groups hits={hits} q={q} kind={kind} />
      {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
    </>
  )
}

function Recent() {
  const say = useWords('search')
  const { id } = useMe()
  const [recent, setRecent] = useState(() => recentOf(id))
  if (recent.length === 0) return <p className={styles.many}>{say('web.help')}</p>
  const forget = () => {
    forgetRecent(id)
    setRecent([])
  }
  return (
    <section className={styles.group} aria-labelledby="sought-lately">
      <h2 id="sought-lately">{say('web.recent')}</h2>
      <ul>
        {recent.map((q) => (
          <li key={q} className={styles.hit}>
            <Icon name="find" />
            <a href={searchAddress(q)}>{q}</a>
          </li>
        ))}
      </ul>
      <Act size="xs" onAct={forget}>
        {say('web.forget')}
      </Act>
    </section>
  )
}

/** A search with all that it finds: by kind, page after page, with the operators of lists. */
export function ResultsPanel({ q, kind, onSeek }: ResultsProps) {
  const say = useWords('search')
  const { id } = useMe()
  const [typing, setTyping] = useState(q)
  useEffect(() => keepRecent(id, q), [id, q])
  const seek = (event: FormEvent) => {
    event.preventDefault()
    onSeek(typing.trim())
  }
  return (
    <div className={styles.page}>
      <search>
        <form className={styles.form} onSubmit={seek}>
          <TextInput
            type="search"
            aria-label={say('web.label')}
            placeholder={say('prompt')}
            value={typing}
            onChange={(event) => setTyping(event.currentTarget.value)}
            maxLength={400}
          />
          <Act as="do" icon="find" submits>
            {say('web.label')}
          </Act>
        </form>
      </search>
      {q !== '' && (
        <nav className={styles.kinds} aria-label={say('web.title')}>
          {[undefined, ...kinds].map((one) => (
            <a key={one ?? 'all'} href={searchAddress(q, one)} aria-current={one === kind ? 'page' : undefined}>
              {one === undefined ? say('web.all_kinds') : say(`web.kinds.${one}`)}
            </a>
          ))}
          <a href={`/app/complaints?${new URLSearchParams({ view: 'all', q })}`}>{say('web.in_list')}</a>
        </nav>
      )}
      {q === '' ? <Recent /> : <Found q={q} kind={kind} />}
    </div>
  )
}
