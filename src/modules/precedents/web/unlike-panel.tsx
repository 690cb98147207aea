import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About, Section } from '#workspace/kit/section.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { WordsForm } from '#workspace/kit/words-form.tsx'
import { explainUnlike, longestReason, type UnlikeCase } from '../contract.ts'
import styles from './precedents.module.css'
import { shown, unlikeQuery } from './queries.ts'
import { useNames } from './use-case-words.ts'

/** One of the two, with its number as a link. */
function Side({ side }: { side: UnlikeCase['one'] }) {
  const say = useWords('precedents')
  const { amount } = useInWords()
  const sum = (money: { amount: number; currency: string }) => amount({ minor: money.amount, currency: money.currency })
  const forms = side.forms.map((form) => say(`given.${form}`)).join(', ')
  const given = side.basis === 'none' ? say('web.nothing') : [forms, side.money && sum(side.money)].filter(Boolean).join(', ')
  return (
    <li>
      <a href={`/app/complaints/${side.complaint}`}>{side.number}</a>: {say(`outcome.${side.outcome}`)}, {given}
      {side.at_stake !== null && ` ${say('web.at_stake', { sum: sum(side.at_stake) })}`}
    </li>
  )
}

function ExplainForm({ found, onDone }: { found: UnlikeCase; onDone: () => void }) {
  const say = useWords('precedents')
  const at = { complaint: found.one.complaint, case: found.id }
  const doing = useDoing((words: string) => call(explainUnlike, at, { body: { words } }), shown)
  const words = { label: say('web.explain_words'), act: say('web.explain'), notYet: say('web.reason_first') }
  return <WordsForm {...words} longest={longestReason} doing={doing} onDone={onDone} />
}

function One({ found }: { found: UnlikeCase }) {
  const say = useWords('precedents')
  const names = useNames()
  const { count, moment } = useInWords()
  const [explains, setExplains] = useState(false)
  const { explained, kind, factor } = found
  const title = [names(found.category), names(found.cause)].filter((part) => part !== '').join(' · ')
  const acts = found.may.explain && !explains && (
    <SmallAct aria-label={say('web.on', { act: say('web.explain'), case: `${title} ${found.one.number}` })} onAct={() => setExplains(true)}>
      {say('web.explain')}
    </SmallAct>
  )
  return (
    <Row title={title} line={say(`web.unlike_${kind}`, { factor: count(factor ?? 0) })} acts={acts}>
      <ul className={styles.sides}>
        <Side side={found.one} />
        {found.other === null ? <li>{say('web.elsewhere')}</li> : <Side side={found.other} />}
      </ul>
      {explained !== null && (
        <About>{say('web.explained_by', { name: explained.by.name, moment: moment(explained.at), words: explained.words })}</About>
      )}
      {explains && <ExplainForm found={found} onDone={() => setExplains(false)} />}
    </Row>
  )
}

/** Like cases that were treated very unlike: for who leads to look at and to explain. Two cases, never a person. */
export function UnlikePanel() {
  const say = useWords('precedents')
  const [explained, setExplained] = useState(false)
  const query = useInfiniteQuery(unlikeQuery(explained))
  const acts = <SmallAct onAct={() => setExplained(!explained)}>{say(explained ? 'web.show_open' : 'web.show_explained')}</SmallAct>
  return (
    <Section title={say('web.unlike')} about={say('web.unlike_about')} acts={acts}>
      <Queried query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ data }) => data)
          if (rows.length === 0) return <About>{say('web.unlike_none')}</About>
          return (
            <>
              <Rows name={say('web.unlike')}>
                {rows.map((found) => (
                  <One key={found.id} found={found} />
                ))}
              </Rows>
              {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
            </>
          )
        }}
      </Queried>
    </Section>
  )
}
