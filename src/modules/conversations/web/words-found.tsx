import { queryOptions, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { type Message, type MessageWords, readMessageWords } from '../contract.ts'
import styles from './wording.module.css'

const messageWordsQuery = (complaint: string, message: string) =>
  queryOptions({
    queryKey: ['conversations', 'message-words', complaint, message],
    queryFn: ({ signal }) => call(readMessageWords, { complaint, message }, { signal }),
  })

const codeOf = ({ cue, kind }: MessageWords['cues'][number]) => (kind === undefined ? cue : `${cue}_${kind}`)

/** One cue, or one kind of wording, with its places in the text. */
function Places({ text, name, places }: { text: string; name: string; places: readonly { start: number; end: number }[] }) {
  return (
    <li>
      <b>{name}</b>
      {places.map(({ start, end }) => (
        <Around key={start} text={text} start={start} end={end} />
      ))}
    </li>
  )
}

const beside = 40

/** The place with a few words around it. */
function Around({ text, start, end }: { text: string; start: number; end: number }) {
  return (
    <p>
      {text.slice(Math.max(0, start - beside), start)}
      <mark>{text.slice(start, end)}</mark>
      {text.slice(end, end + beside)}
    </p>
  )
}

function Cues({ text, cues }: { text: string; cues: MessageWords['cues'] }) {
  const say = useWords('conversations')
  const tone = useWords('tone')
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{say('web.words_found.cues')}</h3>
      <ul>
        {[...Map.groupBy(cues, codeOf)].map(([code, places]) => (
          <Places key={code} text={text} name={tone(`cue.${code}`)} places={places} />
        ))}
      </ul>
    </section>
  )
}

function Kept({ text, kept: { reason, hits } }: { text: string; kept: NonNullable<MessageWords['kept']> }) {
  const say = useWords('conversations')
  const tone = useWords('tone')
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{say('web.words_found.reason')}</h3>
      {reason === null ? <p>{say('web.words_found.withheld')}</p> : <blockquote>{reason}</blockquote>}
      {hits.length > 0 && (
        <>
          <p>{say('web.words_found.rules')}</p>
          <ul>
            {[...Map.groupBy(hits, ({ category }) => category)].map(([category, places]) => (
              <Places key={category} text={text} name={tone(`category.${category}`)} places={places} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** What the checker kept of a reply when it was written: its cues as evidence, and the reason for what went out all the same. */
export function WordsFound({ message }: { message: Message }) {
  const say = useWords('conversations')
  const knowledge = useWords('knowledge')
  const id = useId()
  return (
    <section className={styles.kept} aria-labelledby={id}>
      <h2 id={id}>{say('web.words_found.title')}</h2>
      <Queried query={useQuery(messageWordsQuery(message.complaint_id, message.id))} rows={2}>
        {({ cues, kept, letter }) => (
          <>
            {letter !== null && letter !== 'message' && <p>{say('web.words_found.letter', { letter: knowledge(`letters.${letter}`) })}</p>}
            {cues.length === 0 && kept === null && <p role="status">{say('web.words_found.none')}</p>}
            {cues.length > 0 && <Cues text={message.text} cues={cues} />}
            {kept !== null && <Kept text={message.text} kept={kept} />}
          </>
        )}
      </Queried>
    </section>
  )
}
