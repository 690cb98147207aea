import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Survey } from '../contract.ts'
import { HoldForm } from './hold-form.tsx'
import { surveysQuery } from './queries.ts'
import styles from './surveys.module.css'

/** Where the question stands, in one sentence. */
function Standing({ survey }: { survey: Survey }) {
  const say = useWords('surveys')
  const why = useWords('conversations')
  const { moment } = useInWords()
  const { state, withheld, due, asked_at, expires_at, suppressed_for } = survey
  if (state === 'due') return withheld ? say('web.withheld', { why: why(`withheld.${withheld}`) }) : say('web.due', { moment: moment(due) })
  if (state === 'suppressed') return say('web.suppressed', { reason: say(`reason.${suppressed_for}`) })
  if (state === 'lapsed') return say('web.lapsed')
  const over = expires_at !== null && Temporal.Instant.compare(Temporal.Instant.from(expires_at), Temporal.Now.instant()) <= 0
  return say(over ? 'web.expired' : 'web.asked', { moment: moment(asked_at ?? due), until: moment(expires_at ?? due) })
}

function Score({ name, score }: { name: string; score: number }) {
  const say = useWords('surveys')
  return (
    <div>
      <dt>{name}</dt>
      <dd>{say('web.score', { score, words: say(`score.${score}`) })}</dd>
    </div>
  )
}

function Answered({ survey }: { survey: Survey }) {
  const say = useWords('surveys')
  const { moment } = useInWords()
  const { answered_at, due, outcome, handling, comment, unhappy } = survey
  return (
    <>
      <p>{say('web.answered', { moment: moment(answered_at ?? due) })}</p>
      <dl className={styles.scores}>
        {outcome !== null && <Score name={say('web.outcome')} score={outcome} />}
        {handling !== null && <Score name={say('web.handling')} score={handling} />}
      </dl>
      {comment !== null && <blockquote className={styles.comment}>{comment}</blockquote>}
      {unhappy && <p className={styles.unhappy}>{say('web.unhappy')}</p>}
    </>
  )
}

/** What the customer was asked and what they said. Nobody here chooses who is asked, and nobody changes an answer. */
export function SurveysPane({ complaint }: { complaint: string }) {
  const say = useWords('surveys')
  const { moment } = useInWords()
  const query = useQuery(surveysQuery(complaint))
  const [holds, setHolds] = useState(false)
  const may = query.data?.may.suppress === true
  return (
    <Pane title={say('web.title')} aside={may && !holds && <SmallAct onAct={() => setHolds(true)}>{say('web.hold')}</SmallAct>}>
      <Queried query={query} rows={2}>
        {({ data, suppression }) => (
          <div className={styles.body}>
            {holds && <HoldForm complaint={complaint} onDone={() => setHolds(false)} />}
            {suppression && (
              <p>
                {say('web.said', {
                  name: suppression.by,
                  moment: moment(suppression.at),
                  reason: say(`reason.${suppression.reason}`),
                })}
              </p>
            )}
            {suppression?.words && <blockquote className={styles.comment}>{suppression.words}</blockquote>}
            {data.length === 0 && !suppression && <p className={styles.none}>{say('web.none')}</p>}
            <ul className={styles.list}>
              {data.map((survey) => (
                <li key={survey.id}>{survey.state === 'answered' ? <Answered survey={survey} /> : <Standing survey={survey} />}</li>
              ))}
            </ul>
          </div>
        )}
      </Queried>
    </Pane>
  )
}
