import { useRef, useState } from 'react'
import type { AnswerOf } from '#platform/endpoint.ts'
import type { ComposerHand } from '#workspace/kit/rich-composer.tsx'
import type { fillReadyText, UsedText } from '../contract.ts'

export type FilledText = AnswerOf<typeof fillReadyText>

/** The ready texts of one sheet: which went into it, and whether somebody chooses one now. */
export function useReadyTexts(draft: { texts: readonly UsedText[] } | null) {
  const hand = useRef<ComposerHand | null>(null)
  const used = useRef<UsedText[]>([...(draft?.texts ?? [])])
  const [choosing, setChoosing] = useState<'slash' | 'button' | null>(null)
  return {
    hand,
    /** The texts that went into what stands here. */
    used: () => used.current,
    /** Something else stands here now, made from these. */
    begin: (texts: readonly UsedText[]) => {
      used.current = [...texts]
    },
    choosing,
    choose: (how: 'slash' | 'button') => setChoosing(how),
    insert: ({ text, language, number, html }: FilledText) => {
      setChoosing(null)
      used.current = [...used.current.filter((other) => other.text !== text), { text, language, number }]
      hand.current?.insert(html)
    },
    /** Nothing was chosen: who had written a slash, and meant one, gets it. */
    leave: () => {
      setChoosing(null)
      if (choosing === 'slash') hand.current?.insert('/')
      else hand.current?.focus()
    },
  }
}

export type ReadyTexts = ReturnType<typeof useReadyTexts>
