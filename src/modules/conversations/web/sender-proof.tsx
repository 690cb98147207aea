import { useWords } from '#workspace/kit/desk.ts'
import type { Authentication, Message } from '../contract.ts'
import { addressOf } from '../rules/shown-mailbox.ts'
import styles from './conversation.module.css'

export type SenderProof = 'proved' | 'denied' | 'unproved'

/** What three checks say together: the domain vouches for the mail, denies it, or says nothing. */
export function senderProof({ dmarc, spf, dkim }: Authentication): SenderProof {
  if (dmarc?.result === 'pass') return 'proved'
  if (dmarc?.result === 'fail') return 'denied'
  return spf?.result === 'fail' && dkim?.result !== 'pass' ? 'denied' : 'unproved'
}

/** Says it where a mail may be forged, before anybody acts on it. */
export function SenderWarning({ message }: { message: Message }) {
  const say = useWords('conversations')
  if (message.authentication === null || senderProof(message.authentication) !== 'denied') return null
  const { dmarc, spf } = message.authentication
  return (
    <p className={styles.warning} role="note">
      {say('web.proof.warning', { domain: dmarc?.domain ?? spf?.domain ?? (message.from ? addressOf(message.from) : '') })}
    </p>
  )
}
