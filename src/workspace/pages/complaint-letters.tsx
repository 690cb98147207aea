import { useQuery } from '@tanstack/react-query'
import { clocksQuery } from '#modules/clocks/web/queries.ts'
import type { Complaint } from '#modules/complaints/contract.ts'
import { OffersPane } from '#modules/letters/options/web/offers-pane.tsx'
import { LetterWay } from '#modules/letters/web/letter-way.tsx'
import { LettersPanel } from '#modules/letters/web/letters-panel.tsx'
import { useWords } from '../language.ts'

/** The letters of a complaint, with the holding letter that its clocks propose. */
export function ComplaintLetters({ complaint }: { complaint: Complaint }) {
  const say = useWords('workspace')
  const { data } = useQuery(clocksQuery(complaint.id))
  const proposed = data?.holding_proposed ? ({ letter: 'holding', why: say('complaint.holding') } as const) : null
  return (
    <>
      <LettersPanel complaint={complaint} proposed={proposed} />
      <OffersPane complaint={complaint.id} writes={complaint.may.reply} />
    </>
  )
}

/** What to do about the closing gates that wait for the final letter. */
export function letterWays(complaint: string) {
  const way = <LetterWay complaint={complaint} />
  return { B1: way, B2: way, B6: way }
}
