import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { bundlePath, type FactRecord } from '../contract.ts'
import { factsQuery } from './queries.ts'
import styles from './record.module.css'

/** A record is read long afterwards: no "today", but the day and the second. */
function useWhen(): (at: string) => string {
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  return (at) => format.format(Temporal.Instant.from(at).epochMilliseconds)
}

function FactRow({ fact, when }: { fact: FactRecord; when: string }) {
  return (
    <tr>
      <td className={styles.number}>{fact.seq}</td>
      <td className={styles.when}>
        <time dateTime={fact.at}>{when}</time>
      </td>
      <td className={styles.who}>{fact.actor.name}</td>
      <td>{fact.sentence}</td>
    </tr>
  )
}

function Facts({ facts }: { facts: readonly FactRecord[] }) {
  const say = useWords('audit')
  const when = useWhen()
  return (
    <table className={styles.facts} aria-label={say('web.facts')}>
      <thead>
        <tr>
          <th scope="col">{say('web.number')}</th>
          <th scope="col">{say('web.when')}</th>
          <th scope="col">{say('web.who')}</th>
          <th scope="col">{say('web.what')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <FactRow key={fact.seq} fact={fact} when={when(fact.at)} />
        ))}
      </tbody>
    </table>
  )
}

function Export({ complaint }: { complaint: string }) {
  const say = useWords('audit')
  return (
    <>
      <p>{say('web.export_hint')}</p>
      <a href={bundlePath(complaint)} download>
        {say('web.export')}
      </a>
    </>
  )
}

/** Everything that happened, as the chain holds it: on screen part by part, on paper whole. */
export function RecordPanel({ complaint }: { complaint: string }) {
  const say = useWords('audit')
  const { count } = useInWords()
  const query = useInfiniteQuery(factsQuery(complaint))
  const [printing, setPrinting] = useState(false)
  const print = async () => {
    setPrinting(true)
    let more = query.hasNextPage
    while (more) {
      const read = await query.fetchNextPage()
      more = read.hasNextPage && !read.isError
    }
    setPrinting(false)
    // The last part is drawn first.
    requestAnimationFrame(() => requestAnimationFrame(() => window.print()))
  }
  return (
    <Queried query={query} rows={8}>
      {({ pages }) => {
        const facts = pages.flatMap(({ data }) => data)
        const last = pages.at(-1)
        if (facts.length === 0 || last === undefined) return <Empty title={say('web.empty')} />
        return (
          <div className={styles.record}>
            <div className={styles.ways}>
              <Act busy={printing} onAct={() => void print()}>
                {say(printing ? 'web.printing' : 'web.print')}
              </Act>
              {last.may.export && <Export complaint={complaint} />}
            </div>
            <Facts facts={facts} />
            {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
            <p className={styles.ends}>{say('web.ends', { number: count(last.head.seq), hash: last.head.hash })}</p>
          </div>
        )
      }}
    </Queried>
  )
}
