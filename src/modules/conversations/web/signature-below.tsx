import { useQuery } from '@tanstack/react-query'
import { call, useWords } from '#workspace/kit/desk.ts'
import { readSignature } from '../contract.ts'
import styles from './conversation.module.css'

interface SignatureProps {
  complaint: string
  mailbox: string | null
  /** A note, or what is told: nobody signs it. */
  off: boolean
}

/** What will stand below the reply, in the name of who sends it; nothing where there is no signature. */
export function SignatureBelow({ complaint, mailbox, off }: SignatureProps) {
  const say = useWords('conversations')
  const { data } = useQuery({
    queryKey: ['conversations', 'signature', complaint, mailbox],
    queryFn: ({ signal }) => call(readSignature, { complaint }, { query: { ...(mailbox !== null && { mailbox }) }, signal }),
    staleTime: 5 * 60_000,
    enabled: !off,
  })
  if (off || !data?.signature) return null
  return (
    <details className={styles.below}>
      <summary>
        {say('web.signature.below')} {data.signature.text.split('\n')[0]}
      </summary>
      <p className={styles.whole}>{data.signature.text}</p>
    </details>
  )
}
