import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import styles from '../../web/letters.module.css'
import type { Offer } from '../contract.ts'
import { AnswerForm } from './answer-form.tsx'
import { offersQuery } from './queries.ts'

const tones: Partial<Record<Offer['state'], 'kept' | 'act' | 'house'>> = {
  open: 'act',
  chosen: 'kept',
  countered: 'house',
  declined: 'house',
}

function Answered({ offer: { answered } }: { offer: Offer }) {
  const say = useWords('options')
  const { moment } = useInWords()
  if (answered === null || answered.how === null) return null
  const name = answered.how === 'page' ? say('web.by_customer') : answered.by
  return <small>{say('web.answered', { how: say(`how.${answered.how}`), moment: moment(answered.said_at ?? answered.at), name })}</small>
}

function One({ offer }: { offer: Offer }) {
  const say = useWords('options')
  const { moment } = useInWords()
  const [recording, setRecording] = useState(false)
  return (
    <li>
      <Chip tone={tones[offer.state] ?? 'plain'}>{say(`state.${offer.state}`)}</Chip>
      <small>
        {say('web.made', { name: offer.by.name, moment: moment(offer.at) })}
        {offer.state === 'open' && ` · ${say('web.until', { moment: moment(offer.until) })}`}
      </small>
      <ul>
        {offer.options.map(({ remedy, title, chosen }) => (
          <li key={remedy}>
            <span lang={offer.language}>{title}</span> {chosen && <Chip tone="kept">{say('web.chosen')}</Chip>}
          </li>
        ))}
      </ul>
      <Answered offer={offer} />
      {offer.may.record && !recording && <SmallAct onAct={() => setRecording(true)}>{say('web.record')}</SmallAct>}
      {recording && <AnswerForm offer={offer} onDone={() => setRecording(false)} />}
    </li>
  )
}

interface PaneProps {
  complaint: string
  /** They may write: a way to make an offer is shown. */
  writes: boolean
}

/** What the customer was offered to choose from, what they chose, and the place to write down what they said aloud. */
export function OffersPane({ complaint, writes }: PaneProps) {
  const say = useWords('options')
  const query = useQuery(offersQuery(complaint))
  return (
    <Pane title={say('web.title')} aside={writes && <a href={`/app/complaints/${complaint}/letters/offer`}>{say('web.make')}</a>}>
      <Queried query={query} rows={1}>
        {({ data }) => (
          <div className={styles.panel}>
            {data.length === 0 ? (
              <p>{say('web.none')}</p>
            ) : (
              <ul>
                {data.map((offer) => (
                  <One key={offer.id} offer={offer} />
                ))}
              </ul>
            )}
          </div>
        )}
      </Queried>
    </Pane>
  )
}
