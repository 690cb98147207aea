import { useEffect, useState } from 'react'
import type { Letter } from '#modules/tone/contract/check.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { previewSheet } from '../contract.ts'
import styles from './letters.module.css'

interface PaperProps {
  complaint: string
  letter: Letter
  /** What is typed, as the desk is asked with. */
  asked: BodyOf<typeof previewSheet>
}

interface Paper {
  address: string
  name: string
  /** What was typed when it was made. */
  of: string
}

/** The letter on paper before it leaves: made when it is asked for, and asked for anew when something else is typed. */
export function PaperPreview({ complaint, letter, asked }: PaperProps) {
  const say = useWords('letters')
  const typed = JSON.stringify(asked)
  const [paper, setPaper] = useState<Paper | null>(null)
  const making = useDoing(() => call(previewSheet, { complaint, letter }, { body: asked }), [])
  useEffect(() => () => (paper === null ? undefined : URL.revokeObjectURL(paper.address)), [paper])
  const make = () =>
    making.mutate(undefined, {
      onSuccess: ({ pdf, name }) => {
        const bytes = Uint8Array.from(atob(pdf), (letter) => letter.codePointAt(0) ?? 0)
        setPaper({ address: URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' })), name, of: typed })
      },
    })
  const isFresh = paper !== null && paper.of === typed
  return (
    <div className={styles.ways}>
      {!isFresh && (
        <Act size="xs" busy={making.isPending} onAct={make}>
          {say('web.make_paper')}
        </Act>
      )}
      <span role="status">
        {isFresh && (
          <a href={paper.address} target="_blank" rel="noopener">
            {say('web.open_paper', { name: paper.name })}
          </a>
        )}
      </span>
      {making.isError && <Refused why={making.error} />}
    </div>
  )
}
