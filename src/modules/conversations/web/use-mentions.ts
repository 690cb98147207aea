import { useQuery } from '@tanstack/react-query'
import { type RefObject, useRef, useState } from 'react'
import type { ComposerHand } from '#workspace/kit/rich-composer.tsx'
import { type Mentionable, mentionsIn } from '../rules/mentions.ts'
import { mentionableQuery } from './queries.ts'

const asHtml = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The mentions of a note: whom somebody chooses now, and whom its text names. */
export function useMentions(hand: RefObject<ComposerHand | null>) {
  const { data = [] } = useQuery(mentionableQuery(''))
  const chosen = useRef<Mentionable[]>([])
  const [choosing, setChoosing] = useState<'at' | 'button' | null>(null)
  const close = () => {
    setChoosing(null)
    // the picker goes away first, and takes the focus with it
    setTimeout(() => hand.current?.focus())
  }
  return {
    choosing,
    choose: (how: 'at' | 'button') => setChoosing(how),
    take: (colleague: Mentionable) => {
      chosen.current = [...chosen.current, colleague]
      hand.current?.insert(`@${asHtml(colleague.name)}`)
      close()
    },
    leave: () => {
      if (choosing === 'at') hand.current?.insert('@')
      close()
    },
    /** What a draft of another day mentions is found by the names. */
    mentioned: (text: string): string[] => {
      const known = new Map([...data, ...chosen.current].map(({ id, name }) => [id, { id, name }]))
      return mentionsIn(text, [...known.values()])
    },
  }
}

export type Mentions = ReturnType<typeof useMentions>
