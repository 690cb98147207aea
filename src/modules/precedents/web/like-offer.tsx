import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import styles from './precedents.module.css'
import { similarQuery, type Thought } from './queries.ts'
import { useBandWords } from './use-case-words.ts'

/** Beside an offer: what like cases got, and that a reason is asked for where this is something else. */
export function LikeOffer({ complaint, issue, thought }: { complaint: string; issue: string; thought: Thought }) {
  const say = useWords('precedents')
  const words = useBandWords()
  const { data } = useQuery({ ...similarQuery({ complaint, issue }, thought), placeholderData: keepPreviousData })
  if (!data?.band) return null
  const { band, departs } = data
  return (
    <p className={styles.like}>
      {band.from === 0 ? say('web.refused_all') : say('web.band_in_words', { band: words(band) })} {departs && <b>{say('web.departs')}</b>}
    </p>
  )
}
