import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { letterAddress } from './letter-address.ts'
import { lettersQuery } from './queries.ts'

/** From a gate that waits for the final letter, the way to it. */
export function LetterWay({ complaint }: { complaint: string }) {
  const say = useWords('letters')
  const { data } = useQuery(lettersQuery(complaint))
  const letter = data?.wanted ?? null
  if (letter === null) return null
  return <a href={letterAddress(complaint, letter)}>{say('web.write_this', { letter: say(`letter.${letter}`) })}</a>
}
